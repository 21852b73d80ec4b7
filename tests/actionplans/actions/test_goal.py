from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.translation import override

from actionplans.actions.challenge import remove_challenge, write_challenge
from actionplans.actions.goal import remove_goal, write_goal
from actionplans.enums import PlanState
from actionplans.models import Challenge, Goal, Indicator, Reading
from portal.errors import InvalidInput, StateConflict
from tests.factories.actionplans import ActionFactory, ChallengeFactory, GoalFactory, IndicatorFactory, PlanFactory
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("db")


def write(goal: Goal, **facts) -> Goal:
    return write_goal(goal=goal, by=OfficerFactory(), now=timezone.now(), **facts)


def measure(**facts) -> Indicator:
    given = {
        "name": "Apkaimes ar forumu", "unit": "apkaimes", "baseline": Decimal(5), "baseline_on": date(2025, 12, 31),
        "target": Decimal(9), "target_on": date(2028, 12, 31), "source": "Forumu reģistrs",
    }  # fmt: skip
    return Indicator(**given | facts)


def goal_of(plan=None, **facts) -> Goal:
    return Goal(plan=plan or PlanFactory(chapters=False), title="Katrā apkaimē notiek forums", **facts)


@pytest.mark.rule("S0-37")
def test_a_goal_is_saved_with_its_indicators_and_gets_the_next_code():
    plan = GoalFactory(code="M9").plan

    goal = write(goal_of(plan), indicators=[measure()])

    assert (goal.code, goal.indicators.get().target) == ("M10", 9)


@pytest.mark.rule("S0-37")
@pytest.mark.parametrize("days", [0, -1])
def test_a_target_no_later_than_its_baseline_is_refused(days):
    first = date(2025, 12, 31)

    with override("en"), pytest.raises(InvalidInput, match="must be later than the baseline's") as refusal:
        write(goal_of(), indicators=[measure(baseline_on=first, target_on=first + timedelta(days=days))])

    assert refusal.value.field == "target_on"
    assert not Goal.objects.exists()


def test_a_target_equal_to_the_baseline_changes_nothing_and_is_refused():
    with pytest.raises(InvalidInput) as refusal:
        write(goal_of(), indicators=[measure(target=Decimal(5))])

    assert refusal.value.field == "target"


def test_a_goal_answers_a_challenge_of_its_own_plan():
    with pytest.raises(InvalidInput) as refusal:
        write(goal_of(answers_to=ChallengeFactory()))

    assert refusal.value.field == "answers_to"


@pytest.mark.parametrize("state", [PlanState.CONSULTED, PlanState.ADOPTED, PlanState.IN_PROGRESS, PlanState.ENDED])
def test_only_a_draft_is_written(state):
    plan = PlanFactory(chapters=False, state=state, adopted_on=date(2027, 1, 1), decision_number="12/4")

    with pytest.raises(StateConflict):
        write(goal_of(plan))


def test_two_who_write_the_same_goal_do_not_overwrite_each_other():
    goal = GoalFactory()
    seen = goal.updated_at
    goal.title = "Pirmais raksta šo mērķi"
    write(goal, seen=seen)

    second = Goal.objects.get()
    second.title = "Otrais raksta šo mērķi"
    with pytest.raises(StateConflict, match="Pirmais raksta šo mērķi"):
        write(second, seen=seen)

    assert Goal.objects.get().title == "Pirmais raksta šo mērķi"


def test_signs_that_nobody_sees_do_not_reach_the_plan():
    goal = write(goal_of(owner=" Kan\u00adceleja \u200b"))

    assert goal.owner == "Kanceleja"


def test_an_indicator_with_readings_is_not_dropped():
    indicator = IndicatorFactory()
    Reading.objects.create(indicator=indicator, value=5, measured_on=date(2026, 12, 31))

    with pytest.raises(StateConflict, match=indicator.name):
        write(indicator.goal, dropped=[indicator])

    assert Indicator.objects.exists()


def test_a_goal_that_an_action_serves_is_not_removed():
    goal = GoalFactory()
    action = ActionFactory(plan=goal.plan, goals=[goal])

    with pytest.raises(StateConflict, match=action.what):
        remove_goal(goal=goal, by=OfficerFactory(), now=timezone.now())

    assert Goal.objects.exists()


def test_a_goal_goes_with_its_indicators():
    goal = IndicatorFactory().goal

    remove_goal(goal=goal, by=OfficerFactory(), now=timezone.now())

    assert not Goal.objects.exists()
    assert not Indicator.objects.exists()


# Challenges


@pytest.mark.rule("S0-35")
def test_challenges_stand_in_the_order_in_which_they_were_written():
    plan = PlanFactory(chapters=False)

    for title in ("paaudzes satiekas reti", "plūdu risks"):
        write_challenge(challenge=Challenge(plan=plan, title=title), by=OfficerFactory(), now=timezone.now())

    assert [(one.position, one.title) for one in plan.challenges.all()] == [(1, "paaudzes satiekas reti"), (2, "plūdu risks")]


def test_a_challenge_that_a_goal_answers_is_not_removed():
    goal = GoalFactory()

    with pytest.raises(StateConflict, match=goal.title):
        remove_challenge(challenge=goal.answers_to, by=OfficerFactory(), now=timezone.now())

    assert Challenge.objects.exists()
