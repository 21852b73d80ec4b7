from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from actionplans.actions.action import finish_step, remove_action, tie_action, untie_action, write_action
from actionplans.enums import MoneySource, PlanState
from actionplans.models import Action, ActionMoney, ActionStep, ActionTie, Plan
from portal.errors import InvalidInput, StateConflict
from tests.factories.actionplans import ActionFactory, GoalFactory, IndicatorFactory, PlanFactory
from tests.factories.event import EventFactory
from tests.factories.grants import published_call
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")

ADOPTED = {"state": PlanState.ADOPTED, "adopted_on": date(2027, 1, 1), "decision_number": "12/4"}


def new_action(plan=None, **facts) -> Action:
    given = {
        "what": "Plūdu mācības Misas krastā", "who": "Dzērumu kopiena", "people": "12 brīvprātīgo",
        "starts_on": date(2027, 3, 1), "ends_on": date(2027, 10, 31),
    }  # fmt: skip
    return Action(plan=plan or PlanFactory(chapters=False), **given | facts)


def write(action: Action, goals=(), **facts) -> Action:
    return write_action(plan_action=action, goals=goals, by=OfficerFactory(), now=timezone.now(), **facts)


def tie(action: Action, kind: str, thing) -> ActionTie:
    return tie_action(plan_action=action, kind=kind, thing=thing, by=OfficerFactory(), now=timezone.now())


@pytest.mark.rule("S0-45")
def test_the_sum_of_an_action_is_that_of_its_years_and_sources():
    moneys = [
        ActionMoney(year=2027, source=MoneySource.MUNICIPALITY, amount=Decimal("2500.10")),
        ActionMoney(year=2027, source=MoneySource.EUROPE, amount=Decimal("2499.90")),
    ]

    action = write(new_action(), parts=moneys)
    first = action.moneys.first()
    assert (action.code, action.money) == ("R1", Decimal("5000.00"))

    assert write(action, dropped=[first]).money == Decimal("5000.00") - first.amount


@pytest.mark.rule("S0-44")
def test_an_action_serves_goals_and_is_shown_by_indicators_in_steps():
    indicator = IndicatorFactory()
    plan = indicator.goal.plan

    action = write(new_action(plan), goals=[indicator.goal], indicators=[indicator], parts=[ActionStep(title="Sanākt")])

    assert (action.goals.get(), action.indicators.get(), action.steps.get().title) == (indicator.goal, indicator, "Sanākt")


def test_an_end_before_the_start_is_refused():
    first = date(2027, 5, 4)

    with override("en"), pytest.raises(InvalidInput, match="The end may not be before the beginning") as refusal:
        write(new_action(starts_on=first, ends_on=first - timedelta(days=1)))

    assert refusal.value.field == "ends_on"
    assert not Action.objects.exists()


def test_a_goal_of_another_plan_is_not_served():
    with pytest.raises(InvalidInput) as refusal:
        write(new_action(), goals=[GoalFactory()])

    assert refusal.value.field == "goals"


def test_an_indicator_of_another_plan_shows_nothing_here():
    with pytest.raises(InvalidInput) as refusal:
        write(new_action(), indicators=[IndicatorFactory()])

    assert refusal.value.field == "indicators"


def test_an_action_of_a_draft_is_removed_with_its_parts():
    action = write(new_action(), parts=[ActionStep(title="Sanākt")])

    remove_action(plan_action=action, by=OfficerFactory(), now=timezone.now())

    assert not ActionStep.objects.exists()


# Ties


def test_calls_are_tied_also_once_the_plan_is_adopted():
    action = ActionFactory(plan=PlanFactory(chapters=False, **ADOPTED))
    call = published_call()

    made = tie(action, "call", call)

    assert (made.thing, made.kind) == (call, "call")
    assert ActionTie.objects.to(call).get().action == action


def test_the_same_tie_is_made_once():
    action, event = ActionFactory(), EventFactory()
    tie(action, "event", event)

    with pytest.raises(InvalidInput) as refusal:
        tie(action, "event", event)

    assert refusal.value.field == "address"
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionTie.objects.create(action=action, event=event)


def test_a_tie_leads_to_exactly_one_thing():
    action, event = ActionFactory(), EventFactory()

    for things in ({}, {"event": event, "call": published_call()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActionTie.objects.create(action=action, **things)


def test_a_plan_that_has_ended_keeps_its_ties_as_they_were():
    made = tie(ActionFactory(), "event", EventFactory())
    Plan.objects.update(state=PlanState.ENDED)

    with pytest.raises(StateConflict):
        untie_action(tie=made, by=OfficerFactory(), now=timezone.now())

    assert ActionTie.objects.exists()


# Steps


def test_a_step_is_done_once_and_not_in_the_future():
    now = timezone.now()
    step = ActionStep.objects.create(action=ActionFactory(), title="Sanākt")

    with pytest.raises(InvalidInput) as refusal:
        finish_step(step=step, done_on=timezone.localdate(now) + timedelta(days=1), by=OfficerFactory(), now=now)
    finish_step(step=step, done_on=timezone.localdate(now), by=OfficerFactory(), now=now)

    assert refusal.value.field == "done_on"
    with pytest.raises(StateConflict):
        finish_step(step=step, done_on=timezone.localdate(now), by=OfficerFactory(), now=now)
