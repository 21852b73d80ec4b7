"""What an officer does with a registered submission besides answering it."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from participation.actions.submission import open_clock
from participation.enums import Channel, Promise, SubmissionState
from participation.models import Submission, Support
from participation.models.submission import HANDED_IN
from participation.workflow import SUBMISSION
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.files.models import File
from portal.municipality.models import Unit
from portal.obligations.actions import cancel_obligation, move_obligations
from portal.obligations.queries import obligation_of

WAITING = (SubmissionState.RECEIVED, SubmissionState.EXAMINED)


@action("participation.submission.examined")
def examine_submission(*, submission: Submission, by, now: datetime) -> Submission:
    """An officer has begun; its author sees so."""
    submission = Submission.objects.lock(submission.pk)
    SUBMISSION.check(submission.state, SubmissionState.EXAMINED)
    submission.state = SubmissionState.EXAMINED
    submission.save(update_fields=["state", "updated_at"])
    record(target=submission)
    return submission


@action("participation.submission.assigned")
def assign_submission(*, submission: Submission, unit: Unit, by, now: datetime) -> Submission:
    """Another unit answers. The clock runs on as it stands; only its holder changes."""
    submission = _waiting(submission)
    if unit.pk == submission.unit_id:
        raise InvalidInput(_("This unit holds it already."), field="unit")
    submission.unit = unit
    submission.save(update_fields=["unit", "updated_at"])
    move_obligations(subject=submission, holder=unit, unit=unit)
    record(target=submission, unit=unit)
    return submission


@action("participation.submission.worded")
def word_formally(*, submission: Submission, formal_title: str, formal_text: str, by, now: datetime) -> Submission:
    """The officer's wording for the file (S4-54). The author's own words stay beside it, untouched."""
    submission = Submission.objects.lock(submission.pk)
    submission.formal_title, submission.formal_text = formal_title.strip(), formal_text.strip()
    submission.save(update_fields=["formal_title", "formal_text", "updated_at"])
    record(target=submission)
    return submission


@action("participation.submission.filed")
def file_in_document_system(*, submission: Submission, dvs_number: str, dvs_date: date, by, now: datetime) -> Submission:
    """Note under which number and date the municipality's document system holds it."""
    submission = Submission.objects.lock(submission.pk)
    if Submission.objects.filter(dvs_number=dvs_number).exclude(pk=submission.pk).exists():
        raise InvalidInput(_("Another submission bears this number of the document system."), field="dvs_number")
    if dvs_date > timezone.localdate(now):
        raise InvalidInput(_("The date is still to come."), field="dvs_date")
    submission.dvs_number, submission.dvs_date = dvs_number, dvs_date
    submission.save(update_fields=["dvs_number", "dvs_date", "updated_at"])
    record(target=submission, dvs_number=dvs_number, dvs_date=dvs_date)
    return submission


@action("participation.submission.signed")
def mark_signed(*, submission: Submission, channel: str, signed_copy: File | None = None, by, now: datetime) -> Submission:
    """It came by e-address, or its signed copy is here: from the day of receipt on, the law's term applies."""
    submission = _waiting(submission)
    if submission.is_signed:
        raise StateConflict(_("It is marked as signed already."))
    if channel != Channel.E_ADDRESS and signed_copy is None:
        raise InvalidInput(_("Attach the signed copy, or choose the e-address."), field="signed_copy")
    submission.is_signed, submission.channel = True, channel
    if signed_copy:
        submission.attachment = signed_copy
    submission.save(update_fields=["is_signed", "channel", "attachment", "updated_at"])
    number = obligation_of(submission, Promise.SUBMISSION_ANSWER).number
    cancel_obligation(kind=Promise.SUBMISSION_ANSWER, subject=submission, reason=_("the law's term replaces ours"), now=now)
    open_clock(submission, number)
    record(target=submission, channel=channel)
    return submission


@action("participation.submission.carried_out")
def carry_out(*, submission: Submission, on: date, what: str, by, now: datetime) -> Submission:
    """What the answer promised is done; the page of the proposal says so."""
    submission = Submission.objects.lock(submission.pk)
    if submission.state != SubmissionState.ANSWERED:
        raise StateConflict(_("Answer first; then say what was carried out."))
    if on > timezone.localdate(now):
        raise InvalidInput(_("The day is still to come."), field="on")
    if not what.strip():
        raise InvalidInput(_("Say what was done."), field="what")
    submission.carried_out_on, submission.carried_out = on, what.strip()
    submission.save(update_fields=["carried_out_on", "carried_out", "updated_at"])
    record(target=submission, on=on)
    return submission


@action("participation.submission.signatures_read")
def read_signatures(*, submission: Submission, by, now: datetime) -> list[Support]:
    """The names under a collective submission, for the officer who checks them; that they were read is noted."""
    record(target=submission, signatures=submission.support_count)
    return list(submission.supports.counted().order_by("confirmed_at", "pk"))


def _waiting(submission: Submission) -> Submission:
    submission = Submission.objects.lock(submission.pk)
    if submission.state not in WAITING:
        done = submission.state in HANDED_IN
        raise StateConflict(_("It has been answered already.") if done else _("It is not registered, or was withdrawn."))
    return submission
