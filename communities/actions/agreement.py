from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.enums import AgreementKind, AgreementState, CommitmentParty, Promise
from communities.models import Agreement, ClauseBlock
from communities.workflow import AGREEMENT
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import InvalidInput, StateConflict
from portal.obligations.actions import open_obligation
from portal.obligations.clock import end_of_day
from portal.obligations.rules_of_law import legal_rule
from portal.ui.links import plain_path
from portal.ui.search import index
from portal.ui.visibility import Visibility

MEMORANDUM_BLOCKS = (
    ClauseBlock.AIM,
    ClauseBlock.PRINCIPLES,
    ClauseBlock.MUNICIPALITY_DUTIES,
    ClauseBlock.COMMUNITY_DUTIES,
    ClauseBlock.BENEFITS,
)
PUBLIC_DAYS_RULE = "PARTICIPATION_CONTRACT_PUBLIC_DAYS"


def missing_blocks(agreement: Agreement) -> list[str]:
    """Parts a memorandum cannot do without (D8, S4-132)."""
    if agreement.kind != AgreementKind.MEMORANDUM:
        return []
    there = set(agreement.clauses.values_list("block", flat=True))
    return [str(block.label) for block in MEMORANDUM_BLOCKS if block not in there]


@action("communities.agreement.published")
def publish_agreement(*, agreement: Agreement, by, now: datetime) -> Agreement:
    """Show the draft to everybody and print it. A participation contract must be public before it is signed."""
    agreement = Agreement.objects.lock(agreement.pk)
    AGREEMENT.check(agreement.state, AgreementState.PUBLISHED)
    _require_complete(agreement)
    agreement.state, agreement.published_at = AgreementState.PUBLISHED, now
    agreement.save(update_fields=["state", "published_at", "updated_at"])
    record(target=agreement)
    request_document("communities.agreement", subject=agreement, now=now)
    index(agreement)
    return agreement


@action("communities.agreement.sent_for_signing")
def send_for_signing(*, agreement: Agreement, by, now: datetime) -> Agreement:
    """Both sides sign the version that is printed now.

    Raises ``StateConflict`` while a participation contract's draft has been public for fewer days than the law asks.
    """
    agreement = Agreement.objects.lock(agreement.pk)
    AGREEMENT.check(agreement.state, AgreementState.SIGNING)
    _require_complete(agreement)
    if agreement.kind == AgreementKind.PARTICIPATION:
        days = legal_rule(PUBLIC_DAYS_RULE, now.date()).whole
        if agreement.published_at is None or (now - agreement.published_at).days < days:
            raise StateConflict(
                _("The draft of a participation contract must be public for at least %(days)s days before it is signed.")
                % {"days": days}
            )
    agreement.state = AgreementState.SIGNING
    agreement.save(update_fields=["state", "updated_at"])
    record(target=agreement)
    request_document("communities.agreement", subject=agreement, now=now)
    return agreement


@action("communities.agreement.took_effect")
def put_into_force(*, agreement: Agreement, signed_on: date, number: str, by, now: datetime) -> Agreement:
    """The agreement is signed by both; its commitments become obligations (S4-52, S4-133)."""
    agreement = Agreement.objects.lock(agreement.pk)
    AGREEMENT.check(agreement.state, AgreementState.IN_FORCE)
    if signed_on > timezone.localdate(now):
        raise InvalidInput(_("The day of signing cannot be in the future."), field="signed_on")
    agreement.state, agreement.signed_on, agreement.number = AgreementState.IN_FORCE, signed_on, number
    agreement.save(update_fields=["state", "signed_on", "number", "updated_at"])
    record(target=agreement, signed_on=signed_on, number=number)
    for commitment in agreement.commitments.all():
        if end_of_day(commitment.due_on) <= now:
            continue
        by_municipality = commitment.party == CommitmentParty.MUNICIPALITY
        open_obligation(
            kind=Promise.OF_MUNICIPALITY if by_municipality else Promise.OF_COMMUNITY,
            subject=commitment,
            holder=agreement.unit if by_municipality else agreement.community,
            received_at=now,
            due_on=commitment.due_on,
            label=commitment.text,
            address=plain_path(agreement),
            unit=agreement.unit,
            visibility=Visibility.STAFF if agreement.kind == AgreementKind.DELEGATION else Visibility.PUBLIC,
        )
    index(agreement)
    return agreement


def _require_complete(agreement: Agreement) -> None:
    missing = missing_blocks(agreement)
    if missing:
        raise InvalidInput(_("The memorandum still lacks these parts: %(parts)s.") % {"parts": ", ".join(missing)})
