from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.factories.actionplans import ActionFactory, GoalFactory, IndicatorFactory, PlanFactory


def problems(thing) -> set[str]:
    with pytest.raises(ValidationError) as refusal:
        thing.full_clean()
    return set(refusal.value.message_dict)


@pytest.mark.rule("S0-37")
@pytest.mark.parametrize("field", ["name", "unit", "baseline", "baseline_on", "target", "target_on", "source"])
def test_a_goal_is_measured_by_an_indicator_with_nothing_left_out(db, field):
    indicator = IndicatorFactory()
    setattr(indicator, field, None)

    assert problems(indicator) == {field}


def test_a_goal_says_what_is_reached(db):
    goal = GoalFactory(title="")

    assert problems(goal) == {"title"}


def test_a_target_on_or_before_its_baselines_day_is_refused(db):
    indicator = IndicatorFactory()
    indicator.target_on = indicator.baseline_on

    assert problems(indicator) == {"__all__"}


def test_a_target_equal_to_its_baseline_is_refused(db):
    indicator = IndicatorFactory()
    indicator.target = indicator.baseline

    assert problems(indicator) == {"target"}


@pytest.mark.rule("S0-45")
@pytest.mark.parametrize("field", ["what", "who", "starts_on", "ends_on", "money", "people"])
def test_an_action_says_what_who_when_and_with_which_money_and_people(db, field):
    action = ActionFactory()
    setattr(action, field, None)

    assert problems(action) == {field}


def test_an_action_may_last_a_day_but_not_end_before_it_begins(db):
    action = ActionFactory(starts_on=date(2027, 5, 4), ends_on=date(2027, 5, 4))
    action.full_clean()

    action.ends_on -= timedelta(days=1)

    assert problems(action) == {"__all__"}


@pytest.mark.parametrize(
    ("years", "field"),
    [({"year_to": 2026}, "__all__"), ({"year_to": 20290}, "year_to"), ({"year_from": 27}, "year_from")],
    ids=["ends before it begins", "a digit too many", "two digits too few"],
)
def test_years_that_cannot_be_are_refused(db, years, field):
    plan = PlanFactory()
    for name, year in years.items():
        setattr(plan, name, year)

    assert problems(plan) == {field}


def test_an_adopted_plan_has_its_decision(db):
    plan = PlanFactory()
    plan.state = "adopted"

    assert problems(plan) == {"__all__"}
