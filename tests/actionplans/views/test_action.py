from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from actionplans.actions.action import tie_action
from actionplans.models import Action, ActionStep, ActionTie
from portal.accounts.roles import Role
from tests.factories.actionplans import ActionFactory, PlanFactory, complete_plan
from tests.factories.contract import funded_application
from tests.factories.event import EventFactory
from tests.factories.grants import CallFactory, published_call
from tests.factories.participation import ConsultationFactory
from tests.factories.portal import OfficerFactory
from tests.factories.submission import submit


@pytest.fixture(autouse=True)
def _team(municipality, client):
    client.force_login(OfficerFactory(roles=[Role.OFFICER]))


def typed(action: Action | None = None, **changes) -> dict:
    """What stands in the form of an action with one step and one sum."""
    facts = {
        "what": "Plūdu mācības Misas krastā", "who": "Dzērumu kopiena", "partners": "", "people": "12 brīvprātīgo",
        "starts_on": "2027-03-01", "ends_on": "2027-10-31", "no_indicator_reason": "",
        "seen": action.updated_at.isoformat() if action else "",
    }  # fmt: skip
    for prefix in ("steps", "moneys"):
        facts |= {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 0}
    rows = {"steps-0-title": "Sazīmēt vietas", "moneys-0-year": "2027", "moneys-0-source": "state", "moneys-0-amount": "1 250,50"}
    return facts | rows | changes


def address(name: str, *parts) -> str:
    return reverse(f"actionplans:{name}", args=parts)


@pytest.mark.rule("S0-45")
def test_an_action_says_what_who_when_and_with_what(client):
    plan = complete_plan()
    goal, indicator = plan.goals.get(), plan.goals.get().indicators.get()
    Action.objects.all().delete()

    answer = client.post(address("action_create", plan.slug), typed(goals=[goal.pk], indicators=[indicator.pk]))

    action = plan.actions.get()
    assert answer.url == address("goal_board", plan.slug)
    assert (action.money, action.steps.get().title, action.goals.get(), action.indicators.get()) == (
        action.moneys.get().amount, "Sazīmēt vietas", goal, indicator,
    )  # fmt: skip


def test_a_plan_without_goals_says_where_to_write_one_and_keeps_the_action(client):
    plan = PlanFactory(chapters=False)

    shown = client.get(address("action_create", plan.slug))
    client.post(address("action_create", plan.slug), typed())

    assert address("goal_create", plan.slug) in shown.text
    assert not {"goals", "indicators"} & set(shown.context["form"].fields)
    assert plan.actions.get().what == "Plūdu mācības Misas krastā"


@pytest.mark.rule("S0-45")
@pytest.mark.parametrize("field", ["what", "who", "starts_on", "ends_on", "people"])
def test_none_of_its_answers_may_be_left_out(client, field):
    plan = PlanFactory(chapters=False)

    page = client.post(address("action_create", plan.slug), typed(**{field: ""}))

    assert (page.status_code, set(page.context["form"].errors)) == (422, {field})


def test_an_end_before_the_start_is_refused_beside_its_field(client):
    plan = PlanFactory(chapters=False)

    page = client.post("/en" + address("action_create", plan.slug), typed(ends_on="2027-02-28"))

    assert page.status_code == 422
    assert page.context["form"].errors["ends_on"] == ["The end may not be before the beginning."]
    assert "Sazīmēt vietas" in page.text


def test_money_of_a_year_outside_the_plan_is_refused(client):
    plan = PlanFactory(chapters=False)

    page = client.post(address("action_create", plan.slug), typed(**{"moneys-0-year": "2035"}))

    assert (page.status_code, set(page.context["moneys"].errors[0])) == (422, {"year"})


def test_an_action_is_removed_from_a_draft(client):
    action = ActionFactory()

    client.post(address("action_remove", action.plan.slug, action.code))

    assert not Action.objects.exists()


# Ties


def project():
    return funded_application()


THINGS = {
    "call": (published_call, "grants:call_detail", "slug"),
    "project": (project, "grants:project_detail", "pk"),
    "consultation": (ConsultationFactory, "participation:consultation_detail", "slug"),
    "proposal": (submit, "participation:proposal_detail", "pk"),
    "event": (EventFactory, "communities:event_detail", "slug"),
}


@pytest.mark.parametrize("kind", THINGS)
def test_an_action_is_tied_by_the_address_of_a_page_and_shows_on_both(client, kind):
    make, name, key = THINGS[kind]
    thing, action = make(), ActionFactory()
    path = reverse(name, args=[getattr(thing, key)])

    client.post(address("action_ties", action.plan.slug, action.code), {"address": f"https://portals.example.lv/en{path}?a=b"})
    client.logout()

    assert action.ties.get().thing == thing
    assert path in client.get(action.get_absolute_url()).text
    assert action.get_absolute_url() in client.get(path).text


@pytest.mark.parametrize("path", ["/apkaimes/", "/nekas/", "http://[", "/konkursi/nav-tada/"])
def test_an_address_that_leads_to_nothing_an_action_can_be_tied_to_is_refused(client, path):
    action = ActionFactory()

    page = client.post(address("action_ties", action.plan.slug, action.code), {"address": path})

    assert (page.status_code, set(page.context["form"].errors)) == (422, {"address"})


def test_a_call_that_is_not_public_is_not_tied(client):
    call, action = CallFactory(), ActionFactory()

    client.post(address("action_ties", action.plan.slug, action.code), {"address": call.get_absolute_url()})

    assert not ActionTie.objects.exists()


def test_a_tie_made_by_mistake_is_taken_away(client):
    action = ActionFactory()
    tie = tie_action(plan_action=action, kind="event", thing=EventFactory(), by=OfficerFactory(), now=timezone.now())

    client.post(address("action_untie", action.plan.slug, action.code, tie.pk))

    assert not ActionTie.objects.exists()


def test_a_step_is_ticked_also_in_an_adopted_plan(client):
    plan = PlanFactory(chapters=False, state="adopted", adopted_on=date(2027, 1, 1), decision_number="12/4")
    step = ActionStep.objects.create(action=ActionFactory(plan=plan), title="Sanākt")

    client.post(address("step_done", plan.slug, step.action.code, step.pk))

    step.refresh_from_db()
    assert step.done_on == timezone.localdate()


# The thread


@pytest.mark.rule("S0-44")
def test_a_challenge_is_followed_by_clicks_to_its_money_and_indicator_and_back(client):
    plan = complete_plan()
    goal, action = plan.goals.get(), plan.actions.get()
    funded = project()
    tie_action(plan_action=action, kind="project", thing=funded, by=OfficerFactory(), now=timezone.now())
    thread = [
        goal.answers_to.get_absolute_url(), goal.get_absolute_url(), action.get_absolute_url(),
        reverse("grants:project_detail", args=[funded.pk]),
    ]  # fmt: skip

    pages = [client.get(path).text for path in thread]

    for number, path in enumerate(thread[1:]):
        assert f'href="{path}"' in pages[number]
    for number, path in enumerate(thread[:-1], 1):
        assert f'href="{path}"' in pages[number]
    shown = client.get(goal.indicators.get().get_absolute_url())
    for leads_there in (client.get(plan.get_absolute_url()).text, pages[1], pages[2]):
        assert f'href="{shown.request["PATH_INFO"]}"' in leads_there
    for path in (goal.get_absolute_url(), action.get_absolute_url()):
        assert f'href="{path}"' in shown.text
