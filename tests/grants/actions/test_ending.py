"""A contract in force ends before its term."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from grants.actions.call import finish_call
from grants.actions.change_request import answer_change, request_end
from grants.actions.ending import end_contract
from grants.actions.report import note_contract_money_returned
from grants.enums import ApplicationState, CallState, ChangeState, ContractState, InstalmentState, Promise, ReportState
from grants.models import Application, Call
from grants.queries.contract import unfulfilled_contracts
from grants.queries.money import remaining
from grants.tasks.terms import papers_of_money
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.models import Obligation
from portal.obligations.queries import obligation_of
from tests.factories.contract import (
    PAYING,
    REPORTING,
    SIGNED,
    accepted,
    asked_change,
    handed_in,
    leader_of_contract,
    pay,
    prepared_contract,
    prepared_instalment,
    running_contract,
)
from tests.factories.grants import call_administrator

pytestmark = pytest.mark.usefixtures("municipality")
BACK = "LV92XDEM0000000000001"
ENDING = PAYING + timedelta(days=9)
WHY = (
    "Līgumu izbeidzam, jo kopienas vadītāja pārcēlusies un darbus nav kam turpināt; "
    "dēļi nopirkti par 160 eiro, tāpēc pārējais jāatmaksā."
)
WISH = "Vadītāja pārcēlās uz citu novadu, un soliņus vairs nav kam būvēt."


def end(contract, **changes):
    facts = {"ended_on": ENDING.date(), "reason": WHY, "to_return": Decimal(0), "by": call_administrator(), "now": ENDING}
    return end_contract(contract=contract, **facts | changes)


def ask_for_end(contract, reason=WISH):
    return request_end(contract=contract, reason=reason, by=leader_of_contract(contract), now=PAYING)


def test_ended_early_what_is_unpaid_is_free_at_once_and_nothing_is_owed_any_more():
    contract = running_contract()
    pay(contract)
    before = remaining(contract.application.call)

    contract = end(contract)

    assert (contract.state, contract.used, contract.end_reason) == (ContractState.ENDED, Decimal(360), WHY)
    assert Application.objects.get(pk=contract.application_id).state == ApplicationState.ENDED
    assert [part.state for part in contract.instalments.all()] == ["paid", InstalmentState.DROPPED, InstalmentState.DROPPED]
    assert {report.state for report in contract.reports.all()} == {ReportState.DROPPED}
    assert remaining(contract.application.call) - before == Decimal(540)
    assert not Obligation.objects.open().exclude(kind=Promise.DECISION).exists()


def test_the_community_reads_why_and_the_unit_hears_that_money_is_free():
    contract = end(running_contract())

    told = Message.objects.get(key="grants.contract_ended")
    assert WHY in told.body
    assert "Nekas nav jāatmaksā." in told.body
    free = Message.objects.get(key="grants.award_free")
    assert (WHY in free.body, free.email) == (True, contract.application.call.unit.email)
    assert "Kāds līgums ir izbeigts pirms termiņa." in free.body


def test_what_is_to_come_back_is_free_once_it_is_back():
    contract = running_contract()
    pay(contract)
    call = contract.application.call
    before = remaining(call)

    contract = end(contract, to_return=Decimal(200), return_iban=BACK)
    owed, freed_at_once = obligation_of(contract, Promise.MONEY_RETURN), remaining(call) - before
    told = Message.objects.get(key="grants.contract_ended").body
    contract = note_contract_money_returned(
        contract=contract, returned_on=ENDING.date(), by=call_administrator(), now=ENDING + timedelta(days=1)
    )

    assert (owed.holder, owed.due_on) == (contract.application.community, contract.return_by)
    assert BACK in told
    assert freed_at_once == Decimal(540)
    assert remaining(call) - before == Decimal(740)
    assert (contract.state, contract.used) == (ContractState.ENDED, Decimal(160))
    assert Message.objects.filter(key="grants.contract_money_returned").exists()


def test_a_late_return_after_the_end_is_an_unfulfilled_contract_until_it_is_back():
    contract = running_contract()
    pay(contract)
    contract = end(contract, to_return=Decimal(200), return_iban=BACK)
    community, late = contract.application.community, contract.return_by + timedelta(days=1)

    found = unfulfilled_contracts(community, late).exists()
    note_contract_money_returned(
        contract=contract, returned_on=late, by=call_administrator(), now=ENDING + timedelta(days=90)
    )  # fmt: skip

    assert (found, unfulfilled_contracts(community, late).exists()) == (True, False)


def test_a_call_is_not_finished_while_money_is_to_come_back():
    contract = running_contract()
    pay(contract)
    contract = end(contract, to_return=Decimal(200), return_iban=BACK)
    Call.objects.update(state=CallState.DECIDED)
    call = Call.objects.get(pk=contract.application.call_id)

    with pytest.raises(StateConflict, match="vēl nav atmaksāta"):
        finish_call(call=call, lessons="Vadītājam vajag vietnieku.", by=call_administrator(), now=ENDING)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ended_on": ENDING.date() + timedelta(days=1)}, "ended_on"),
        ({"ended_on": SIGNED.date() - timedelta(days=1)}, "ended_on"),
        ({"reason": "Tā vajag."}, "reason"),
        ({"to_return": Decimal("360.01"), "return_iban": BACK}, "to_return"),
        ({"to_return": Decimal(-1)}, "to_return"),
        ({"to_return": Decimal(100)}, "return_iban"),
    ],
)
def test_a_day_a_sum_or_a_reason_that_cannot_be_is_refused(changes, field):
    contract = running_contract()
    pay(contract)

    with pytest.raises(InvalidInput) as refusal:
        end(contract, **changes)

    contract.refresh_from_db()
    assert (refusal.value.field, contract.state) == (field, ContractState.IN_FORCE)


def test_a_payment_under_way_is_settled_first():
    contract = running_contract()
    prepared_instalment(contract)

    with pytest.raises(StateConflict):
        end(contract)


@pytest.mark.parametrize("make", [prepared_contract, lambda: end(running_contract())])
def test_only_a_contract_in_force_is_ended_and_once(make):
    contract = make()

    with pytest.raises(StateConflict):
        end(contract)


def test_a_report_that_was_handed_in_is_closed_and_an_accepted_one_stays():
    contract = running_contract()
    accepted(contract, "interim")
    report = handed_in(contract, "final", now=REPORTING + timedelta(days=9))

    end(contract, ended_on=REPORTING.date(), now=REPORTING + timedelta(days=20))

    assert list(contract.reports.values_list("kind", "state")) == [("interim", "accepted"), ("final", "dropped")]
    assert obligation_of(report, Promise.REPORT_ANSWER).cancelled_at


# A request that waits


def test_a_request_for_a_change_is_closed_with_the_contract():
    contract = running_contract()
    change = asked_change(contract)

    end(contract)

    change.refresh_from_db()
    assert (change.state, change.answer) == (ChangeState.DROPPED, WHY)
    assert not obligation_of(change, Promise.CHANGE_ANSWER).is_open


def test_the_community_asks_for_the_end_and_has_it_granted_by_the_end():
    contract = running_contract()
    change = ask_for_end(contract)

    promised = obligation_of(change, Promise.CHANGE_ANSWER)
    end(contract)

    change.refresh_from_db()
    assert promised.holder == contract.application.call.unit
    assert "lūgums izbeigt līgumu pirms termiņa ir saņemts" in Message.objects.get(key="grants.change_requested").body
    assert (change.state, change.answer, change.status.next_step) == (ChangeState.APPROVED, WHY, "Līgums ir izbeigts.")
    assert obligation_of(change, Promise.CHANGE_ANSWER).fulfilled_at


def test_a_wish_to_end_is_refused_with_reasons_but_never_agreed_to_without_ending():
    contract = running_contract()
    change = ask_for_end(contract)
    no = "Nevaram piekrist, jo soliņi jau nopirkti un vadītājas vietniece var darbus pabeigt līdz septembrim."
    facts = {"answer": no, "by": call_administrator(), "now": ENDING}

    with pytest.raises(StateConflict):
        answer_change(change=change, is_approved=True, **facts)
    change = answer_change(change=change, is_approved=False, **facts)

    contract.refresh_from_db()
    assert (change.state, contract.state) == (ChangeState.REFUSED, ContractState.IN_FORCE)


def test_one_request_at_a_time_and_with_a_reason():
    contract = running_contract()

    with pytest.raises(InvalidInput) as refusal:
        ask_for_end(contract, "Nevaram.")
    ask_for_end(contract)
    with pytest.raises(StateConflict):
        ask_for_end(contract)

    assert refusal.value.field == "reason"


def test_its_papers_are_kept_from_the_day_it_ended():
    contract = end(running_contract())
    kept = [date(2037, 6, 30), date(2037, 7, 1)]

    found = [[*term.rows] for day in kept for term in papers_of_money(day) if term.noun == "contract"]

    assert found == [[], [contract]]
