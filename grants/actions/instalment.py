"""Payments of a grant: one officer prepares, another approves."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from grants.enums import ApplicationState, ContractState, InstalmentCondition, InstalmentState, Promise, ReportKind, ReportState
from grants.models import Application, Contract, Instalment
from grants.workflow import APPLICATION, CONTRACT, INSTALMENT
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import fulfil_obligation
from portal.ui.search import index

REPORT_OF = {
    InstalmentCondition.INTERIM_REPORT: ReportKind.INTERIM,
    InstalmentCondition.FINAL_REPORT: ReportKind.FINAL,
}


def is_ready(instalment: Instalment) -> bool:
    """Whether what the instalment waits for is done."""
    contract = instalment.contract
    if contract.state not in (ContractState.IN_FORCE, ContractState.SETTLING):
        return False
    kind = REPORT_OF.get(instalment.condition)
    return kind is None or contract.reports.filter(kind=kind, state=ReportState.ACCEPTED).exists()


@action("grants.instalment.prepared")
def prepare_instalment(*, instalment: Instalment, by, now: datetime) -> Instalment:
    """The first of two steps: the payment with the community's account as it stands now.

    Raises ``StateConflict`` while the condition is not met, ``InvalidInput`` without an account.
    """
    contract, instalment = _locked(instalment)
    INSTALMENT.check(instalment.state, InstalmentState.PREPARED)
    if not is_ready(instalment):
        raise StateConflict(_("This part is not to be paid yet: %(condition)s.") % {"condition": _waits_for(instalment)})
    if not contract.iban:
        raise InvalidInput(_("The community has not named its account yet. Ask it to, on the page of the contract."))
    instalment.state, instalment.prepared_at, instalment.prepared_by = InstalmentState.PREPARED, now, by
    instalment.account_holder, instalment.iban = contract.account_holder, contract.iban
    instalment.save()
    record(target=instalment, amount=instalment.amount)
    return instalment


def _waits_for(instalment: Instalment) -> str:
    return _("it waits until: %(what)s") % {"what": instalment.get_condition_display()}


@action("grants.instalment.put_back")
def put_back_instalment(*, instalment: Instalment, by, now: datetime) -> Instalment:
    """Something in the prepared payment is wrong; it is prepared anew."""
    _contract, instalment = _locked(instalment)
    INSTALMENT.check(instalment.state, InstalmentState.PLANNED)
    instalment.state, instalment.prepared_at, instalment.prepared_by = InstalmentState.PLANNED, None, None
    instalment.account_holder = instalment.iban = ""
    instalment.save()
    record(target=instalment)
    return instalment


@action("grants.instalment.approved")
def approve_instalment(*, instalment: Instalment, paid_on: date, by, now: datetime) -> Instalment:
    """The second step, by somebody else: the money has gone out. The last part of a settled project closes it.

    Raises ``InvalidInput`` for whoever prepared it, and for a day that cannot be.
    """
    contract, instalment = _locked(instalment)
    INSTALMENT.check(instalment.state, InstalmentState.PAID)
    if instalment.prepared_by_id == by.pk:
        raise InvalidInput(_("One person prepares a payment, another approves it."))
    if not timezone.localdate(instalment.prepared_at) <= paid_on <= timezone.localdate(now):
        raise InvalidInput(_("Choose a day between the preparing of the payment and today."), field="paid_on")
    instalment.state, instalment.approved_at, instalment.approved_by = InstalmentState.PAID, now, by
    instalment.paid_on = paid_on
    instalment.save()
    record(target=instalment, amount=instalment.amount, paid_on=paid_on)
    fulfil_obligation(kind=Promise.INSTALMENT, subject=instalment, now=now)
    notify("grants.instalment_paid", subject=instalment, now=now)
    if contract.state == ContractState.SETTLING:
        close_if_settled(contract, now)
    return instalment


def _locked(instalment: Instalment) -> tuple[Contract, Instalment]:
    """The contract first, then its part: whoever comes second finds what the first has done."""
    contract = Contract.objects.for_list().lock(instalment.contract_id)
    instalment = Instalment.objects.lock(instalment.pk)
    instalment.contract = contract
    return contract, instalment


def close_if_settled(contract: Contract, now: datetime) -> None:
    """Everything is paid and nothing is to come back: the contract is fulfilled and the project finished."""
    owed_by_us = contract.instalments.filter(state__in=(InstalmentState.PLANNED, InstalmentState.PREPARED)).exists()
    owed_to_us = contract.to_return and contract.returned_on is None
    if owed_by_us or owed_to_us:
        return
    CONTRACT.check(contract.state, ContractState.CLOSED)
    contract.state = ContractState.CLOSED
    contract.save(update_fields=["state", "updated_at"])
    application = Application.objects.lock(contract.application_id)
    APPLICATION.check(application.state, ApplicationState.CLOSED)
    application.state = ApplicationState.CLOSED
    application.save(update_fields=["state", "updated_at"])
    record(target=application, used=contract.used)
    index(application)
