"""A plan of many goals, actions and indicators: the page stays one page."""

from datetime import date

import pytest
from django.urls import reverse

from actionplans.models import Action, Goal, Indicator, Reading
from actionplans.queries.goal import CHARTED
from actionplans.queries.public import AT_HAND
from tests.factories.actionplans import PlanFactory
from tests.project.test_lists import MOST_QUERIES

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def large():
    plan = PlanFactory(state="adopted", decision_number="1", adopted_on="2026-11-01", year_from=2026, year_to=2035)
    goals = Goal.objects.bulk_create(Goal(plan=plan, code=f"M{n}", title=f"{n}. mērķis", owner="Nodaļa") for n in range(1, 13))
    indicators = Indicator.objects.bulk_create(
        Indicator(
            goal=goal, name=f"{goal.code} rādītājs", unit="gab.", baseline=0, baseline_on=date(2025, 12, 31), target=10,
            target_on=date(2035, 12, 31), source="Reģistrs",
        )
        for goal in goals
    )  # fmt: skip
    Reading.objects.bulk_create(
        Reading(indicator=one, value=value, measured_on=date(2025 + value, 12, 31)) for one in indicators for value in range(1, 6)
    )
    actions = Action.objects.bulk_create(
        Action(
            plan=plan, code=f"R{n}", what=f"{n}. rīcība", who="Nodaļa", starts_on=date(2026 + n % 10, 1, 1),
            ends_on=date(2026 + n % 10, 12, 31), money=100, people="1",
        )
        for n in range(1, 41)
    )  # fmt: skip
    through = Action.goals.through
    through.objects.bulk_create(through(action=one, goal=goals[number % 12]) for number, one in enumerate(actions))
    return plan


def test_the_page_shows_the_actions_at_hand_and_leads_to_all(client, large):
    page = client.get(large.get_absolute_url())

    assert len(page.context["overview"].lines) == AT_HAND
    assert page.context["overview"].figures.actions == 40
    assert f"{reverse('actionplans:action_list')}?plans={large.slug}" in page.text


def test_actions_that_are_over_give_way_to_those_at_hand(client, large):
    large.actions.filter(starts_on__year=2026).update(progress="done")

    shown = {line.action.starts_on.year for line in client.get(large.get_absolute_url()).context["overview"].lines}

    assert 2026 not in shown


def test_codes_stand_in_the_order_of_their_numbers(client, large):
    codes = [view.goal.code for view in client.get(large.get_absolute_url()).context["overview"].goals]

    assert codes == [f"M{n}" for n in range(1, 13)]


def test_many_indicators_are_drawn_on_their_own_pages(client, large):
    page = client.get(large.get_absolute_url())

    assert Indicator.objects.filter(goal__plan=large).count() > CHARTED
    assert page.context["charts"] == []
    assert all(view.percent == 50 for view in page.context["overview"].goals)


def test_the_page_of_a_large_plan_asks_no_more_than_that_of_a_small_one(client, large, django_assert_max_num_queries):
    client.get(large.get_absolute_url())

    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(large.get_absolute_url())


def test_the_list_of_actions_is_filtered_by_plan_words_progress_and_by_what_takes_people_in(client, large):
    large.actions.filter(code="R7").update(progress="late", what="Kaimiņu galds")
    large.actions.filter(code="R8").update(is_open_to_join=False)

    def found(**filters) -> set[str]:
        page = client.get(reverse("actionplans:action_list"), {"plans": large.slug, "kartot": "beigas"} | filters)
        return {line.action.code for line in page.context["lines"]}

    assert found(meklet="kaimiņu galdu") == found(statuss="late") == {"R7"}
    large.actions.exclude(code__in=["R7", "R8"]).delete()
    assert found(pievienoties="on") == {"R7"}
    assert found() == {"R7", "R8"}
