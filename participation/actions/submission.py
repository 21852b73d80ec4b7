"""What people send to the municipality: sent, confirmed, registered, handed in, taken back."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from communities.models import Neighbourhood
from participation.actions.support import check_signature
from participation.enums import Promise, ProposalTarget, SubmissionKind, SubmissionState, VoiceKind
from participation.models import BudgetCampaign, Submission, Support
from participation.queries.submission import signatures_needed
from participation.workflow import SUBMISSION
from portal.audit.actions import Guest, action, record
from portal.audit.erasure import blank_history
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.files.actions import erase
from portal.municipality.models import Unit
from portal.notifications.actions import notify
from portal.notifications.models import Message
from portal.obligations.actions import cancel_obligation, open_obligation
from portal.obligations.models import Receipt
from portal.obligations.receipts import issue_receipt
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index
from portal.ui.visibility import Visibility

LONGEST_TEXT = 20_000
FEWEST_REPRESENTED = 2
"""One person is no community."""


@action("participation.submission.submitted")
def submit_submission(
    *, kind: str, title: str, text: str, unit: Unit, form_token: UUID, by, now: datetime,
    also_represents: Iterable[Neighbourhood] = (), campaign: BudgetCampaign | None = None, declares: bool = False,
    **details: Any,
) -> Submission:  # fmt: skip
    """Take what arrived at ``now`` by the public form. The same form sent twice gives the same submission.

    From a signed-in person it is registered at once, from a ``Guest`` once its link is opened; a collective submission
    gathers signatures first. Raises ``DeadlinePassed`` outside the campaign's window, ``InvalidInput`` for words that are
    blank or too long and for a joint voice that does not say how it was agreed.
    """
    if campaign:
        campaign = BudgetCampaign.objects.lock(campaign.pk)
    known = Submission.objects.filter(form_token=form_token).first()
    if known:
        return known
    _check_words(title, text)
    _check_joint(details)
    if campaign and not campaign.is_open(now):
        raise DeadlinePassed(
            _("The campaign does not take proposals now. What you typed is kept: send it as a proposal of its own.")
        )
    is_guest, is_collective = isinstance(by, Guest), kind == SubmissionKind.COLLECTIVE
    if campaign:
        details["target"] = ProposalTarget.BUDGET
    if is_collective:
        check_signature(details.get("author_name", ""), declares, now)
    submission = Submission(
        kind=kind,
        title=title.strip(),
        text=text.strip(),
        unit=unit,
        campaign=campaign,
        author=None if is_guest else by,
        received_at=now,
        form_token=form_token,
        state=SubmissionState.UNCONFIRMED if is_guest else SubmissionState.RECEIVED,
        **details,
    )
    if is_collective and not is_guest:
        submission.state = SubmissionState.COLLECTING
    if twin := _save(submission, also_represents):
        return twin
    record(target=submission, kind=kind, channel=submission.channel)
    if is_guest:
        notify("participation.submission_confirm", subject=submission, now=now)
    elif is_collective:
        _open_for_signatures(submission, now)
    else:
        _register(submission, now)
    return submission


@action("participation.submission.received")
def receive_submission(
    *, kind: str, title: str, text: str, unit: Unit, by, now: datetime, received_at: datetime | None = None,
    form_token: UUID | None = None, also_represents: Iterable[Neighbourhood] = (), **details: Any,
) -> Submission:  # fmt: skip
    """Something that must be answered has come in, by whatever way: it gets a number, and its clock starts on the day it
    really came (``received_at``)."""
    form_token = form_token or uuid4()
    known = Submission.objects.filter(form_token=form_token).first()
    if known:
        return known
    if received_at and received_at > now:
        raise InvalidInput(_("The day of receipt is still to come."), field="received_at")
    submission = Submission(
        kind=kind, title=title, text=text, unit=unit, received_at=received_at or now, form_token=form_token, **details
    )
    if twin := _save(submission, also_represents):
        return twin
    record(target=submission, kind=kind, channel=submission.channel)
    _register(submission, now)
    return submission


@action("participation.submission.confirmed")
def confirm_submission(*, submission: Submission, by=None, now: datetime) -> Submission:
    """The guest opened the link: the submission is registered and its clock starts. Opening it again changes nothing.

    One sent in time belongs to its campaign also when the link is opened after the window; once the campaign is closed
    and reported it is a proposal of its own. Raises ``StateConflict`` when it was withdrawn meanwhile.
    """
    campaign = BudgetCampaign.objects.lock(submission.campaign_id) if submission.campaign_id else None
    submission = Submission.objects.lock(submission.pk)
    if submission.state not in (SubmissionState.UNCONFIRMED, SubmissionState.WITHDRAWN):
        return submission
    target = SubmissionState.COLLECTING if submission.is_collective else SubmissionState.RECEIVED
    SUBMISSION.check(submission.state, target)
    submission.state, submission.received_at = target, now
    if campaign and campaign.closed_at:
        submission.campaign = None
    submission.save(update_fields=["state", "received_at", "campaign", "updated_at"])
    record(target=submission)
    if submission.is_collective:
        _open_for_signatures(submission, now)
    else:
        _register(submission, now)
    return submission


@action("participation.submission.handed_in")
def hand_in(*, submission: Submission, by, now: datetime) -> Submission:
    """Enough people have signed: the collective submission goes to the municipality, and the law's clock starts.

    Raises ``StateConflict`` while signatures are missing, with their number.
    """
    submission = Submission.objects.lock(submission.pk)
    SUBMISSION.check(submission.state, SubmissionState.RECEIVED)
    needed = signatures_needed(now)
    if submission.support_count < needed:
        raise StateConflict(
            _("Signatures are missing. Needed: %(needed)s, signed: %(signed)s.")
            % {"needed": needed, "signed": submission.support_count}
        )
    submission.state, submission.received_at = SubmissionState.RECEIVED, now
    submission.save(update_fields=["state", "received_at", "updated_at"])
    record(target=submission, signatures=submission.support_count)
    _register(submission, now)
    return submission


@action("participation.submission.withdrawn")
def withdraw_submission(*, submission: Submission, by, now: datetime) -> Submission:
    """The author takes it back, any time before the answer; nobody owes an answer any longer."""
    submission = Submission.objects.lock(submission.pk)
    if submission.state == SubmissionState.ANSWERED:
        raise StateConflict(_("It has been answered already, so it can no longer be withdrawn."))
    SUBMISSION.check(submission.state, SubmissionState.WITHDRAWN)
    submission.state = SubmissionState.WITHDRAWN
    submission.save(update_fields=["state", "updated_at"])
    record(target=submission)
    cancel_obligation(kind=Promise.SUBMISSION_ANSWER, subject=submission, reason=_("withdrawn by the author"), now=now)
    notify("participation.supported_withdrawn", subject=submission, now=now)
    index(submission)
    return submission


@action("participation.submission.unconfirmed_erased")
def erase_unconfirmed_submission(*, submission: Submission, now: datetime) -> None:
    """Nobody opened the link within its term: what the guest wrote goes, as the letter promised."""
    submission = Submission.objects.lock(submission.pk)
    if submission.state != SubmissionState.UNCONFIRMED:
        return
    record(target=submission)
    Message.objects.about(submission).delete()
    pk, attachment = submission.pk, submission.attachment
    submission.delete()
    blank_history(Submission, [pk])
    if attachment:
        erase(attachment, now=now)


def _check_words(title: str, text: str) -> None:
    for field, words, sentence in (
        ("title", title, _("Give it a title: a few words say what it is about.")),
        ("text", text, _("Write what you want to say.")),
    ):
        if not any(character.isalnum() for character in words):
            raise InvalidInput(sentence, field=field)
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(
            _("The text has %(length)s characters; at most %(limit)s can be sent. Attach the longer text as a file.")
            % {"length": len(text), "limit": LONGEST_TEXT},
            field="text",
        )


def _check_joint(details: dict[str, Any]) -> None:
    is_joint = details.get("voice") == VoiceKind.JOINT
    if is_joint and not (
        details.get("how_agreed", "").strip() and (details.get("residents_represented") or 0) >= FEWEST_REPRESENTED
    ):
        raise InvalidInput(_("A joint proposal says how it was agreed and how many it speaks for."), field="how_agreed")


def _save(submission: Submission, also_represents: Iterable[Neighbourhood]) -> Submission | None:
    """Write it. Where the same form was faster from another window, that submission is given back instead."""
    submission.full_clean(validate_unique=False)
    try:
        with transaction.atomic():
            submission.save()
    except IntegrityError:
        return Submission.objects.get(form_token=submission.form_token)
    if also_represents:
        submission.also_represents.set(also_represents)
    return None


def _register(submission: Submission, now: datetime) -> None:
    """Number, clock and the letter that tells them."""
    receipt = issue_receipt(subject=submission, now=now)
    Receipt.objects.filter(pk=receipt.pk).update(handed_in_at=submission.received_at)
    open_clock(submission, receipt.number)
    index(submission)
    if submission.author_id or submission.author_email or submission.community_id:
        notify("participation.submission_received", subject=submission, now=now)


def open_clock(submission: Submission, number: str) -> None:
    """The promise of an answer, by the law's term or by our own."""
    open_obligation(
        kind=Promise.SUBMISSION_ANSWER,
        subject=submission,
        holder=submission.unit,
        received_at=submission.received_at,
        rule_code=submission.rule_code,
        label=submission.title,
        number=number,
        address=plain_path(submission),
        staff_address=plain_reverse("admin:participation_submission_change", submission.pk),
        neighbourhood_key=submission.neighbourhood_id,
        visibility=Visibility.PUBLIC if submission.is_public else Visibility.STAFF,
    )


def _open_for_signatures(submission: Submission, now: datetime) -> None:
    """It has its number from now on, and its author is the first who signs."""
    issue_receipt(subject=submission, now=now)
    Support.objects.create(
        submission=submission,
        person=submission.author,
        email=submission.author_email or submission.author.email,
        name=submission.author_name,
        language=submission.language,
        is_signature=True,
        given_at=now,
        confirmed_at=now,
    )
    submission.support_count = 1
    submission.save(update_fields=["support_count", "updated_at"])
    index(submission)
    notify("participation.collective_opened", subject=submission, now=now)
