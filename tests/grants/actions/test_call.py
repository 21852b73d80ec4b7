from datetime import date, timedelta
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from grants.actions.call import begin_evaluation, close_decisions, finish_call, publish_call
from grants.enums import ApplicationState, CallState
from grants.models import Application, Call, InstalmentTerm, Lot
from grants.queries.guidelines import Verdict, guideline_checks
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

IDEAS = DEADLINE - timedelta(days=45)
WHY = "Termiņš saskaņots ar gada budžetu un kopienām."
LESSONS = "Semināram vajag vakara laiku: dienā atnāca tikai trešā daļa no tiem, kas vēlāk rakstīja pieteikumu."


def publish(call: Call, **justifications: str) -> Call:
    return publish_call(call=call, justifications=justifications, by=call_administrator(), now=call.opens_at)


def finish(call: Call, lessons: str = LESSONS) -> Call:
    return finish_call(call=call, lessons=lessons, by=call_administrator(), now=DEADLINE)


def test_a_call_that_keeps_the_guidelines_is_announced():
    call = publish(CallFactory())

    assert (call.state, call.published_at, call.justifications) == (CallState.PUBLISHED, ANNOUNCED, {})
    assert Event.objects.of(call).get().name == "grants.call.published"


@rule("D1")
@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"rules": " \n"}, id="rules", marks=pytest.mark.rule("S4-100")),
        pytest.param({"weights": (50, 49)}, id="criteria that sum to 99", marks=pytest.mark.rule("S4-103")),
        pytest.param({"admin_cap": Decimal(0)}, id="cap of zero", marks=pytest.mark.rule("S4-112")),
        pytest.param({"eligible_applicants": []}, id="applicants", marks=pytest.mark.rule("S4-101")),
        pytest.param({"equality_answer": ""}, id="equal chances", marks=pytest.mark.rule("S4-118")),
        pytest.param({"opens_at": DEADLINE - timedelta(days=29)}, id="29 days", marks=pytest.mark.rule("S4-105")),
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
@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"seminar_at": DEADLINE + timedelta(days=1)}, "Semināram jābūt pirms termiņa"),
        ({"questions_until": DEADLINE + timedelta(minutes=1)}, "Jautājumu pieņemšana beidzas"),
        ({"decision_on": DEADLINE.date()}, "Lēmums ir pēc termiņa"),
        ({"rounds": 2}, "līdz kuram brīdim pieņem idejas"),
        ({"rounds": 2, "ideas_until": DEADLINE}, "Ideju kārtai jābeidzas pirms"),
        ({"final_report_on": date(2027, 6, 30)}, "pēc projektu sākuma"),
    ],
)
def test_days_out_of_order_forbid_publishing_and_stand_beside_their_field(fields, sentence):
    call = CallFactory(**fields)

    with pytest.raises(InvalidInput):
        publish(call, seminar=WHY)
    with pytest.raises(ValidationError, match=sentence):
        call.full_clean()


@rule("D1")
def test_lots_that_promise_more_than_there_is_forbid_publishing():
    call = CallFactory()
    Lot.objects.create(call=call, name="A daļa", reserved=call.total + Decimal("0.01"))

    with pytest.raises(InvalidInput):
        publish(call)


@rule("D1")
@pytest.mark.parametrize("last", [Decimal("49.99"), Decimal("50.01")])
def test_instalments_that_do_not_add_up_forbid_publishing(last):
    call = CallFactory()
    for position, (share, condition) in enumerate([(50, "contract"), (last, "final_report")], start=1):
        InstalmentTerm.objects.create(call=call, position=position, share=share, condition=condition)

    with pytest.raises(InvalidInput):
        publish(call)


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        pytest.param("outside_dense", {}, marks=pytest.mark.rule("S4-119")),
        pytest.param(
            "development", {"rounds": 2, "ideas_until": IDEAS}, marks=[pytest.mark.rule("S4-114"), pytest.mark.rule("S4-115")]
        ),
    ],
)
def test_what_is_only_advised_is_shown_and_asks_for_no_reason(code, fields):
    call = CallFactory(**fields)

    advised = {check.code for check in guideline_checks(call, ANNOUNCED) if check.verdict == Verdict.ADVICE}

    assert code in advised
    assert publish(call).justifications == {}


@rule("S4-119")
@rule("S4-115")
def test_advice_that_is_followed_is_kept():
    call = CallFactory(rounds=2, ideas_until=IDEAS, development_grant=Decimal(150))
    Lot.objects.create(call=call, name="A daļa", reserved=Decimal(6000), is_outside_dense=True)

    assert {check.verdict for check in guideline_checks(call, ANNOUNCED)} == {Verdict.OK}


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
        pytest.param("window", {"opens_at": DEADLINE - timedelta(days=89)}, marks=pytest.mark.rule("S4-105")),
        pytest.param("seminar", {"seminar_at": DEADLINE - timedelta(days=22)}, marks=pytest.mark.rule("S4-107")),
        pytest.param("seminar", {"seminar_at": None}, marks=pytest.mark.rule("S4-107")),
        pytest.param("implementation", {"implementation_to": date(2028, 6, 28)}, marks=pytest.mark.rule("S4-109")),
        pytest.param("cap", {"admin_cap": Decimal("25.01")}, marks=pytest.mark.rule("S4-111")),
        pytest.param("channels", {"channels": ["Portāls"]}, marks=pytest.mark.rule("S4-106")),
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


@pytest.mark.parametrize("state", [ApplicationState.FUNDED, ApplicationState.RESERVE])
def test_a_call_is_not_finished_while_a_project_runs_or_waits(call, state):
    submitted_application(call)
    Application.objects.update(state=state)
    Call.objects.update(state=CallState.DECIDED)

    with pytest.raises(StateConflict, match=call.applications.get().title):
        finish(call)


@pytest.mark.rule("S4-08")
def test_a_call_is_finished_with_its_last_project_and_what_it_taught(call):
    submitted_application(call)
    Application.objects.update(state=ApplicationState.CLOSED)
    Call.objects.update(state=CallState.DECIDED)

    with pytest.raises(InvalidInput) as refused:
        finish(call, lessons=" Viss labi. ")
    finished = finish(call)

    assert refused.value.field == "lessons"
    assert (finished.state, finished.lessons) == (CallState.FINISHED, LESSONS)


@pytest.mark.parametrize(
    ("act", "allowed"),
    [
        (partial(finish_call, lessons=LESSONS), CallState.DECIDED),
        (publish_call, CallState.DRAFT),
        (begin_evaluation, CallState.PUBLISHED),
        (close_decisions, CallState.EVALUATION),
    ],
)
def test_every_step_is_refused_in_every_other_state(act, allowed):
    call = published_call()

    for state in set(CallState) - {allowed}:
        Call.objects.update(state=state, cancel_reason="Nauda nav piešķirta.")
        with pytest.raises(StateConflict):
            act(call=call, by=call_administrator(), now=DEADLINE)
