from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.enums import AgreementKind, AgreementState, CommitmentParty
from communities.models import Agreement, Commitment
from communities.queries.agreement import PROMISE_OF
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation
from portal.obligations.clock import end_of_day
from portal.ui.links import plain_path, plain_reverse
from portal.ui.visibility import Visibility

A_MOMENT = timedelta(microseconds=1)


@action("communities.commitment.kept")
def keep_commitment(*, commitment: Commitment, kept_on: date, note: str, by, now: datetime) -> Commitment:
    """A side did what it promised, and says how. Its clock stops."""
    agreement = Agreement.objects.lock(commitment.agreement_id)
    commitment = Commitment.objects.lock(commitment.pk)
    if agreement.state not in (AgreementState.IN_FORCE, AgreementState.EXPIRED):
        raise StateConflict(_("This agreement is not in force, so nothing is owed by it."))
    if commitment.kept_on:
        raise StateConflict(_("This commitment is marked as kept already."))
    if not agreement.signed_on <= kept_on <= timezone.localdate(now):
        raise InvalidInput(_("Choose a day from the signing until today."), field="kept_on")
    if not note.strip():
        raise InvalidInput(_("Say in a few words how it was kept: everybody reads it."), field="note")
    commitment.kept_on, commitment.kept_note = kept_on, note.strip()
    commitment.save(update_fields=["kept_on", "kept_note"])
    fulfil_obligation(kind=PROMISE_OF[commitment.party], subject=commitment, now=min(now, end_of_day(kept_on) - A_MOMENT))
    record(target=agreement, commitment=commitment, kept_on=kept_on)
    return commitment


def open_promises(agreement: Agreement, now: datetime) -> None:
    """The agreement's commitments get their clocks. What was due before it was signed, or is kept, gets none."""
    for commitment in agreement.commitments.filter(kept_on__isnull=True):
        if end_of_day(commitment.due_on) <= now:
            continue
        open_obligation(
            kind=PROMISE_OF[commitment.party],
            subject=commitment,
            holder=agreement.unit if commitment.party == CommitmentParty.MUNICIPALITY else agreement.community,
            received_at=now,
            due_on=commitment.due_on,
            label=commitment.text,
            address=plain_path(agreement),
            staff_address=plain_reverse("communities:commitment_kept", agreement.slug, commitment.pk),
            unit=agreement.unit,
            visibility=Visibility.STAFF if agreement.kind == AgreementKind.DELEGATION else Visibility.PUBLIC,
        )


def cancel_promises(agreement: Agreement, reason: str, now: datetime) -> None:
    for commitment in agreement.commitments.filter(kept_on__isnull=True):
        cancel_obligation(kind=PROMISE_OF[commitment.party], subject=commitment, reason=reason, now=now)
