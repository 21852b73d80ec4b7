"""A community asks to change its contract, and is answered with reasons."""

from datetime import timedelta
from decimal import Decimal

import pytest

from grants.actions.change_request import answer_change, withdraw_change
from grants.enums import ChangeState, Promise
from grants.models import Application
from grants.validators.difference import differences
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.queries import obligation_of
from portal.ui.templatetags.portal_ui import NBSP
from tests.factories.contract import (
    FINAL_DUE,
    PAYING,
    asked_change,
    fitted_lines,
    leader_of_contract,
    prepared_contract,
    running_contract,
)
from tests.factories.grants import call_administrator, lines_of

pytestmark = pytest.mark.usefixtures("municipality")
YES = (
    "Piekrītam: applūdušais krasts pavasarī nebija darbam derīgs, tāpēc termiņu pagarinām par mēnesi; "
    "tāmes summa un pārskata saturs nemainās."
)
NO = (
    "Nevaram piekrist, jo konkursa nauda jāizlieto līdz gada beigām un krasts applūst katru pavasari; "
    "darbus var sākt no augšējās takas."
)


def answer(change, text=YES, *, is_approved=True, **changes):
    facts = {"by": call_administrator(), "now": PAYING + timedelta(days=3)}
    return answer_change(change=change, is_approved=is_approved, answer=text, **facts | changes)


def dearer(contract) -> list[dict]:
    """The same sum in other rows: less material, more hours of management."""
    material, work = fitted_lines(contract)
    return [{**material, "item": "Dēļi", "price": Decimal(800)}, {**material, "item": "Krāsa", "price": Decimal(100)}, work]


def test_asked_for_it_is_a_promise_of_the_unit():
    contract = running_contract()

    change = asked_change(contract)

    assert obligation_of(change, Promise.CHANGE_ANSWER).holder == contract.application.call.unit
    assert Message.objects.filter(key="grants.change_requested").exists()


def test_the_difference_is_shown_before_and_after():
    contract = running_contract()

    change = asked_change(contract, lines=dearer(contract), work="Soliņi un viena nojume.")

    shown = {one.label: (bool(one.before), bool(one.after)) for one in differences(change.before, change.after)}
    assert shown == {
        "Beigas": (True, True), "Ko dara": (True, True), "Dēļi un skrūves": (True, False), "Dēļi": (False, True),
        "Krāsa": (False, True),
    }  # fmt: skip


def test_work_in_kind_is_called_by_its_rate_and_another_vat_is_seen():
    contract = running_contract()
    cost, work = fitted_lines(contract)
    lines = [cost | {"vat": Decimal(21)}, work | {"quantity": work["quantity"] * 2}]

    change = asked_change(contract, lines=lines)

    after = {one.label: one.after for one in differences(change.before, change.after)}
    assert after["Soliņu būve"].startswith("Brīvprātīgais darbs: ")
    assert f"21{NBSP}%" in after["Dēļi un skrūves"]


def test_approved_the_budget_the_days_and_the_last_report_move():
    contract = running_contract()
    change = asked_change(contract, lines=dearer(contract))

    answer(change)

    application = Application.objects.get(pk=contract.application_id)
    final = contract.reports.get(kind="final")
    assert list(application.budget_lines.values_list("item", flat=True)) == ["Dēļi", "Krāsa", "Soliņu būve"]
    assert application.requested == Decimal(900)
    assert (final.due_on, obligation_of(final, Promise.REPORT).due_on) == (FINAL_DUE + timedelta(days=30),) * 2
    assert contract.budget_versions.count() == 2


def test_refused_nothing_moves():
    contract = running_contract()
    change = asked_change(contract, lines=dearer(contract))

    change = answer(change, NO, is_approved=False)

    assert change.state == ChangeState.REFUSED
    assert list(contract.application.budget_lines.values_list("item", flat=True)) == ["Dēļi un skrūves", "Soliņu būve"]
    assert obligation_of(change, Promise.CHANGE_ANSWER).fulfilled_at


@pytest.mark.parametrize("text", ["Piekrītam.", "Jūsu priekšlikums tiks ņemts vērā."])
def test_an_answer_that_says_nothing_is_refused(text):
    change = asked_change(running_contract())

    with pytest.raises(InvalidInput) as refusal:
        answer(change, text)

    assert refusal.value.field == "answer"


def test_a_change_that_raises_the_sum_is_refused_with_the_difference():
    contract = running_contract()

    with pytest.raises(InvalidInput, match="90,00"):
        asked_change(contract, lines=lines_of(contract.application.call, Decimal(990)))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": "Vajag."}, "reason"),
        ({"ends_on": PAYING.date() - timedelta(days=1), "starts_on": PAYING.date() - timedelta(days=9)}, "ends_on"),
        ({"ends_on": PAYING.date(), "starts_on": PAYING.date()}, "ends_on"),
    ],
)
def test_what_cannot_be_agreed_to_is_refused_at_once(changes, field):
    with pytest.raises(InvalidInput) as refusal:
        asked_change(running_contract(), **changes)

    assert refusal.value.field == field


def test_a_request_without_a_change_is_refused():
    contract = running_contract()

    with pytest.raises(InvalidInput):
        asked_change(contract, ends_on=contract.application.ends_on)


def test_one_request_waits_at_a_time():
    contract = running_contract()
    asked_change(contract)

    with pytest.raises(StateConflict):
        asked_change(contract, lines=dearer(contract))


def test_a_contract_that_is_not_in_force_is_not_changed():
    with pytest.raises(StateConflict):
        asked_change(prepared_contract())


def test_withdrawn_no_answer_is_owed():
    contract = running_contract()
    change = asked_change(contract)

    withdraw_change(change=change, by=leader_of_contract(contract), now=PAYING)

    assert obligation_of(change, Promise.CHANGE_ANSWER).cancelled_at == PAYING
