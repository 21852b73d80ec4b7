"""A contract in force ends before its term: by the community's wish, or because it cannot be fulfilled."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from grants.actions.report import ask_return, cut_instalments
from grants.enums import ApplicationState, ChangeState, ContractState, Promise, ReportState
from grants.models import Application, ChangeRequest, Contract, ProjectReport
from grants.queries.contract import paid
from grants.workflow import APPLICATION, CHANGE, CONTRACT, REPORT
from portal.audit.actions import action, record
from portal.errors import InvalidInput
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation
from portal.obligations.answering import require_substance
from portal.ui.search import index
from portal.ui.templatetags.portal_ui import money


@action("grants.contract.ended")
def end_contract(
    *, contract: Contract, ended_on: date, reason: str, to_return: Decimal, return_iban: str = "", by, now: datetime
) -> Contract:
    """What is not paid yet is free for others at once, and what is to come back (``to_return``) once it is back. Reports and
    requests that are open are closed with the contract; a request to end it is granted by this.

    Raises ``StateConflict`` while a payment is under way, ``InvalidInput`` for a day or a sum that cannot be, for a reason
    that says nothing, and when money is to come back and no account for it is named.
    """
    contract = Contract.objects.for_list().lock(contract.pk)
    CONTRACT.check(contract.state, ContractState.ENDED)
    if not contract.signed_on <= ended_on <= timezone.localdate(now):
        raise InvalidInput(_("Choose a day between the signing of the contract and today."), field="ended_on")
    change = contract.changes.filter(state=ChangeState.PROPOSED).first()
    wish = change.reason if change and change.wants_end else ""
    require_substance(reason=reason, question=wish, must_name_cause=not wish)
    spent = paid(contract)
    if not 0 <= to_return <= spent:
        raise InvalidInput(
            _("%(paid)s are paid of this grant. Write that sum, a smaller one, or 0.") % {"paid": money(spent)},
            field="to_return",
        )
    contract.ended_on, contract.end_reason = ended_on, reason.strip()
    contract.used = spent - to_return
    cut_instalments(contract, Decimal(0), _("The contract was ended early."), now)
    if to_return:
        ask_return(contract, to_return, return_iban, now)
    contract.state = ContractState.ENDED
    contract.save()
    record(target=contract, ended_on=ended_on, kept=contract.used, to_return=to_return)
    _end_project(contract)
    for report in contract.reports.exclude(state=ReportState.ACCEPTED):
        _close_report(report, now)
    if change:
        _close_change(change, contract.end_reason, by, now)
    notify("grants.contract_ended", subject=contract, now=now)
    if contract.used < contract.amount:
        notify("grants.award_free", subject=contract, now=now)
    return contract


def _end_project(contract: Contract) -> None:
    application = Application.objects.lock(contract.application_id)
    APPLICATION.check(application.state, ApplicationState.ENDED)
    application.state = ApplicationState.ENDED
    application.save(update_fields=["state", "updated_at"])
    record(target=application, kept=contract.used)
    index(application)


def _close_report(report: ProjectReport, now: datetime) -> None:
    """Neither owed nor answered any more."""
    report = ProjectReport.objects.lock(report.pk)
    REPORT.check(report.state, ReportState.DROPPED)
    report.state = ReportState.DROPPED
    report.save(update_fields=["state", "updated_at"])
    record(target=report)
    for kind in (Promise.REPORT, Promise.REPORT_ANSWER):
        cancel_obligation(kind=kind, subject=report, reason=_("The contract was ended early."), now=now)


def _close_change(change: ChangeRequest, answer: str, by, now: datetime) -> None:
    """What was to change is over. Who asked for the end has it granted; the reason is the answer to both."""
    change = ChangeRequest.objects.lock(change.pk)
    state = ChangeState.APPROVED if change.wants_end else ChangeState.DROPPED
    CHANGE.check(change.state, state)
    change.state, change.answer, change.decided_at, change.decided_by = state, answer, now, by
    change.save()
    record(target=change)
    fulfil_obligation(kind=Promise.CHANGE_ANSWER, subject=change, now=now)
