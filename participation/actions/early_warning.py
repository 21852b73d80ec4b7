"""What is done with an early warning. Its events are as closed as the warning itself, and none of them holds its words."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from communities.models import Community
from participation.enums import Promise, WarningState
from participation.models import EarlyWarning, WarningCategory
from participation.workflow import EARLY_WARNING
from portal.audit.actions import Guest, action, record
from portal.audit.erasure import blank_history
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.notifications.models import Message
from portal.obligations.actions import fulfil_obligation, move_obligations, open_obligation
from portal.obligations.answering import require_substance
from portal.obligations.models import Obligation
from portal.obligations.receipts import issue_receipt, receipt_of
from portal.ui.links import plain_reverse
from portal.ui.plain_text import plain_text
from portal.ui.visibility import Visibility

LONGEST_WARNING = 5_000


def _note(warning: EarlyWarning, **data) -> None:
    """The event of the running action, seen by those who see the warning."""
    record(target=warning, sensitive=warning.is_sensitive, **data)


@action("participation.warning_category.saved")
def save_category(*, category: WarningCategory, by, now: datetime) -> WarningCategory:
    """Say who reads what. Warnings that are there already stay as closed as they are."""
    category.save()
    record(target=category, unit=category.unit, is_sensitive=category.is_sensitive)
    return category


@action("participation.early_warning.sent")
def send_warning(
    *,
    category: WarningCategory,
    text: str,
    form_token: UUID,
    by,
    now: datetime,
    place: str = "",
    name: str = "",
    email: str = "",
    phone: str = "",
    language: str = "lv",
    community: Community | None = None,
) -> EarlyWarning:
    """Take what somebody noticed and give it to the unit of its category. The same form sent twice is one warning.

    A guest confirms by e-mail first. Raises ``InvalidInput`` for a text without a word or beyond the limit.
    """
    if known := EarlyWarning.objects.filter(form_token=form_token).first():
        return known
    text = plain_text(text)
    if not any(character.isalnum() for character in text):
        raise InvalidInput(_("Write what you noticed."), field="text")
    if len(text) > LONGEST_WARNING:
        raise InvalidInput(
            _("The text has %(length)s characters; at most %(limit)s can be sent. Say the most important first.")
            % {"length": len(text), "limit": LONGEST_WARNING},
            field="text",
        )
    is_guest = isinstance(by, Guest)
    warning = EarlyWarning.objects.create(
        category=category,
        is_sensitive=category.is_sensitive,
        unit=category.unit,
        text=text,
        place=plain_text(place),
        author=None if is_guest else by,
        author_name=name,
        author_email=email,
        phone=phone,
        community=community,
        language=language,
        state=WarningState.UNCONFIRMED if is_guest else WarningState.RECEIVED,
        received_at=now,
        form_token=form_token,
    )
    _note(warning)
    if is_guest:
        notify("participation.early_warning_confirm", subject=warning, now=now)
    else:
        _receive(warning, now)
    return warning


@action("participation.early_warning.confirmed")
def confirm_warning(*, warning: EarlyWarning, by=None, now: datetime) -> EarlyWarning:
    """The guest pressed the button: the unit gets it and the clock starts. Doing it again changes nothing."""
    warning = EarlyWarning.objects.select_for_update(of=("self",)).filter(pk=warning.pk).first()
    if warning is None:
        raise InvalidInput(_("The message of this link no longer exists. Send it again."))
    if warning.state != WarningState.UNCONFIRMED:
        return warning
    warning.state, warning.received_at = WarningState.RECEIVED, now
    warning.save(update_fields=["state", "received_at", "updated_at"])
    _note(warning)
    _receive(warning, now)
    return warning


def _receive(warning: EarlyWarning, now: datetime) -> None:
    receipt = issue_receipt(subject=warning, now=now)
    open_obligation(
        kind=Promise.EARLY_WARNING,
        subject=warning,
        holder=warning.unit,
        received_at=now,
        label=str(warning),
        number=receipt.number,
        address=plain_reverse("obligations:receipt_lookup"),
        staff_address=plain_reverse("admin:participation_earlywarning_change", warning.pk),
        visibility=_visibility(warning),
    )
    notify("participation.early_warning_received", subject=warning, now=now)
    notify("participation.early_warning_arrived", subject=warning, now=now)


def _visibility(warning: EarlyWarning) -> Visibility:
    return Visibility.SENSITIVE if warning.is_sensitive else Visibility.STAFF


@action("participation.early_warning.read")
def read_warning(*, warning: EarlyWarning, by, now: datetime) -> None:
    """An officer was shown the words of a warning; that it was read, by whom and when, stays (D9)."""
    _note(warning)


@action("participation.early_warning.taken_over")
def take_over(*, warning: EarlyWarning, by, now: datetime) -> EarlyWarning:
    """An officer of the unit deals with it from now on; the sender sees that somebody does."""
    warning = EarlyWarning.objects.lock(warning.pk)
    EARLY_WARNING.check(warning.state, WarningState.TAKEN)
    warning.state, warning.taken_at, warning.taken_by = WarningState.TAKEN, now, by
    warning.save(update_fields=["state", "taken_at", "taken_by", "updated_at"])
    _note(warning)
    return warning


@action("participation.early_warning.police_added")
def add_police(*, warning: EarlyWarning, email: str, by, now: datetime) -> EarlyWarning:
    """The social service calls in the police: the station is asked to get in touch and reads nothing of the warning."""
    warning = EarlyWarning.objects.lock(warning.pk)
    if warning.state not in (WarningState.RECEIVED, WarningState.TAKEN):
        raise StateConflict(_("This is answered already. If the police is needed now, call 110."))
    if warning.police_at:
        raise StateConflict(_("The police has been called in already."))
    warning.police_at, warning.police_email = now, email
    warning.save(update_fields=["police_at", "police_email", "updated_at"])
    _note(warning)
    notify("participation.early_warning_police", subject=warning, now=now)
    return warning


@action("participation.early_warning.handed_on")
def hand_on(*, warning: EarlyWarning, category: WarningCategory, by, now: datetime) -> EarlyWarning:
    """It came under the wrong category: another unit gets it, with the clock as it stands.

    What becomes sensitive is closed to everybody but the social service at once, with its letters; it never opens again.
    """
    warning = EarlyWarning.objects.lock(warning.pk)
    if warning.state not in (WarningState.RECEIVED, WarningState.TAKEN):
        raise StateConflict(_("This is answered already, so there is nothing to hand on."))
    warning.category, warning.unit = category, category.unit
    warning.is_sensitive = warning.is_sensitive or category.is_sensitive
    warning.save(update_fields=["category", "unit", "is_sensitive", "updated_at"])
    move_obligations(subject=warning, holder=warning.unit, unit=warning.unit)
    Obligation.objects.about(warning).update(visibility=_visibility(warning))
    Message.objects.about(warning).update(sensitive=warning.is_sensitive)
    _note(warning)
    notify("participation.early_warning_arrived", subject=warning, now=now)
    return warning


@action("participation.early_warning.answered")
def answer_warning(*, warning: EarlyWarning, answer: str, next_step: str = "", by, now: datetime) -> EarlyWarning:
    """Tell the sender what was done. The letter says only that there is an answer; the receipt shows it."""
    warning = EarlyWarning.objects.lock(warning.pk)
    EARLY_WARNING.check(warning.state, WarningState.ANSWERED)
    require_substance(reason=answer, question=warning.text, field="answer")
    warning.state, warning.answered_at, warning.answered_by = WarningState.ANSWERED, now, by
    warning.answer, warning.next_step = plain_text(answer), plain_text(next_step)
    warning.save(update_fields=["state", "answer", "next_step", "answered_at", "answered_by", "updated_at"])
    _note(warning)
    fulfil_obligation(kind=Promise.EARLY_WARNING, subject=warning, now=now)
    notify("participation.early_warning_answered", subject=warning, now=now)
    return warning


@action("participation.early_warning.closed")
def close_warning(*, warning: EarlyWarning, by, now: datetime) -> EarlyWarning:
    """Nothing is left to do; from now on the time runs after which its words are erased."""
    warning = EarlyWarning.objects.lock(warning.pk)
    EARLY_WARNING.check(warning.state, WarningState.CLOSED)
    warning.state, warning.closed_at, warning.closed_by = WarningState.CLOSED, now, by
    warning.save(update_fields=["state", "closed_at", "closed_by", "updated_at"])
    _note(warning)
    return warning


@action("participation.early_warning.erased")
def erase_warning(*, warning: EarlyWarning, by=None, now: datetime) -> None:
    """A warning nobody confirmed, or one long over: its words, persons, letters and receipt go, the log of acts stays."""
    done_with = EarlyWarning.objects.exclude(state__in=(WarningState.RECEIVED, WarningState.TAKEN))
    warning = done_with.select_for_update(of=("self",)).filter(pk=warning.pk).first()
    if warning is None:  # confirmed or erased a moment ago
        return
    _note(warning)
    Message.objects.about(warning).delete()
    if receipt := receipt_of(warning):
        receipt.delete()
    pk = warning.pk
    warning.delete()
    blank_history(EarlyWarning, [pk])
