"""Letting applications and the papers of money go once their term is over. Numbers, sums, ranking and decisions stay."""

from collections.abc import Iterator
from datetime import datetime

from django.db import models

from grants.models import Application, ApplicationDraft, CoFinancingRequest, Contract, ReportDraft, SubsidyClaim
from portal.audit.actions import action, record
from portal.documents.forgetting import forget_documents
from portal.files.actions import erase
from portal.files.forgetting import forget_words


@action("grants.application.let_go")
def let_application_go(*, application: Application, now: datetime) -> None:
    """Nobody was paid: drafts, attachments and letters of the application go."""
    application = Application.objects.lock(application.pk)
    _forget_application(application, now)
    record(target=application)


@action("grants.contract.let_go")
def let_contract_go(*, contract: Contract, now: datetime) -> None:
    """The project ended long ago: accounts, receipts, attachments and letters go, the contract's number and sums stay."""
    contract = Contract.objects.lock(contract.pk)
    _forget_application(contract.application, now)
    for part in _parts_of(contract):
        forget_words(part, now=now)
    contract.refresh_from_db()
    contract.return_iban = ""
    contract.save(update_fields=["return_iban"])
    ReportDraft.objects.filter(report__contract=contract).delete()
    forget_documents(contract, *contract.changes.all(), *contract.reports.all(), now=now)
    record(target=contract)


@action("grants.subsidy_claim.let_go")
def let_claim_go(*, claim: SubsidyClaim, now: datetime) -> None:
    """The account and the letters go; the sum, its level and its lines stay."""
    claim = SubsidyClaim.objects.lock(claim.pk)
    forget_words(claim, now=now)
    forget_documents(claim, now=now)
    record(target=claim)


@action("grants.cofinancing.let_go")
def let_cofinancing_go(*, request: CoFinancingRequest, now: datetime) -> None:
    """The description that was attached and the letters go; what was asked and promised stays."""
    request = CoFinancingRequest.objects.lock(request.pk)
    if request.attachment:
        erase(request.attachment, now=now)
    forget_documents(request, now=now)
    record(target=request)


def _forget_application(application: Application, now: datetime) -> None:
    ApplicationDraft.objects.filter(application=application).delete()
    for part in (*application.attachments.select_related("upload"), *application.clarifications.all()):
        forget_words(part, now=now)
    decisions = [application.decision] if hasattr(application, "decision") else []
    forget_documents(application, *application.clarifications.all(), *decisions, now=now)


def _parts_of(contract: Contract) -> Iterator[models.Model]:
    yield contract
    yield from contract.instalments.all()
    for report in contract.reports.prefetch_related("receipts__file"):
        yield from report.receipts.all()
