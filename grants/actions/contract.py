"""From the award to a contract in force: the budget fitted to the sum, the contract printed, signed, or lapsed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, models
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from grants.actions.budget import write_budget
from grants.enums import (
    ApplicationState,
    ContractState,
    InstalmentCondition,
    InstalmentState,
    Promise,
    ReportKind,
)
from grants.models import Application, BudgetVersion, Call, Contract, Instalment, ProjectReport, ReportDraft
from grants.queries.contract import (
    CONTRACT_DOCUMENT,
    is_copy_back,
    parts_of,
    printed,
    snapshot,
    terms_of_contract,
    unsigned_in_time,
)
from grants.validators.instalments import split
from grants.workflow import APPLICATION, CONTRACT
from portal.audit.actions import action, record
from portal.documents.actions import receive_signed_copy, request_document
from portal.documents.models import SignedCopy
from portal.errors import InvalidInput, StateConflict
from portal.files.uploads import CheckedUpload
from portal.municipality.queries import current_municipality
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation
from portal.ui.iban import validate_iban
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index
from portal.ui.visibility import Visibility

SHORTEST_REASON = 10


@action("grants.contract.prepared")
def prepare_contract(
    *, application: Application, interim_report_on: date | None, final_report_on: date, by, now: datetime
) -> Contract:
    """Make the contract of a supported project. Awarded in full, it is printed at once; awarded in part, the community
    first fits its budget to the sum.

    Raises ``StateConflict`` for a project that has one or is not supported, ``InvalidInput`` for days in the wrong order.
    """
    application = Application.objects.select_related("call__unit", "community", "decision").lock(application.pk)
    if application.state != ApplicationState.FUNDED:
        raise StateConflict(_("A contract is made for a supported project."))
    if Contract.objects.filter(application=application).exists():
        raise StateConflict(_("The contract of this project is made already."))
    parts = parts_of(application, timezone.localdate(now))
    _check_report_days(application, parts, interim_report_on, final_report_on)
    contract = Contract.objects.create(
        application=application, amount=application.decision.amount, work=application.summary or application.title
    )
    sums = split(contract.amount, [part.share for part in parts])
    Instalment.objects.bulk_create(
        Instalment(contract=contract, position=position, share=part.share, condition=part.condition, amount=amount)
        for position, (part, amount) in enumerate(zip(parts, sums, strict=True), start=1)
    )
    for kind, due_on in ((ReportKind.INTERIM, interim_report_on), (ReportKind.FINAL, final_report_on)):
        if due_on:
            ReportDraft.objects.create(report=ProjectReport.objects.create(contract=contract, kind=kind, due_on=due_on))
    keep_budget(contract, now)
    record(target=contract, amount=contract.amount, asked=application.requested)
    if application.requested == contract.amount:
        _print(contract, now)
    else:
        promise(contract, Promise.CONTRACT_BUDGET, now, address=plain_reverse("grants:contract_budget", contract.pk))
        notify("grants.contract_budget_asked", subject=contract, now=now)
    return contract


def _check_report_days(application: Application, parts, interim: date | None, final: date) -> None:
    if interim is None and any(part.condition == InstalmentCondition.INTERIM_REPORT for part in parts):
        raise InvalidInput(
            _("One instalment is paid after the interim report: name the day of that report."), field="interim_report_on"
        )
    if interim and not application.starts_on <= interim < final:
        raise InvalidInput(
            _("The interim report comes after the project begins and before the final report."), field="interim_report_on"
        )
    if final < application.ends_on:
        raise InvalidInput(_("The final report comes after the project ends."), field="final_report_on")


@action("grants.contract.budget_fitted")
def fit_budget(*, contract: Contract, lines: Sequence[Mapping[str, Any]], by, now: datetime) -> Contract:
    """The community brings its budget to the sum awarded, by the rules of the call; then the contract is printed."""
    contract = Contract.objects.for_list().lock(contract.pk)
    CONTRACT.check(contract.state, ContractState.SIGNING)
    amend_budget(contract, lines, now)
    record(target=contract, total=contract.application.total)
    fulfil_obligation(kind=Promise.CONTRACT_BUDGET, subject=contract, now=now)
    _print(contract, now)
    return contract


def amend_budget(contract: Contract, lines: Sequence[Mapping[str, Any]], now: datetime) -> None:
    """The rows from now on. What they were stays as a version."""
    application = contract.application
    write_budget(application, lines, terms_of_contract(contract))
    application.save()
    keep_budget(contract, now)


def keep_budget(contract: Contract, now: datetime) -> BudgetVersion:
    """The budget as it stands, for good."""
    last = contract.budget_versions.aggregate(last=Max("number"))["last"] or 0
    application = contract.application
    return BudgetVersion.objects.create(
        contract=contract, number=last + 1, lines=snapshot(contract)["lines"], requested=application.requested,
        total=application.total, made_at=now,
    )  # fmt: skip


def _print(contract: Contract, now: datetime) -> None:
    """Give the contract its number, the next in its year, and ask the community to sign exactly that file."""
    contract.printed_on = timezone.localdate(now)
    contract.year = contract.printed_on.year
    with connection.cursor() as cursor:  # whoever prints meanwhile waits, so that no number is given twice or left out
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{CONTRACT_DOCUMENT}/{contract.year}"])
    last = Contract.objects.filter(year=contract.year).aggregate(last=Max("ordinal"))["last"] or 0
    contract.ordinal = last + 1
    contract.number = f"{current_municipality().number_prefix}-L-{contract.year}/{contract.ordinal}"
    contract.state = ContractState.SIGNING
    contract.save()
    request_document(CONTRACT_DOCUMENT, subject=contract, now=now)
    promise(contract, Promise.CONTRACT_SIGNING, now, address=plain_path(contract))
    notify("grants.contract_to_sign", subject=contract, now=now)


def promise(contract: Contract, kind: Promise, now: datetime, *, address: str, holder: models.Model | None = None):
    """What is owed by this contract: by the community, unless ``holder`` says otherwise."""
    application = contract.application
    return open_obligation(
        kind=kind,
        subject=contract,
        holder=holder or application.community,
        received_at=now,
        label=application.title,
        number=contract.number,
        address=address,
        staff_address=plain_reverse("admin:grants_contract_change", contract.pk),
        unit=application.call.unit,
        visibility=Visibility.STAFF,
    )


@action("grants.contract.account_named")
def name_account(*, contract: Contract, account_holder: str, iban: str, by, now: datetime) -> Contract:
    """Where the money goes. Payments that are prepared already go where they were prepared to go."""
    contract = Contract.objects.lock(contract.pk)
    if contract.state not in (ContractState.SIGNING, ContractState.IN_FORCE, ContractState.SETTLING):
        raise StateConflict(_("No money is paid by this contract."))
    validate_iban(iban)
    contract.account_holder, contract.iban = account_holder.strip(), iban
    contract.save(update_fields=["account_holder", "iban", "updated_at"])
    record(target=contract)
    return contract


@action("grants.contract.copy_received")
def receive_contract_copy(*, contract: Contract, upload: CheckedUpload, by, now: datetime) -> SignedCopy:
    """Either side hands in the signed file; it is tied to the printed version, byte for byte."""
    contract = Contract.objects.for_list().lock(contract.pk)
    if contract.state != ContractState.SIGNING:
        raise StateConflict(_("This contract is not being signed now, so no signed file is expected."))
    copy = receive_signed_copy(document=printed(contract), upload=upload, by=by, now=now)
    record(target=contract, sha256=copy.file.sha256)
    if fulfil_obligation(kind=Promise.CONTRACT_SIGNING, subject=contract, now=now):
        unit = contract.application.call.unit
        promise(contract, Promise.CONTRACT_COUNTERSIGNING, now, address=plain_path(contract), holder=unit)
        notify("grants.contract_signed_copy", subject=contract, now=now)
    return copy


@action("grants.contract.took_effect")
def put_into_force(*, contract: Contract, signed_on: date, paper_reason: str = "", by, now: datetime) -> Contract:
    """Both have signed: reports are promised, and what is due on signing is to be paid.

    Raises ``InvalidInput`` without a signed copy of the printed version, unless ``paper_reason`` says why it is on paper.
    """
    contract = Contract.objects.for_list().lock(contract.pk)
    CONTRACT.check(contract.state, ContractState.IN_FORCE)
    if not contract.printed_on <= signed_on <= timezone.localdate(now):
        raise InvalidInput(_("Choose a day between the printing of the contract and today."), field="signed_on")
    if not paper_reason.strip() and not is_copy_back(contract):
        raise InvalidInput(
            _("No signed copy of the printed version has come back. Attach it first, or say why it was signed on paper."),
            field="paper_reason",
        )
    contract.state, contract.signed_on, contract.paper_reason = ContractState.IN_FORCE, signed_on, paper_reason.strip()
    contract.save(update_fields=["state", "signed_on", "paper_reason", "updated_at"])
    record(target=contract, signed_on=signed_on, on_paper=bool(paper_reason.strip()))
    for kind in (Promise.CONTRACT_SIGNING, Promise.CONTRACT_COUNTERSIGNING):
        fulfil_obligation(kind=kind, subject=contract, now=now)
    for report in contract.reports.all():
        promise_report(report, report.due_on, now)
    promise_payment(contract, InstalmentCondition.CONTRACT, now)
    notify("grants.contract_took_effect", subject=contract, now=now)
    index(contract.application)
    return contract


def promise_report(report: ProjectReport, due_on: date, now: datetime) -> None:
    """The community owes the report by ``due_on``."""
    application = report.contract.application
    open_obligation(
        kind=Promise.REPORT,
        subject=report,
        holder=application.community,
        received_at=now,
        due_on=due_on,
        label=f"{report.get_kind_display()}: {application.title}",
        number=report.contract.number,
        address=plain_reverse("grants:report_form", report.pk),
        staff_address=plain_reverse("admin:grants_projectreport_change", report.pk),
        unit=application.call.unit,
        visibility=Visibility.STAFF,
    )


def promise_payment(contract: Contract, condition: InstalmentCondition, now: datetime) -> None:
    """The municipality owes what this condition was for."""
    application = contract.application
    for instalment in contract.instalments.filter(condition=condition, state="planned", amount__gt=0):
        open_obligation(
            kind=Promise.INSTALMENT,
            subject=instalment,
            holder=application.call.unit,
            received_at=now,
            label=application.title,
            number=contract.number,
            address=plain_path(contract),
            staff_address=plain_reverse("admin:grants_instalment_change", instalment.pk),
            visibility=Visibility.STAFF,
        )


@action("grants.contract.declined")
def decline_contract(*, contract: Contract, reason: str, by, now: datetime) -> Contract:
    """The community does not want the grant; the money is free for the reserve at once."""
    _check_reason(reason)
    return _lapse(contract, reason.strip(), now)


@action("grants.award.declined")
def decline_award(*, application: Application, reason: str, by, now: datetime) -> Contract:
    """The community does not want the grant, and no contract was made yet. The record of one is kept with the reason: it
    lapsed before it had rows or a number.

    Raises ``StateConflict`` for a project that is not supported or has a contract: that is given up itself.
    """
    _check_reason(reason)
    Call.objects.lock(application.call_id)
    application = Application.objects.select_related("call__unit", "community", "decision").lock(application.pk)
    APPLICATION.check(application.state, ApplicationState.LAPSED)
    if Contract.objects.filter(application=application).exists():
        raise StateConflict(_("The contract of this project is made already. Give the grant up on the page of the contract."))
    contract = Contract.objects.create(
        application=application, amount=application.decision.amount, work=application.summary or application.title,
        state=ContractState.LAPSED, lapsed_on=timezone.localdate(now), lapse_reason=reason.strip(),
    )  # fmt: skip
    record(target=contract, amount=contract.amount)
    _free_award(contract, application, now)
    return contract


def _check_reason(reason: str) -> None:
    if len("".join(reason.split())) < SHORTEST_REASON:
        raise InvalidInput(_("Say in a sentence why you give the grant up."), field="reason")


@action("grants.contract.lapsed")
def lapse_contract(*, contract: Contract, now: datetime, by=None) -> Contract:
    """The term has passed and nothing is signed: the award lapses by itself. Raises ``StateConflict`` while it may be."""
    if not unsigned_in_time(now).filter(pk=contract.pk).exists():
        raise StateConflict(_("The community still has time to sign, or has signed already."))
    return _lapse(contract, _("The contract was not signed within the term."), now)


def _lapse(contract: Contract, reason: str, now: datetime) -> Contract:
    """The call is locked first: the money is free, and whoever awards it to the reserve waits for that."""
    application = Application.objects.get(pk=contract.application_id)
    Call.objects.lock(application.call_id)
    application = Application.objects.select_related("call__unit", "community").lock(application.pk)
    contract = Contract.objects.for_list().lock(contract.pk)
    CONTRACT.check(contract.state, ContractState.LAPSED)
    APPLICATION.check(application.state, ApplicationState.LAPSED)
    contract.state, contract.lapsed_on, contract.lapse_reason = ContractState.LAPSED, timezone.localdate(now), reason
    contract.save(update_fields=["state", "lapsed_on", "lapse_reason", "updated_at"])
    record(target=contract, amount=contract.amount)
    for kind in (Promise.CONTRACT_BUDGET, Promise.CONTRACT_SIGNING, Promise.CONTRACT_COUNTERSIGNING):
        cancel_obligation(kind=kind, subject=contract, reason=reason, now=now)
    contract.instalments.update(state=InstalmentState.DROPPED)
    _free_award(contract, application, now)
    return contract


def _free_award(contract: Contract, application: Application, now: datetime) -> None:
    """The project is none any more; its community and whoever has the money of the call hear so."""
    application.state = ApplicationState.LAPSED
    application.save(update_fields=["state", "updated_at"])
    record(target=application, amount=contract.amount)
    notify("grants.contract_lapsed", subject=contract, now=now)
    notify("grants.award_free", subject=contract, now=now)
    index(application)
