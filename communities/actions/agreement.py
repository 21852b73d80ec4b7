from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.actions.commitment import cancel_promises, open_promises
from communities.actions.community import free_slug
from communities.enums import AgreementKind, AgreementState, CommitmentParty
from communities.models import Agreement, AgreementVersion, Clause, LibraryClause
from communities.queries.agreement import (
    DOCUMENT,
    PUBLIC_DAYS_RULE,
    document_to_sign,
    is_signed_copy_back,
    late_commitments,
    public_until,
    requirements_of,
)
from communities.workflow import AGREEMENT
from portal.audit.actions import action, record
from portal.documents.actions import receive_signed_copy, request_document
from portal.documents.models import SignedCopy
from portal.errors import InvalidInput, StateConflict
from portal.files.uploads import CheckedUpload
from portal.notifications.actions import notify
from portal.obligations.rules_of_law import legal_rule
from portal.ui.search import index

SHORTEST_REASON = 10


@action("communities.agreement.created")
def create_agreement(*, agreement: Agreement, by, now: datetime) -> Agreement:
    """Begin a draft with the clauses that the library puts in every agreement of its kind."""
    agreement.slug = agreement.slug or free_slug(Agreement, agreement.title)
    agreement.save()
    _append(agreement, LibraryClause.objects.filter(kind=agreement.kind, is_default=True))
    record(target=agreement, kind=agreement.kind)
    return agreement


@action("communities.agreement.clauses_added")
def add_library_clauses(*, agreement: Agreement, clauses: list[LibraryClause], by, now: datetime) -> Agreement:
    """Put chosen clauses of the library at the end of their parts."""
    agreement = Agreement.objects.lock(agreement.pk)
    check_municipality_writes(agreement)
    _append(agreement, clauses)
    record(target=agreement, clauses=len(clauses))
    return agreement


@action("communities.agreement.published")
def publish_agreement(*, agreement: Agreement, by, now: datetime) -> Agreement:
    """Show the text both sides agree on to everybody before it is signed, and print it as a draft.

    Delegation contracts are for officers alone (S4-137).
    """
    agreement = Agreement.objects.lock(agreement.pk)
    AGREEMENT.check(agreement.state, AgreementState.PUBLISHED)
    if not agreement.is_negotiated:
        raise StateConflict(_("A delegation contract is not published."))
    require_complete(agreement)
    _require_agreed(agreement)
    agreement.state, agreement.published_at = AgreementState.PUBLISHED, now
    agreement.save(update_fields=["state", "published_at", "updated_at"])
    record(target=agreement, version=agreement.agreed_version)
    request_document(DOCUMENT, subject=agreement, now=now)
    index(agreement)
    return agreement


@action("communities.agreement.sent_for_signing")
def send_for_signing(*, agreement: Agreement, number: str, by, now: datetime) -> Agreement:
    """Print the version both sides agree on, under its number, and ask both to sign exactly that file.

    Raises ``StateConflict`` while a participation contract's draft has been public for fewer days than the law asks.
    """
    agreement = Agreement.objects.lock(agreement.pk)
    AGREEMENT.check(agreement.state, AgreementState.SIGNING)
    require_complete(agreement)
    if agreement.is_negotiated:
        _require_agreed(agreement)
        _require_public_long_enough(agreement, now)
    if not number.strip():
        raise InvalidInput(_("The agreement is signed under its number: enter it."), field="number")
    agreement.state, agreement.number = AgreementState.SIGNING, number.strip()
    agreement.save(update_fields=["state", "number", "updated_at"])
    record(target=agreement, number=agreement.number)
    request_document(DOCUMENT, subject=agreement, now=now)
    notify("communities.agreement_signing", subject=agreement, now=now)
    index(agreement)
    return agreement


@action("communities.agreement.copy_received")
def receive_agreement_copy(*, agreement: Agreement, upload: CheckedUpload, side: str, by, now: datetime) -> SignedCopy:
    """Either side hands in the signed file. It is tied to the version printed for signing, byte for byte."""
    agreement = Agreement.objects.lock(agreement.pk)
    if agreement.state != AgreementState.SIGNING:
        raise StateConflict(_("This agreement is not being signed now, so no signed file is expected."))
    copy = receive_signed_copy(document=document_to_sign(agreement), upload=upload, by=by, now=now)
    record(target=agreement, version=copy.document.version, sha256=copy.file.sha256)
    notify("communities.agreement_copy_received", subject=agreement, now=now, side=side)
    return copy


@action("communities.agreement.took_effect")
def put_into_force(*, agreement: Agreement, signed_on: date, by, now: datetime, paper_reason: str = "") -> Agreement:
    """Both have signed: the commitments become obligations (S4-52, S4-133), and what it amends ends.

    Raises ``InvalidInput`` without a signed copy of the printed version, unless ``paper_reason`` says why it was signed
    on paper.
    """
    agreement = Agreement.objects.lock(agreement.pk)
    AGREEMENT.check(agreement.state, AgreementState.IN_FORCE)
    if signed_on > timezone.localdate(now):
        raise InvalidInput(_("The day of signing cannot be in the future."), field="signed_on")
    if not paper_reason.strip() and not is_signed_copy_back(agreement):
        raise InvalidInput(
            _("No signed copy of the printed version has come back. Attach it first, or say why it was signed on paper."),
            field="paper_reason",
        )
    agreement.state, agreement.signed_on, agreement.paper_reason = AgreementState.IN_FORCE, signed_on, paper_reason.strip()
    agreement.save(update_fields=["state", "signed_on", "paper_reason", "updated_at"])
    record(target=agreement, signed_on=signed_on, number=agreement.number, on_paper=bool(paper_reason.strip()))
    if agreement.replaces_id:
        end_replaced(agreement=agreement.replaces, replaced_by=agreement, by=by, now=now)
    open_promises(agreement, now)
    notify("communities.agreement_took_effect", subject=agreement, now=now)
    index(agreement)
    return agreement


@action("communities.agreement.replaced")
def end_replaced(*, agreement: Agreement, replaced_by: Agreement, by, now: datetime) -> Agreement:
    """What an amendment replaces ends the day the amendment is signed; what a renewal follows runs to its last day."""
    agreement = Agreement.objects.lock(agreement.pk)
    if agreement.state != AgreementState.IN_FORCE or agreement.valid_to < replaced_by.valid_from:
        return agreement
    reason = _("Replaced by its amended version, No. %(number)s.") % {"number": replaced_by.number}
    agreement.state, agreement.ended_on, agreement.end_reason = AgreementState.TERMINATED, replaced_by.signed_on, reason
    agreement.save(update_fields=["state", "ended_on", "end_reason", "updated_at"])
    cancel_promises(agreement, reason, now)
    record(target=agreement, replaced_by=replaced_by)
    index(agreement)
    return agreement


def check_municipality_writes(agreement: Agreement) -> None:
    """The text is changed by the side that holds the pen, and by nobody once both agree on it.

    Raises ``StateConflict`` with a sentence for the officer.
    """
    if agreement.state != AgreementState.DRAFT or agreement.agreed_version:
        raise StateConflict(_("The text is settled. Take it back first if it has to be changed."))
    if agreement.turn != CommitmentParty.MUNICIPALITY:
        raise StateConflict(_("The community is reading the text now. Wait for its answer, or take the text back first."))


def require_complete(agreement: Agreement) -> None:
    """Raises ``InvalidInput`` that names what an agreement of its kind still lacks (D8)."""
    missing = [requirement.label for requirement in requirements_of(agreement) if not requirement.is_met]
    if missing:
        raise InvalidInput(_("The agreement still lacks these parts: %(parts)s.") % {"parts": ", ".join(missing)})
    if late := late_commitments(agreement):
        raise InvalidInput(
            _("A commitment is due after the agreement's last day: %(commitment)s.") % {"commitment": late[0].text.rstrip(".")}
        )


def replace_clauses(agreement: Agreement, clauses: list[dict]) -> None:
    agreement.clauses.all().delete()
    Clause.objects.bulk_create(
        Clause(agreement=agreement, position=position, block=clause["block"], text=clause["text"])
        for position, clause in enumerate(clauses, start=1)
    )


def _append(agreement: Agreement, ready) -> None:
    last = agreement.clauses.order_by("-position").values_list("position", flat=True).first() or 0
    Clause.objects.bulk_create(
        Clause(agreement=agreement, block=clause.block, position=position, text=clause.text)
        for position, clause in enumerate(ready, start=last + 1)
    )


def _require_agreed(agreement: Agreement) -> None:
    last = AgreementVersion.objects.filter(agreement=agreement).order_by("-number").values_list("number", flat=True).first()
    if not agreement.agreed_version or agreement.agreed_version != last:
        raise StateConflict(_("Both sides have not agreed on the text yet. Offer it to the community first."))


def _require_public_long_enough(agreement: Agreement, now: datetime) -> None:
    if agreement.kind != AgreementKind.PARTICIPATION:
        return
    until = public_until(agreement)
    if until is None or now < until:
        raise StateConflict(
            _("The draft of a participation contract must be public for at least %(days)s days before it is signed.")
            % {"days": legal_rule(PUBLIC_DAYS_RULE, timezone.localdate(now)).whole}
        )
