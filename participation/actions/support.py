from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from participation.models import Submission, Support
from participation.queries.submission import youngest_signatory
from portal.audit.actions import Guest, action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.notifications.models import Message


@action("participation.support.given")
def give_support(
    *, submission: Submission, by, now: datetime, email: str = "", name: str = "", declares: bool = False, language: str = "lv"
) -> Support:
    """Stand behind a proposal, or sign a collective submission with ``name``. Once per person and address, however often
    and from however many windows it is pressed; a ``Guest`` is counted once the link in the e-mail is opened.

    Raises ``StateConflict`` when it no longer takes support, or for the author's own proposal.
    """
    submission = Submission.objects.lock(submission.pk)
    is_guest = isinstance(by, Guest)
    address = email if is_guest else by.email
    same = Q(email__iexact=address) if is_guest else Q(email__iexact=address) | Q(person=by)
    known = submission.supports.filter(same).order_by("confirmed_at").first()
    if known and known.confirmed_at:
        return known
    _check(submission)
    if not is_guest and by.pk == submission.author_id:
        raise StateConflict(_("This is your own proposal; it counts without your support."))
    if submission.is_collective:
        check_signature(name, declares, now)
    support = known or Support(submission=submission, email=address, given_at=now)
    support.person = None if is_guest else by
    support.language = language
    support.is_signature, support.name = submission.is_collective, name.strip() if submission.is_collective else ""
    support.save()
    if is_guest:
        notify("participation.support_confirm", subject=support, now=now)
    else:
        _count(submission, support, now)
    return support


@action("participation.support.confirmed")
def confirm_support(*, support: Support, by: Guest, now: datetime) -> Support:
    """The link was opened: it counts. Opening it again changes nothing."""
    submission = Submission.objects.lock(support.submission_id)
    support = Support.objects.lock(support.pk)
    if support.confirmed_at is None:
        _check(submission)
        _count(submission, support, now)
    return support


@action("participation.support.withdrawn")
def withdraw_support(*, support: Support, by, now: datetime) -> None:
    """Taken back: it no longer counts, and nothing of it is kept. Doing it twice changes nothing."""
    submission = Submission.objects.lock(support.submission_id)
    if submission.is_collective and not submission.takes_support:
        raise StateConflict(_("It has been handed in with your signature, so the signature can no longer be withdrawn."))
    support = Support.objects.filter(pk=support.pk).first()
    if support is None:
        return
    if support.confirmed_at:
        _step(submission, -1)
    record(target=submission, supporters=submission.support_count)
    Message.objects.about(support).delete()
    support.delete()


@action("participation.support.unconfirmed_erased")
def erase_unconfirmed_support(*, support: Support, now: datetime) -> None:
    """Nobody opened the link within its term: the address goes, as the letter promised."""
    support = Support.objects.select_related("submission").lock(support.pk)
    if support.confirmed_at:
        return
    record(target=support.submission)
    Message.objects.about(support).delete()
    support.delete()


def check_signature(name: str, declares: bool, now: datetime) -> None:
    """A collective submission is signed by name, by people old enough who live or own something here."""
    if not name.strip():
        raise InvalidInput(_("A signature needs a name and a surname."), field="name")
    if not declares:
        raise InvalidInput(
            _("Only people of at least %(age)s years who are declared or own property in the municipality may sign.")
            % {"age": youngest_signatory(now)},
            field="declared",
        )


def _check(submission: Submission) -> None:
    if submission.takes_support:
        return
    if submission.is_collective:
        raise StateConflict(_("The signatures are handed in; no more can be added."))
    raise StateConflict(_("It has been answered already, so support is no longer counted."))


def _count(submission: Submission, support: Support, now: datetime) -> None:
    support.confirmed_at = now
    support.save(update_fields=["confirmed_at", "updated_at"])
    _step(submission, +1)
    record(target=submission, supporters=submission.support_count)


def _step(submission: Submission, step: int) -> None:
    """The counter kept on the submission, whose row is locked."""
    submission.support_count += step
    submission.save(update_fields=["support_count", "updated_at"])
