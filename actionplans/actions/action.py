from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.actions.weaving import clear_text, refuse_if_changed
from actionplans.actions.writing import lock_written
from actionplans.enums import PlanState, Promise
from actionplans.models import Action, ActionMoney, ActionStep, ActionTie, Goal, Indicator, Plan
from actionplans.queries.coding import next_code
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.obligations.actions import cancel_obligation


@action("actionplans.action.written")
def write_action(
    *,
    plan_action: Action,
    goals: Iterable[Goal],
    indicators: Iterable[Indicator] = (),
    parts: Iterable[ActionStep | ActionMoney] = (),
    dropped: Iterable[ActionStep | ActionMoney] = (),
    seen: datetime | None = None,
    by,
    now: datetime,
) -> Action:
    """Save what will be done, by whom, when and with what; ``plan_action`` and ``parts`` (steps and moneys) bring what
    was typed, ``dropped`` go.

    A draft may wait for its goal or its indicator; adopting asks for them. Raises ``InvalidInput`` for an end before the
    start, and for a goal or an indicator of another plan.
    """
    plan = lock_written(plan_action.plan)
    refuse_if_changed(plan_action, seen)
    if plan_action.ends_on < plan_action.starts_on:
        raise InvalidInput(_("The end may not be before the beginning."), field="ends_on")
    goals, indicators = list(goals), list(indicators)
    if any(goal.plan_id != plan.pk for goal in goals):
        raise InvalidInput(_("A goal of another plan cannot be served."), field="goals")
    if any(indicator.goal.plan_id != plan.pk for indicator in indicators):
        raise InvalidInput(_("An indicator of another plan cannot show this action."), field="indicators")
    clear_text(plan_action, "what", "who", "partners", "people", "no_indicator_reason")
    if plan_action.pk is None:
        plan_action.code = next_code(plan, "actions", "R")
    plan_action.save()
    for part in dropped:
        part.delete()
    for part in parts:
        part.action = plan_action
        part.save()
    plan_action.goals.set(goals)
    plan_action.indicators.set(indicators)
    plan_action.money = plan_action.moneys.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)
    plan_action.save(update_fields=["money", "updated_at"])
    record(target=plan, planned=plan_action, money=plan_action.money)
    return plan_action


@action("actionplans.action.removed")
def remove_action(*, plan_action: Action, by, now: datetime) -> None:
    """Take an action out of the text, with its steps, moneys and ties. Raises ``StateConflict`` for one that lives already:
    an amendment stops it, and what was told of it and who joined stay."""
    plan = lock_written(plan_action.plan)
    if plan_action.updates.exists() or plan_action.joinings.joined().exists():
        raise StateConflict(_("It has been reported on or joined, so it stays. Note it as stopped and say why."))
    cancel_obligation(kind=Promise.STATUS, subject=plan_action, reason=_("the action was taken out of the plan"), now=now)
    record(target=plan, planned=plan_action)
    plan_action.delete()


@action("actionplans.action.tied")
def tie_action(*, plan_action: Action, kind: str, thing: models.Model, by, now: datetime) -> ActionTie:
    """Lead from an action to the call, project, consultation, proposal or event (``kind``) that carries it out or feeds it.

    Possible as long as the plan lives, for calls and projects mostly come after it was adopted.
    """
    _refuse_if_ended(plan_action.plan)
    Action.objects.lock(plan_action.pk)
    if plan_action.ties.filter(**{kind: thing}).exists():
        raise InvalidInput(_("This tie is there already."), field="address")
    tie = ActionTie.objects.create(action=plan_action, **{kind: thing})
    record(target=plan_action, **{kind: thing})
    return tie


@action("actionplans.action.untied")
def untie_action(*, tie: ActionTie, by, now: datetime) -> None:
    """Take a tie away that was made by mistake."""
    _refuse_if_ended(tie.action.plan)
    record(target=tie.action, **{tie.kind: tie.thing})
    tie.delete()


@action("actionplans.step.done")
def finish_step(*, step: ActionStep, done_on: date, by, now: datetime) -> ActionStep:
    """A step of an action is done. Raises ``InvalidInput`` for a day to come, ``StateConflict`` when it was done already."""
    step = ActionStep.objects.lock(step.pk)
    _refuse_if_ended(step.action.plan)
    if step.done_on:
        raise StateConflict(_("The step is done already."))
    if done_on > timezone.localdate(now):
        raise InvalidInput(_("A step cannot be done in the future."), field="done_on")
    step.done_on = done_on
    step.save(update_fields=["done_on", "updated_at"])
    record(target=step.action, step=step, done_on=done_on)
    return step


def _refuse_if_ended(plan: Plan) -> None:
    if Plan.objects.lock(plan.pk).state == PlanState.ENDED:
        raise StateConflict(_("The plan has ended; its actions stay as they were."))
