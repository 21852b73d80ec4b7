from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from actionplans.models import Challenge, Goal, Indicator
from portal.accounts.roles import Role
from tests.factories.actionplans import ChallengeFactory, GoalFactory, IndicatorFactory, PlanFactory, complete_plan
from tests.factories.portal import OfficerFactory, PersonFactory


@pytest.fixture(autouse=True)
def _team(municipality, client):
    client.force_login(OfficerFactory(roles=[Role.OFFICER]))


def typed(goal: Goal | None = None, **changes) -> dict:
    """What stands in the form of a goal with one indicator."""
    rows = {"TOTAL_FORMS": 1, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 20}
    row = {
        "name": "Apkaimes ar forumu", "unit": "apkaimes", "direction": "up", "baseline": "5", "baseline_on": "2025-12-31",
        "target": "9", "target_on": "2028-12-31", "source": "Forumu reģistrs",
    }  # fmt: skip
    facts = {"title": "Katrā apkaimē ik gadu notiek forums", "owner": "Koordinators", "answers_to": "", "route": ""}
    indicator = {f"indicators-{name}": value for name, value in rows.items()} | {
        f"indicators-0-{name}": value for name, value in row.items()
    }
    return {**facts, **indicator, "seen": goal.updated_at.isoformat() if goal else "", **changes}


def address(name: str, *parts) -> str:
    return reverse(f"actionplans:{name}", args=parts)


@pytest.mark.rule("S0-37")
def test_a_goal_is_written_with_its_indicator(client):
    challenge = ChallengeFactory(plan=PlanFactory(chapters=False))
    plan = challenge.plan

    answer = client.post(address("goal_create", plan.slug), typed(answers_to=challenge.pk))

    assert answer.url == address("goal_board", plan.slug)
    goal = plan.goals.get()
    assert (goal.code, goal.answers_to, goal.indicators.get().target_on) == ("M1", challenge, date(2028, 12, 31))


@pytest.mark.rule("S0-37")
@pytest.mark.parametrize(
    ("changes", "there"),
    [({}, "SMAT"), ({"title": "Forumi"}, "MAT"), ({"indicators-0-target_on": ""}, "SMA"), ({"owner": ""}, "SMT")],
)
def test_the_letters_are_checked_while_the_goal_is_typed(client, changes, there):
    plan = PlanFactory(chapters=False)

    answer = client.post(address("goal_check", plan.slug), typed(**changes))

    assert "".join(one.letter for one in answer.context["letters"] if one.is_there) == there
    assert not Goal.objects.exists()


def test_a_target_before_its_baseline_is_refused_beside_its_field_and_nothing_typed_is_lost(client):
    plan = PlanFactory(chapters=False)

    page = client.post("/en" + address("goal_create", plan.slug), typed(**{"indicators-0-target_on": "2024-01-01"}))

    assert page.status_code == 422
    assert "The target&#x27;s date must be later than the baseline&#x27;s." in page.text
    assert "Forumu reģistrs" in page.text
    assert 'href="#id_indicators-0-target_on"' in page.text
    assert not Goal.objects.exists()


@pytest.mark.parametrize("language", ["", "/en"], ids=["Latvian", "English"])
@pytest.mark.parametrize("number", ["4,5", "4.5"])
def test_a_number_is_typed_with_a_comma_or_a_point_in_any_language(client, number, language):
    plan = PlanFactory(chapters=False)

    client.post(language + address("goal_create", plan.slug), typed(**{"indicators-0-baseline": number}))

    assert Indicator.objects.get().baseline == Decimal("4.5")


def test_who_saves_second_is_told_what_the_first_wrote_and_may_save_again(client):
    goal = GoalFactory(answers_to=None)
    seen = typed(goal)
    Goal.objects.get().save()
    page = client.post(address("goal_edit", goal.plan.slug, goal.code), seen | {"title": "Otrā cilvēka mērķis šeit"})

    again = page.context["form"].data
    answer = client.post(address("goal_edit", goal.plan.slug, goal.code), again)

    assert page.status_code == 422
    assert "Otrā cilvēka mērķis šeit" in page.text
    assert answer.status_code == 302
    assert Goal.objects.get().title == "Otrā cilvēka mērķis šeit"


def test_an_indicator_can_be_taken_out(client):
    indicator = IndicatorFactory(goal__answers_to=None)
    goal = indicator.goal

    changes = {"indicators-INITIAL_FORMS": 1, "indicators-0-id": indicator.pk, "indicators-0-DELETE": "on"}
    client.post(address("goal_edit", goal.plan.slug, goal.code), typed(goal, **changes))

    assert not Indicator.objects.exists()


def test_an_adopted_goal_is_not_written(client):
    plan = PlanFactory(chapters=False, state="adopted", adopted_on=date(2027, 1, 1), decision_number="12/4")

    page = client.post(address("goal_create", plan.slug), typed())

    assert page.status_code == 422
    assert page.context["form"].non_field_errors()
    assert not Goal.objects.exists()


def test_a_goal_is_removed_unless_an_action_serves_it(client):
    plan = complete_plan()
    goal, idle = plan.goals.get(), GoalFactory(plan=plan)

    for one in (goal, idle):
        client.post(address("goal_remove", plan.slug, one.code))

    assert plan.goals.get() == goal


def test_the_board_names_what_hangs_loose(client):
    plan = complete_plan()
    loose = ChallengeFactory(plan=plan, title="plūdu risks pie Misas")

    page = client.get(address("goal_board", plan.slug))

    assert [end.thing for end in page.context["weave"].loose_ends] == [loose]
    assert "plūdu risks pie Misas" in page.text


def test_a_challenge_is_written_rewritten_and_removed(client):
    plan = PlanFactory(chapters=False)

    client.post(address("challenge_create", plan.slug), {"title": "plūdu risks", "explanation": "", "topic": ""})
    challenge = plan.challenges.get()
    seen = challenge.updated_at.isoformat()
    client.post(address("challenge_edit", plan.slug, 1), {"title": "plūdi un sausums", "seen": seen})
    assert plan.challenges.get().title == "plūdi un sausums"

    client.post(address("challenge_remove", plan.slug, 1))
    assert not Challenge.objects.exists()


def test_strangers_read_the_thread_but_do_not_write(client):
    plan = complete_plan()
    goal = plan.goals.get()
    client.force_login(PersonFactory())

    challenge = client.get(address("challenge_detail", plan.slug, goal.answers_to.position))
    page = client.get(address("goal_detail", plan.slug, goal.code))

    assert goal.title in challenge.text
    assert plan.actions.get().what in challenge.text
    assert goal.answers_to.get_absolute_url() in page.text
    assert plan.actions.get().get_absolute_url() in page.text
    assert client.post(address("goal_create", plan.slug), typed()).status_code == 403
    assert client.get(address("goal_board", plan.slug)).status_code == 403
