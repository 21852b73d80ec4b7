from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection, transaction

from grants.actions.decision import decide
from grants.actions.report import note_contract_money_returned
from grants.enums import ApplicationState, CallState, DecisionOutcome, Promise
from grants.models import Application, Call, Decision, Lot
from grants.queries.money import awarded, remaining
from portal.documents.models import Document
from portal.errors import DomainError, InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.queries import obligation_of
from tests.factories.contract import FINISHING, half_to_come_back
from tests.factories.grants import JUDGING, call_administrator, evaluated_call, scored_call
from tests.factories.portal import MunicipalityFactory

WHY = "Vajadzība pierādīta, iedzīvotāji iesaistīti, izmaksas pamatotas."


def settle(application: Application, outcome: str = DecisionOutcome.FUNDED, amount="900", reason: str = WHY, by=None) -> Decision:
    return decide(
        application=application,
        outcome=outcome,
        amount=Decimal(amount),
        reason=reason,
        protocol="Nr. 3, 03.05.2027.",
        by=by or call_administrator(),
        now=JUDGING,
    )


@pytest.fixture
def application(municipality) -> Application:
    return scored_call(8).applications.get()


def test_a_decision_keeps_the_promise_and_asks_for_letter_and_mail(application):
    decision = settle(application, amount="850.00")

    application.refresh_from_db()
    assert (application.state, decision.amount, decision.reason) == (ApplicationState.FUNDED, 850, WHY)
    assert obligation_of(application, Promise.DECISION).fulfilled_at == JUDGING
    letter = Document.objects.latest_of("grants.decision_letter", decision)
    message = Message.objects.get(key="grants.application_decided")
    assert message.email == application.submitted_by.email
    assert list(message.files.all()) == [letter.pdf]
    assert WHY in message.body


@pytest.mark.parametrize(
    ("outcome", "state"),
    [(DecisionOutcome.RESERVE, ApplicationState.RESERVE), (DecisionOutcome.REJECTED, ApplicationState.REJECTED)],
)
def test_what_is_not_supported_gets_a_reasoned_letter_and_no_money(application, outcome, state):
    decision = settle(application, outcome, amount="900")

    application.refresh_from_db()
    assert (application.state, decision.amount) == (state, 0)
    assert Document.objects.latest_of("grants.decision_letter", decision)


def test_a_project_in_reserve_is_supported_later_with_a_letter_of_its_own(application):
    decision = settle(application, DecisionOutcome.RESERVE)

    settle(application)

    decision.refresh_from_db()
    assert (decision.outcome, decision.amount) == (DecisionOutcome.FUNDED, 900)
    assert Document.objects.about(decision).count() == 2


@pytest.mark.parametrize("reason", ["", "a b c d e f g h i j", "Labs projekts. " + " " * 20])
def test_a_decision_without_a_reason_is_refused(application, reason):
    with pytest.raises(InvalidInput) as refusal:
        settle(application, reason=reason)

    assert refusal.value.field == "reason"


@pytest.mark.parametrize("amount", ["0", "0.004", "-1", "900.01"])
def test_nothing_and_more_than_was_asked_cannot_be_awarded(application, amount):
    with pytest.raises(InvalidInput) as refusal:
        settle(application, amount=amount)

    assert refusal.value.field == "amount"
    assert not Decision.objects.exists()


@pytest.mark.rule("S4-103")
@pytest.mark.parametrize("outcome", [DecisionOutcome.FUNDED, DecisionOutcome.RESERVE])
def test_below_the_points_needed_nothing_is_supported(municipality, outcome):
    application = scored_call(6, threshold=Decimal("60.01")).applications.get()

    with pytest.raises(InvalidInput) as refusal:
        settle(application, outcome)
    settle(application, DecisionOutcome.REJECTED)

    assert refusal.value.field == "outcome"


def test_nothing_is_decided_before_the_second_evaluation(municipality):
    application = evaluated_call().applications.get()

    with pytest.raises(StateConflict):
        settle(application)


@pytest.mark.parametrize("state", sorted(set(ApplicationState) - {"evaluated", "reserve"}))
def test_nothing_is_decided_in_any_other_state(application, state):
    Application.objects.update(state=state, ineligible_reason="Neatbilst nolikumam.")

    with pytest.raises(StateConflict):
        settle(application)


@pytest.mark.parametrize("state", sorted(set(CallState) - {"evaluation"}))
def test_nothing_is_decided_outside_the_evaluation(application, state):
    Call.objects.update(state=state, cancel_reason="Nav līdzekļu.")

    with pytest.raises(StateConflict):
        settle(application)


# Money


def test_the_last_euro_can_be_awarded_and_not_a_cent_more(municipality):
    first, second = scored_call(9, 8, total=Decimal("1799.99")).applications.order_by("pk")
    settle(first)

    with pytest.raises(InvalidInput) as refusal:
        settle(second, amount="900")
    settle(second, amount="899.99")

    assert refusal.value.code == "no_money"
    assert remaining(first.call) == 0


@pytest.mark.rule("S4-119")
def test_a_lot_gives_no_more_than_it_reserves(municipality):
    call = scored_call(9, 8)
    first, second = call.applications.order_by("pk")
    lot = Lot.objects.create(call=call, name="Ārpus blīvām vietām", reserved=Decimal(1000))
    call.applications.update(lot=lot)
    settle(first)

    with pytest.raises(InvalidInput) as refusal:
        settle(second)

    assert refusal.value.code == "no_money"
    assert (remaining(call, lot), remaining(call)) == (100, 9000)


def test_what_a_closed_project_gave_back_can_be_awarded_again(municipality):
    contract = half_to_come_back()
    call = contract.application.call
    bound = remaining(call)

    note_contract_money_returned(
        contract=contract, returned_on=FINISHING.date() + timedelta(days=9), by=call_administrator(),
        now=FINISHING + timedelta(days=9),
    )  # fmt: skip

    assert (bound, remaining(call), awarded(call)) == (Decimal(9100), Decimal(9550), Decimal(450))


@pytest.mark.usefixtures("committed")
def test_two_officers_cannot_promise_the_last_euro_twice():
    with transaction.atomic():
        MunicipalityFactory()
        call = scored_call(9, 8, 7, total=Decimal(1000))
    officers = [call_administrator() for _application in call.applications.all()]
    together = Barrier(len(officers))

    def settle_at_once(application, officer) -> str:
        together.wait(timeout=20)
        try:
            return settle(application, by=officer).outcome
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(officers)) as threads:
        outcomes = sorted(threads.map(settle_at_once, call.applications.all(), officers))

    assert outcomes == ["funded", "no_money", "no_money"]
    assert awarded(call) == 900
