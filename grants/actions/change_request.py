"""The community asks to change its contract; the unit answers with reasons."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from grants.actions.budget import check_budget
from grants.actions.contract import amend_budget, promise_report
from grants.enums import ChangeState, ContractState, Promise, ReportKind, ReportState
from grants.models import ChangeRequest, Contract
from grants.queries.contract import as_rows, as_text, snapshot, terms_of_contract
from grants.validators.difference import differences
from grants.workflow import CHANGE
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation
from portal.obligations.answering import require_substance
from portal.obligations.receipts import issue_receipt
from portal.ui.links import plain_path, plain_reverse
from portal.ui.visibility import Visibility

SHORTEST_REASON = 20


@action("grants.change_request.submitted")
def request_change(
    *, contract: Contract, reason: str, starts_on: date, ends_on: date, work: str,
    lines: Sequence[Mapping[str, Any]], by, now: datetime,
) -> ChangeRequest:  # fmt: skip
    """Ask for other days, other work or other rows within the same sum. One request at a time.

    Raises ``StateConflict`` while one waits or the contract is not in force, ``InvalidInput`` for what cannot be agreed to.
    """
    contract = Contract.objects.for_list().lock(contract.pk)
    _check_may_ask(contract)
    if len("".join(reason.split())) < SHORTEST_REASON:
        raise InvalidInput(_("Say why it has to change, in a sentence or two."), field="reason")
    if ends_on <= starts_on:
        raise InvalidInput(_("The project must end after it begins."), field="ends_on")
    before = snapshot(contract)
    if ends_on != contract.application.ends_on and ends_on < timezone.localdate(now):
        raise InvalidInput(_("The new last day is past already."), field="ends_on")
    check_budget(contract.application, lines, terms_of_contract(contract))
    after = {
        "starts_on": starts_on.isoformat(), "ends_on": ends_on.isoformat(), "work": work.strip(),
        "lines": [as_text(line) for line in lines],
    }  # fmt: skip
    if not differences(before, after):
        raise InvalidInput(_("Nothing is changed yet: change the days, the work or a row of the budget."))
    return _hand_in(contract, reason, by, now, before=before, after=after)


@action("grants.change_request.end_asked")
def request_end(*, contract: Contract, reason: str, by, now: datetime) -> ChangeRequest:
    """Ask that the contract be ended early. It runs until the officer ends it, or refuses with reasons.

    Raises ``StateConflict`` while another request waits or the contract is not in force, ``InvalidInput`` without a reason.
    """
    contract = Contract.objects.for_list().lock(contract.pk)
    _check_may_ask(contract)
    if len("".join(reason.split())) < SHORTEST_REASON:
        raise InvalidInput(_("Say why the project cannot go on, in a sentence or two."), field="reason")
    as_it_stands = snapshot(contract)
    return _hand_in(contract, reason, by, now, before=as_it_stands, after=as_it_stands, wants_end=True)


def _check_may_ask(contract: Contract) -> None:
    if contract.state != ContractState.IN_FORCE:
        raise StateConflict(_("Only a contract in force can be changed."))
    if contract.changes.filter(state=ChangeState.PROPOSED).exists():
        raise StateConflict(_("One request for a change waits for its answer already."))


def _hand_in(contract: Contract, reason: str, by, now: datetime, **facts) -> ChangeRequest:
    change = ChangeRequest.objects.create(contract=contract, reason=reason.strip(), submitted_at=now, submitted_by=by, **facts)
    receipt = issue_receipt(subject=change, now=now)
    record(target=change, number=receipt.number)
    open_obligation(
        kind=Promise.CHANGE_ANSWER,
        subject=change,
        holder=contract.application.call.unit,
        received_at=now,
        label=contract.application.title,
        number=receipt.number,
        address=plain_path(change),
        staff_address=plain_reverse("admin:grants_changerequest_change", change.pk),
        visibility=Visibility.STAFF,
    )
    notify("grants.change_requested", subject=change, now=now)
    return change


@action("grants.change_request.answered")
def answer_change(*, change: ChangeRequest, is_approved: bool, answer: str, by, now: datetime) -> ChangeRequest:
    """Approve or refuse, with reasons that say something. Approved, the contract stands as changed from now on.

    The final report moves with the last day. To agree to the end of a contract is to end it: that is another step. Raises
    ``InvalidInput`` for an empty answer, ``StateConflict`` for the second.
    """
    contract = Contract.objects.for_list().lock(change.contract_id)
    change = ChangeRequest.objects.lock(change.pk)
    state = ChangeState.APPROVED if is_approved else ChangeState.REFUSED
    CHANGE.check(change.state, state)
    if is_approved and change.wants_end:
        raise StateConflict(_("To agree, end the contract: there the day is named and the sum that comes back."))
    require_substance(reason=answer, question=change.reason, must_name_cause=not is_approved, field="answer")
    if is_approved:
        if contract.state != ContractState.IN_FORCE:
            raise StateConflict(_("Only a contract in force can be changed."))
        _amend(contract, change, now)
    change.state, change.answer, change.decided_at, change.decided_by = state, answer.strip(), now, by
    change.save()
    record(target=change, approved=is_approved)
    fulfil_obligation(kind=Promise.CHANGE_ANSWER, subject=change, now=now)
    notify("grants.change_answered", subject=change, now=now)
    return change


def _amend(contract: Contract, change: ChangeRequest, now: datetime) -> None:
    application, after = contract.application, change.after
    ends_on = date.fromisoformat(after["ends_on"])
    later = ends_on - application.ends_on
    application.starts_on, application.ends_on = date.fromisoformat(after["starts_on"]), ends_on
    contract.work = after["work"]
    contract.save(update_fields=["work", "updated_at"])
    amend_budget(contract, as_rows(after["lines"]), now)
    final = contract.reports.filter(kind=ReportKind.FINAL, state=ReportState.DRAFT).first()
    if later and final:
        final.due_on += later
        final.save(update_fields=["due_on", "updated_at"])
        cancel_obligation(kind=Promise.REPORT, subject=final, reason=_("The term was moved by agreement."), now=now)
        promise_report(final, final.due_on, now)


@action("grants.change_request.withdrawn")
def withdraw_change(*, change: ChangeRequest, by, now: datetime) -> ChangeRequest:
    """The community needs no change any more; no answer is owed."""
    Contract.objects.lock(change.contract_id)
    change = ChangeRequest.objects.lock(change.pk)
    CHANGE.check(change.state, ChangeState.WITHDRAWN)
    change.state = ChangeState.WITHDRAWN
    change.save(update_fields=["state", "updated_at"])
    record(target=change)
    cancel_obligation(kind=Promise.CHANGE_ANSWER, subject=change, reason=_("withdrawn by the community"), now=now)
    return change
