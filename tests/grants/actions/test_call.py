from datetime import date, timedelta
from decimal import Decimal

import pytest

from grants.actions.call import begin_evaluation, close_decisions, publish_call
from grants.enums import ApplicationState, CallState
from grants.models import Application, Call
from portal.audit.models import Event
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.communities import CommunityFactory
from tests.factories.grants import (
    ANNOUNCED,
    DEADLINE,
    CallFactory,
    call_administrator,
    commission_of,
    published_call,
    submitted_application,
)
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")
rule = pytest.mark.rule

WHY = "Termiņš saskaņots ar gada budžetu un kopienām."


def publish(call: Call, **justifications: str) -> Call:
    return publish_call(call=call, justifications=justifications, by=call_administrator(), now=call.opens_at)


def test_a_call_that_keeps_the_guidelines_is_announced():
    call = publish(CallFactory())

    assert (call.state, call.published_at, call.justifications) == (CallState.PUBLISHED, ANNOUNCED, {})
    assert Event.objects.of(call).get().name == "grants.call.published"


@rule("D1")
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"rules": " \n"}, id="rules", marks=rule("S4-100")),
        pytest.param({"weights": (50, 49)}, id="criteria that sum to 99", marks=rule("S4-103")),
        pytest.param({"admin_cap": Decimal(0)}, id="cap of zero", marks=rule("S4-112")),
        pytest.param({"eligible_applicants": []}, id="applicants", marks=rule("S4-101")),
        pytest.param({"equality_answer": ""}, id="equal chances", marks=rule("S4-118")),
        pytest.param({"opens_at": DEADLINE - timedelta(days=29)}, id="29 days", marks=rule("S4-105")),
    ],
)
def test_what_is_essential_forbids_publishing_whatever_is_explained(fields):
    call = CallFactory(**fields)
    codes = ("rules", "criteria", "cap_zero", "cap", "applicants", "equality", "floor", "window")

    with pytest.raises(InvalidInput):
        publish(call, **dict.fromkeys(codes, WHY))

    call.refresh_from_db()
    assert call.state == CallState.DRAFT


@rule("D1")
@rule("S4-110")
def test_a_call_that_does_not_pay_for_management_is_not_published():
    call = CallFactory()
    call.cost_categories.filter(is_administration=True).delete()

    with pytest.raises(InvalidInput):
        publish(call)


@rule("D2")
@pytest.mark.parametrize(
    ("code", "fields"),
    [
        pytest.param("window", {"opens_at": DEADLINE - timedelta(days=89)}, marks=rule("S4-105")),
        pytest.param("seminar", {"seminar_at": DEADLINE - timedelta(days=22)}, marks=rule("S4-107")),
        pytest.param("seminar", {"seminar_at": None}, marks=rule("S4-107")),
        pytest.param("implementation", {"implementation_to": date(2028, 6, 28)}, marks=rule("S4-109")),
        pytest.param("cap", {"admin_cap": Decimal("25.01")}, marks=rule("S4-111")),
        pytest.param("channels", {"channels": ["Portāls"]}, marks=rule("S4-106")),
    ],
)
def test_advice_not_followed_needs_a_public_reason(code, fields):
    call = CallFactory(**fields)

    with pytest.raises(InvalidInput) as refusal:
        publish(call, **{code: "Tā vajag."})
    published = publish(call, **{code: WHY, "rules": "Paskaidrojums, ko neviens neprasīja."})

    assert refusal.value.field == f"justify_{code}"
    assert published.justifications == {code: WHY}


@rule("S4-105")
def test_days_before_the_announcement_do_not_count_as_time_to_apply():
    call = CallFactory()

    with pytest.raises(InvalidInput):
        publish_call(call=call, by=call_administrator(), now=DEADLINE - timedelta(days=29))


def test_a_call_whose_deadline_is_past_is_not_published():
    call = CallFactory()

    with pytest.raises(InvalidInput) as refusal:
        publish_call(call=call, by=call_administrator(), now=DEADLINE)

    assert refusal.value.field == "closes_at"


@rule("S4-106")
def test_leaders_of_public_communities_are_told_of_the_call():
    known = CommunityFactory(leader=PersonFactory())
    CommunityFactory(leader=PersonFactory(), verified_at=None, verified_by=None)

    published_call()

    told = Message.objects.filter(key="grants.call_published")
    assert [message.email for message in told] == [known.memberships.get().user.email]


def test_evaluation_begins_at_the_deadline_and_the_commission_is_told(call):
    members = commission_of(call)

    with pytest.raises(StateConflict):
        begin_evaluation(call=call, by=call_administrator(), now=DEADLINE - timedelta(seconds=1))
    begun = begin_evaluation(call=call, by=call_administrator(), now=DEADLINE)

    assert begun.state == CallState.EVALUATION
    told = Message.objects.filter(key="grants.evaluation_begun").values_list("email", flat=True)
    assert set(told) == {member.user.email for member in members}


def test_evaluation_does_not_begin_with_one_member(call):
    commission_of(call, size=1)

    with pytest.raises(StateConflict):
        begin_evaluation(call=call, by=call_administrator(), now=DEADLINE)


@pytest.mark.parametrize("state", [ApplicationState.SUBMITTED, ApplicationState.ELIGIBLE, ApplicationState.EVALUATED])
def test_decisions_are_not_closed_while_an_application_has_none(call, state):
    submitted_application(call)
    Application.objects.update(state=state)
    Call.objects.update(state=CallState.EVALUATION)

    with pytest.raises(StateConflict):
        close_decisions(call=call, by=call_administrator(), now=DEADLINE)


def test_decisions_are_closed_once_every_application_has_one(call):
    submitted_application(call)
    Application.objects.update(state=ApplicationState.WITHDRAWN)
    Call.objects.update(state=CallState.EVALUATION)

    assert close_decisions(call=call, by=call_administrator(), now=DEADLINE).state == CallState.DECIDED


@pytest.mark.parametrize(
    ("act", "allowed"),
    [(publish_call, CallState.DRAFT), (begin_evaluation, CallState.PUBLISHED), (close_decisions, CallState.EVALUATION)],
)
def test_every_step_is_refused_in_every_other_state(act, allowed):
    call = published_call()

    for state in set(CallState) - {allowed}:
        Call.objects.update(state=state)
        with pytest.raises(StateConflict):
            act(call=call, by=call_administrator(), now=DEADLINE)
