from datetime import date, timedelta

import pytest

from actionplans.enums import ActionStatus, PlanState
from actionplans.models import Action, ActionUpdate, Indicator, PlanTemplate
from actionplans.queries.monitoring import asked_period, owing_reading, owing_status, stale_actions, stale_indicators
from tests.factories.monitoring import ReadingFactory, running_action, running_indicator, running_plan

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S0-50")]

NEW_YEAR = date(2028, 1, 1)
END_OF_YEAR = date(2027, 12, 31)


def test_a_yearly_value_is_owed_from_the_first_day_after_the_year():
    indicator = running_indicator()

    assert not owing_reading(END_OF_YEAR).exists()
    assert owing_reading(NEW_YEAR).get() == indicator
    assert asked_period(indicator, NEW_YEAR).end == END_OF_YEAR


@pytest.mark.parametrize(
    ("measured_on", "owes"),
    [(date(2027, 1, 1), False), (END_OF_YEAR, False), (date(2026, 12, 31), True), (NEW_YEAR, True)],
)
def test_only_a_value_of_the_period_itself_counts(measured_on, owes):
    ReadingFactory(indicator=running_indicator(), measured_on=measured_on)

    assert owing_reading(NEW_YEAR).exists() is owes


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"baseline_on": date(2027, 12, 31), "target_on": date(2029, 12, 31)}, "the baseline is that value"),
        ({"baseline_on": date(2025, 12, 31), "target_on": date(2026, 12, 31)}, "the target's day is over"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_nothing_is_owed_outside_baseline_and_target(fields, why):
    running_indicator(**fields)

    assert not owing_reading(NEW_YEAR).exists(), why


@pytest.mark.parametrize(
    "plan",
    [
        pytest.param({"state": PlanState.DRAFT, "adopted_on": None, "decision_number": ""}, id="a draft"),
        pytest.param({"state": PlanState.ENDED}, id="over"),
        pytest.param({"year_from": 2028}, id="not begun"),
    ],
)
def test_nothing_is_owed_of_a_plan_that_is_not_carried_out(plan):
    place = running_plan(**plan)
    running_indicator(place)
    running_action(place, starts_on=date(2028, 2, 1), ends_on=date(2028, 3, 1))

    assert not owing_reading(NEW_YEAR).exists()
    assert not owing_status(NEW_YEAR).exists()


def test_a_value_is_stale_after_two_periods_without_one():
    indicator = running_indicator(frequency="quarterly")
    ReadingFactory(indicator=indicator, measured_on=date(2027, 3, 31))

    assert not Indicator.objects.filter(stale_indicators(date(2027, 9, 30))).exists()
    assert Indicator.objects.filter(stale_indicators(date(2027, 10, 1))).get() == indicator


@pytest.mark.parametrize(
    ("fields", "owes"),
    [
        ({"starts_on": END_OF_YEAR}, True),
        ({"starts_on": NEW_YEAR}, False),
        ({"progress": ActionStatus.DONE}, False),
        ({"progress": ActionStatus.STOPPED}, False),
        ({"progress": ActionStatus.LATE}, True),
    ],
)
def test_a_status_is_owed_of_actions_that_go_on(fields, owes):
    running_action(**{"ends_on": date(2028, 11, 30), **fields})

    assert owing_status(NEW_YEAR).exists() is owes


def test_a_status_is_owed_once_a_quarter():
    action = running_action()
    ActionUpdate.objects.create(
        action=action, quarter_from=date(2027, 10, 1), progress=ActionStatus.ON_TIME, reported_at="2028-01-05T10:00:00Z"
    )

    assert not owing_status(NEW_YEAR + timedelta(days=89)).exists()
    assert owing_status(date(2028, 4, 1)).get() == action


@pytest.mark.rule("S2-31")
def test_a_plan_that_learns_by_doing_owes_no_statuses():
    PlanTemplate.objects.update(is_strict=False)
    running_action()

    assert not owing_status(NEW_YEAR).exists()


def test_an_action_is_stale_after_two_quarters_of_silence():
    action = running_action(starts_on=date(2027, 2, 1))

    assert not Action.objects.filter(stale_actions(date(2027, 9, 30))).exists()
    assert Action.objects.filter(stale_actions(date(2027, 10, 1))).get() == action
