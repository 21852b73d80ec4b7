from datetime import date, timedelta
from decimal import Decimal

import pytest

from actionplans.models import ActionMoney, Reading, YearlyTarget
from actionplans.queries.charts import indicator_chart
from actionplans.queries.goal import by_code, goal_views, progress_of
from actionplans.queries.money import money_table
from actionplans.queries.plan import chapter_states, is_complete, total_money
from actionplans.queries.timeline import timeline_of
from tests.factories.actionplans import ActionFactory, GoalFactory, IndicatorFactory, PlanFactory, complete_plan

pytestmark = pytest.mark.usefixtures("db")


@pytest.mark.rule("S0-51")
def test_the_thirteen_chapters_come_in_their_order():
    plan = PlanFactory(chapters=False)

    states = chapter_states(plan)

    assert [state.number for state in states] == list(range(1, 14))
    assert [state.kind.slug for state in states] == [
        "problemas", "vizija", "merki", "puses", "diagnoze", "vietas", "komanda", "lideri", "ricibas", "stasts", "radosie",
        "mergrupas", "uzraudziba",
    ]  # fmt: skip
    assert not any(state.is_complete for state in states)


@pytest.mark.rule("D7")
@pytest.mark.parametrize(("slug", "rows"), [("merki", "goals"), ("ricibas", "actions")])
def test_a_chapter_of_goals_or_actions_is_complete_only_with_them(slug, rows):
    plan = complete_plan()
    assert is_complete(plan)

    getattr(plan, rows).all().delete()

    assert slug in {state.kind.slug for state in chapter_states(plan) if not state.is_complete}


def test_a_chapter_that_is_not_required_does_not_hold_the_plan_up():
    plan = complete_plan()
    last = plan.chapters.last()
    last.delete()
    assert not is_complete(plan)

    plan.template.chapters.filter(pk=last.kind_id).update(is_required=False)

    assert is_complete(plan)


@pytest.mark.rule("S4-57")
@pytest.mark.parametrize(
    ("baseline", "target", "value", "percent"),
    [
        (4, 8, 6, 50),
        (4, 8, 9, 100),
        (4, 8, 3, 0),
        (10, 4, 7, 50),
        (10, 4, 12, 0),
        (0, 3, 1, 33),
        (5, 5, 5, 100),
    ],
)
def test_progress_is_the_way_from_baseline_to_target(baseline, target, value, percent):
    indicator = IndicatorFactory(baseline=Decimal(baseline), target=Decimal(target))
    Reading.objects.create(indicator=indicator, value=Decimal(value), measured_on=date(2027, 1, 31))

    assert progress_of(indicator).percent == percent


def test_the_latest_value_counts_and_without_any_the_baseline():
    indicator = IndicatorFactory()
    before = progress_of(indicator)
    for day, value in ((date(2027, 3, 31), 7), (date(2026, 12, 31), 5)):
        Reading.objects.create(indicator=indicator, value=value, measured_on=day)

    after = progress_of(indicator)

    assert (before.latest, before.latest_on, before.percent) == (indicator.baseline, indicator.baseline_on, 0)
    assert (after.latest, after.latest_on) == (7, date(2027, 3, 31))


def test_readings_belong_to_the_indicators_of_their_own_plan():
    first, second = complete_plan(), complete_plan()
    Reading.objects.create(indicator=second.goals.get().indicators.get(), value=8, measured_on=date(2027, 1, 31))

    assert [view.indicators[0].percent for plan in (first, second) for view in goal_views(plan, [])] == [0, 100]


def test_bars_lie_on_the_plans_years():
    plan = PlanFactory(year_from=2027, year_to=2029)
    actions = [
        ActionFactory(plan=plan, starts_on=date(2027, 1, 1), ends_on=date(2029, 12, 31)),
        ActionFactory(plan=plan, starts_on=date(2028, 1, 1), ends_on=date(2028, 1, 1)),
        ActionFactory(plan=plan, starts_on=date(2020, 1, 1), ends_on=date(2035, 1, 1)),
    ]

    timeline = timeline_of(plan, actions)

    assert timeline.years == [(2027, 0), (2028, 200), (2029, 400)]
    assert [(row.left, row.width) for row in timeline.rows] == [(0, 599), (200, 4), (0, 600)]


def test_money_sums_to_the_cent():
    plan = PlanFactory()
    actions = [ActionFactory(plan=plan, money=Decimal("0.10")) for _number in range(3)]

    assert (total_money(actions), total_money([])) == (Decimal("0.30"), 0)


def test_a_goal_carries_its_own_actions():
    plan = complete_plan()
    goal = GoalFactory(plan=plan)
    own = ActionFactory(plan=plan, goals=[goal], starts_on=date(2027, 5, 1), ends_on=date(2027, 5, 1) + timedelta(days=9))

    assert {view.goal: view.actions for view in goal_views(plan, plan.actions.with_goals())}[goal] == [own]


def test_codes_are_ordered_by_their_numbers():
    plan = PlanFactory()
    for code in ("R10", "R2", "R1.10", "R1.9", "P3"):
        ActionFactory(plan=plan, code=code)

    assert [one.code for one in by_code(plan.actions.all())] == ["P3", "R1.9", "R1.10", "R2", "R10"]


def test_a_chart_shows_what_was_reached_beside_the_way_to_the_target():
    indicator = IndicatorFactory(
        baseline=Decimal(4), baseline_on=date(2025, 12, 31), target=Decimal(8), target_on=date(2029, 6, 30)
    )
    YearlyTarget.objects.create(indicator=indicator, year=2027, value=Decimal(5))
    for day, value in ((date(2026, 6, 30), 4), (date(2026, 12, 31), 6)):
        Reading.objects.create(indicator=indicator, value=Decimal(value), measured_on=day)

    chart = indicator_chart(indicator, accent="#0b5563")

    assert chart.table == [
        ("2025", [4, 4]),
        ("2026", [4.5, 6]),
        ("2027", [5, None]),
        ("2028", [6.5, None]),
        ("2029", [8, None]),
    ]


def test_a_reading_after_the_target_lengthens_the_chart_and_promises_nothing():
    indicator = IndicatorFactory(baseline_on=date(2025, 12, 31), target_on=date(2026, 12, 31))
    Reading.objects.create(indicator=indicator, value=Decimal(9), measured_on=date(2027, 1, 31))

    assert indicator_chart(indicator, accent="#0b5563").table[-1] == ("2027", [None, 9])


@pytest.mark.rule("S0-45")
def test_money_is_added_up_by_year_and_source():
    plan = PlanFactory()
    first, second = ActionFactory(plan=plan), ActionFactory(plan=plan)
    for action, year, source, amount in (
        (first, 2027, "municipality", "0.10"),
        (second, 2027, "municipality", "0.20"),
        (second, 2028, "donations", "5.00"),
    ):
        ActionMoney.objects.create(action=action, year=year, source=source, amount=Decimal(amount))

    table = money_table(plan)

    assert table.years == [2027, 2028]
    assert [amounts for _label, amounts, _sum in table.rows] == [[Decimal("0.30"), 0], [0, Decimal(5)]]
    assert (table.totals, table.total) == ([Decimal("0.30"), Decimal(5)], Decimal("5.30"))
    assert money_table(PlanFactory()) is None
