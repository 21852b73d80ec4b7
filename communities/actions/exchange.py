from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community, ContactRequest, ExchangeNotice
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.ui.search import index

LONGEST_SHOWN = timedelta(days=365)
"""A notice nobody has looked at for a year helps nobody; it can be posted anew."""


@action("communities.notice.posted")
def post_notice(*, community: Community, until: date, by, now: datetime, **details: Any) -> ExchangeNotice:
    """A community offers something or looks for it, on the board until its day.

    Raises ``StateConflict`` while the community is not verified, and ``InvalidInput`` for a day that does not work.
    """
    _require_verified(community)
    notice = ExchangeNotice(community=community, until=until, posted_at=now, posted_by=by, **details)
    _check_notice(notice, now)
    notice.save()
    record(target=notice, until=until)
    index(notice)
    return notice


@action("communities.notice.changed")
def change_notice(*, notice: ExchangeNotice, by, now: datetime, **details: Any) -> ExchangeNotice:
    """The community says it better, or shows it longer. A closed notice stays closed."""
    notice = ExchangeNotice.objects.lock(notice.pk)
    _require_open(notice)
    for name, value in details.items():
        setattr(notice, name, value)
    _check_notice(notice, now)
    notice.save(update_fields=[*details, "updated_at"])
    record(target=notice, until=notice.until)
    index(notice)
    return notice


@action("communities.notice.closed")
def close_notice(*, notice: ExchangeNotice, by, now: datetime) -> ExchangeNotice:
    """Found, lent or no longer needed: off the board. Closing it twice changes nothing."""
    notice = ExchangeNotice.objects.lock(notice.pk)
    if notice.closed_at is None:
        _close(notice, now)
        record(target=notice)
    return notice


@action("communities.notice.taken_down")
def take_down_notice(*, notice: ExchangeNotice, reason: str, by, now: datetime) -> ExchangeNotice:
    """An officer takes off the board what does not belong there, and tells the community why."""
    notice = ExchangeNotice.objects.lock(notice.pk)
    _require_open(notice)
    _close(notice, now)
    record(target=notice, reason=reason)
    notify("communities.notice_taken_down", subject=notice, now=now, reason=reason)
    return notice


@action("communities.contact_request.sent")
def send_request(
    *, to_community: Community, from_community: Community, text: str, by, now: datetime, notice: ExchangeNotice | None = None
) -> ContactRequest:
    """One community writes to another: as a possible mentor, about a notice, or to get to know it (S4-24, S4-154).

    The asked one may answer or not: nothing falls due. Raises ``InvalidInput`` for a request to oneself and
    ``StateConflict`` while an earlier request about the same waits.
    """
    if to_community == from_community:
        raise InvalidInput(_("This is your own community. Choose another one to write to."), field="from_community")
    _require_verified(from_community)
    if notice is not None and not notice.is_open(timezone.localdate(now)):
        raise StateConflict(_("The notice is no longer on the board."))
    Community.objects.lock(from_community.pk)
    if ContactRequest.objects.waiting().filter(to_community=to_community, from_community=from_community, notice=notice).exists():
        raise StateConflict(_("Your community has written already and its letter waits for a reply."))
    request = ContactRequest(
        to_community=to_community, from_community=from_community, notice=notice, text=text.strip(), sent_at=now, sent_by=by
    )
    if len("".join(request.text.split())) < 10:
        raise InvalidInput(_("Say in a sentence who you are and what you ask for."), field="text")
    request.save()
    record(target=request)
    notify("communities.contact_request_received", subject=request, now=now)
    return request


@action("communities.contact_request.answered")
def answer_request(*, request: ContactRequest, is_accepted: bool, reply: str, by, now: datetime) -> ContactRequest:
    """The asked community agrees or declines, in its own words. Once it agrees, both see whom to write to."""
    request = ContactRequest.objects.lock(request.pk)
    if request.answered_at:
        raise StateConflict(_("The letter is answered already; somebody in your community was faster."))
    if not reply.strip():
        raise InvalidInput(_("Write a few words in reply."), field="reply")
    request.is_accepted, request.reply, request.answered_at, request.answered_by = is_accepted, reply.strip(), now, by
    request.save(update_fields=["is_accepted", "reply", "answered_at", "answered_by", "updated_at"])
    record(target=request, is_accepted=is_accepted)
    notify("communities.contact_request_answered", subject=request, now=now)
    return request


@action("communities.notice.erased")
def erase_notice(*, notice: ExchangeNotice, by, now: datetime) -> None:
    """A year after it closed nobody needs it."""
    record(target=notice)
    notice.delete()


@action("communities.contact_request.erased")
def erase_letter(*, request: ContactRequest, by, now: datetime) -> None:
    """A year after the reply, or after the letter that nobody answered."""
    record(target=request)
    request.delete()


def _require_verified(community: Community) -> None:
    if community.verified_at is None:
        raise StateConflict(_("Your community can take part in the exchange once an officer has verified it."))


def _require_open(notice: ExchangeNotice) -> None:
    if notice.closed_at:
        raise StateConflict(_("The notice is closed. Post a new one."))


def _check_notice(notice: ExchangeNotice, now: datetime) -> None:
    today = timezone.localdate(now)
    if notice.until < today:
        raise InvalidInput(_("This day is over. Choose today or a later one."), field="until")
    if notice.until > today + LONGEST_SHOWN:
        raise InvalidInput(_("A notice is shown for a year at most. Choose an earlier day."), field="until")
    for name, sentence in (("title", _("Say in a few words what it is.")), ("text", _("Describe what you offer or need."))):
        if not getattr(notice, name).strip():
            raise InvalidInput(sentence, field=name)


def _close(notice: ExchangeNotice, now: datetime) -> None:
    notice.closed_at = now
    notice.save(update_fields=["closed_at", "updated_at"])
    index(notice)
