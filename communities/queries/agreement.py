"""What is asked about agreements: what a draft still lacks, where the clocks of its promises stand, what comes next."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.enums import AgreementKind, AgreementState, CommitmentParty, Promise
from communities.models import Agreement, AgreementComment, AgreementVersion, ClauseBlock, Commitment, LibraryClause
from portal.documents.models import Document, SignedCopy
from portal.obligations.models import Obligation
from portal.obligations.queries import obligations_of_many
from portal.obligations.rules_of_law import legal_rule

DOCUMENT = "communities.agreement"
PUBLIC_DAYS_RULE = "PARTICIPATION_CONTRACT_PUBLIC_DAYS"
FIRST_WARNING_RULE = "AGREEMENT_EXPIRY_FIRST"
SECOND_WARNING_RULE = "AGREEMENT_EXPIRY_SECOND"

NEEDED_PARTS = {
    AgreementKind.MEMORANDUM: (
        ClauseBlock.AIM,
        ClauseBlock.PRINCIPLES,
        ClauseBlock.MUNICIPALITY_DUTIES,
        ClauseBlock.COMMUNITY_DUTIES,
        ClauseBlock.BENEFITS,
    ),
    AgreementKind.PARTICIPATION: (ClauseBlock.AIM, ClauseBlock.MUNICIPALITY_DUTIES, ClauseBlock.COMMUNITY_DUTIES),
    AgreementKind.DELEGATION: tuple(ClauseBlock.of_kind(AgreementKind.DELEGATION)),
}

PROMISE_OF = {CommitmentParty.MUNICIPALITY: Promise.OF_MUNICIPALITY, CommitmentParty.COMMUNITY: Promise.OF_COMMUNITY}
OTHER_SIDE = {
    CommitmentParty.MUNICIPALITY: CommitmentParty.COMMUNITY,
    CommitmentParty.COMMUNITY: CommitmentParty.MUNICIPALITY,
}


@dataclass(frozen=True)
class Requirement:
    """One thing an agreement of its kind cannot do without (D8)."""

    label: str
    is_met: bool


def requirements_of(agreement: Agreement) -> list[Requirement]:
    """All that must be there before the agreement is offered, published or signed."""
    there = set(agreement.clauses.values_list("block", flat=True))
    if agreement.benefits:
        there.add(ClauseBlock.BENEFITS)
    asked = [(str(block.label), block in there) for block in NEEDED_PARTS[agreement.kind]]
    if agreement.kind == AgreementKind.PARTICIPATION:
        asked.append((_("why this community, by objective criteria"), bool(agreement.reasons.strip())))
    if agreement.kind == AgreementKind.DELEGATION:
        asked.append((_("what is entrusted"), bool(agreement.field)))
        asked.append((_("funding a year"), agreement.yearly_amount is not None))
    return [Requirement(label, is_met) for label, is_met in asked]


def late_commitments(agreement: Agreement) -> list[Commitment]:
    """Promises whose day falls after the agreement's last."""
    return list(agreement.commitments.filter(due_on__gt=agreement.valid_to))


def clauses_of(agreement: Agreement) -> list[dict[str, Any]]:
    """The working text as a version keeps it."""
    order = list(ClauseBlock)
    clauses = sorted(agreement.clauses.all(), key=lambda clause: (order.index(clause.block), clause.position, clause.pk))
    return [{"block": clause.block, "text": clause.text} for clause in clauses]


def commitments_of(agreement: Agreement) -> list[dict[str, Any]]:
    return [
        {"party": one.party, "text": one.text, "due_on": one.due_on.isoformat()}
        for one in agreement.commitments.order_by("due_on", "pk")
    ]


def latest_version(agreement: Agreement) -> AgreementVersion | None:
    return agreement.versions.order_by("-number").first()


def latest_remark(agreement: Agreement) -> AgreementComment | None:
    return AgreementComment.objects.filter(version__agreement=agreement).order_by("-made_at", "-pk").first()


def changed_since(version: AgreementVersion, agreement: Agreement) -> bool:
    """Whether the working text is no longer what the version says."""
    return version.clauses != clauses_of(agreement) or version.commitments != commitments_of(agreement)


def library_for(agreement: Agreement):
    """Ready clauses of the agreement's kind that do not stand in its text."""
    return LibraryClause.objects.filter(kind=agreement.kind).exclude(text__in=agreement.clauses.values("text"))


def document_to_sign(agreement: Agreement) -> Document | None:
    return Document.objects.latest_of(DOCUMENT, agreement)


def is_signed_copy_back(agreement: Agreement) -> bool:
    """Whether a signed file came back that holds exactly the version printed for signing."""
    document = document_to_sign(agreement)
    return document is not None and SignedCopy.objects.filter(document=document).exists()


def commitments_with_clocks(agreement: Agreement) -> list[Commitment]:
    """The agreement's promises, each with its obligation (``promise``; None before it is in force)."""
    commitments = list(agreement.commitments.order_by("due_on", "pk"))
    for party, kind in PROMISE_OF.items():
        own = [one for one in commitments if one.party == party]
        found = obligations_of_many(Commitment, [one.pk for one in own], kind)
        for one in own:
            one.promise = found.get(one.pk)
    return commitments


def public_until(agreement: Agreement) -> datetime | None:
    """The first instant at which a published participation contract may be signed."""
    if agreement.kind != AgreementKind.PARTICIPATION or agreement.published_at is None:
        return None
    days = legal_rule(PUBLIC_DAYS_RULE, timezone.localdate(agreement.published_at)).whole
    return agreement.published_at + timedelta(days=days)


def next_review(agreement: Agreement, day: date) -> date:
    """Agreements are looked over each January: this year's if it is still owed, else the next."""
    is_owed = agreement.signed_on.year < day.year and (agreement.reviewed_on is None or agreement.reviewed_on.year < day.year)
    return last_day_of_review(day if is_owed else day.replace(year=day.year + 1, day=1))


def last_day_of_review(day: date) -> date:
    return date(day.year, 1, 31)


def what_next(agreement: Agreement, day: date) -> tuple[str, date | datetime | None]:
    """What happens next, and when."""
    state = AgreementState.EXPIRED if agreement.is_over_on(day) else agreement.state
    if state == AgreementState.DRAFT and agreement.agreed_version:
        return _("Both sides agree on the text; the municipality prepares it for signing."), None
    if state == AgreementState.DRAFT and not agreement.is_negotiated:
        return _("The municipality completes the text; then both sides sign it."), None
    if state == AgreementState.PUBLISHED and (until := public_until(agreement)):
        return _("Remarks are welcome; then both sides sign it."), until
    if state == AgreementState.IN_FORCE:
        review = next_review(agreement, day)
        return (
            (_("Both sides look over how the agreement works."), review)
            if review <= agreement.valid_to
            else (_("The agreement ends unless it is renewed."), agreement.valid_to)
        )
    return str(agreement.status_on(day).next_step), None


def waiting_for_municipality():
    """Texts that the municipality is to answer or send for signing, and signed agreements to put into force."""
    signed = SignedCopy.objects.filter(document__kind=DOCUMENT).values("document__subject_id")
    waiting = Agreement.objects.waiting_for(CommitmentParty.MUNICIPALITY).values("pk")
    return Agreement.objects.filter(Q(pk__in=waiting) | Q(state=AgreementState.SIGNING, pk__in=signed))


def waiting_for_community():
    """Texts that the community is to answer, and agreements of whose last printed version no signed copy is back."""
    printed = Document.objects.filter(kind=DOCUMENT, subject_id=OuterRef(OuterRef("pk"))).order_by("-version")
    back = SignedCopy.objects.filter(document=Subquery(printed.values("pk")[:1]))
    waiting = Agreement.objects.waiting_for(CommitmentParty.COMMUNITY).values("pk")
    return Agreement.objects.filter(Q(pk__in=waiting) | Q(~Exists(back), state=AgreementState.SIGNING))


def expiring(day: date):
    """In force, and ending within the days of the first warning."""
    days = legal_rule(FIRST_WARNING_RULE, day).whole
    return Agreement.objects.in_force(day).filter(valid_to__lte=day + timedelta(days=days))


def with_overdue_commitments(now: datetime):
    """Agreements of which a promise was not kept in its time."""
    overdue = Obligation.objects.overdue(now).filter(kind__in=PROMISE_OF.values()).values("subject_id")
    late = Commitment.objects.filter(agreement=OuterRef("pk"), pk__in=overdue)
    return Agreement.objects.filter(Exists(late))
