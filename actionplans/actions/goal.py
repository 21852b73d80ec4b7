from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from actionplans.actions.weaving import clear_text, refuse_if_changed
from actionplans.actions.writing import lock_written
from actionplans.enums import Promise
from actionplans.models import Goal, Indicator
from actionplans.queries.coding import next_code
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.obligations.actions import cancel_obligation


@action("actionplans.goal.written")
def write_goal(
    *,
    goal: Goal,
    indicators: Iterable[Indicator] = (),
    dropped: Iterable[Indicator] = (),
    seen: datetime | None = None,
    by,
    now: datetime,
) -> Goal:
    """Save a goal with its indicators; ``goal`` and ``indicators`` bring what was typed, ``dropped`` go.

    It may still lack some of the five letters: the check says which, and adopting asks for all. Raises ``InvalidInput``
    for a target no later than its baseline, ``StateConflict`` for dropping an indicator that has readings.
    """
    plan = lock_written(goal.plan)
    refuse_if_changed(goal, seen)
    if goal.answers_to and goal.answers_to.plan_id != plan.pk:
        raise InvalidInput(_("This challenge belongs to another plan."), field="answers_to")
    clear_text(goal, "title", "owner")
    if goal.pk is None:
        goal.code = next_code(plan, "goals", "M")
    goal.save()
    for indicator in indicators:
        _save(indicator, goal)
    for indicator in dropped:
        _drop(indicator, now)
    record(target=plan, goal=goal)
    return goal


def _save(indicator: Indicator, goal: Goal) -> None:
    if indicator.target_on <= indicator.baseline_on:
        raise InvalidInput(_("The target's date must be later than the baseline's."), field="target_on")
    if indicator.target == indicator.baseline:
        raise InvalidInput(_("The target must differ from the baseline, or nothing would change."), field="target")
    clear_text(indicator, "name", "unit", "source")
    indicator.goal = goal
    indicator.save()


def _drop(indicator: Indicator, now: datetime) -> None:
    if indicator.readings.exists():
        raise StateConflict(_("The indicator has readings, so it stays: %(name)s.") % {"name": indicator})
    cancel_obligation(kind=Promise.READING, subject=indicator, reason=_("the indicator was taken out of the plan"), now=now)
    indicator.delete()


@action("actionplans.goal.removed")
def remove_goal(*, goal: Goal, by, now: datetime) -> None:
    """Take a goal with its indicators out of the draft. Raises ``StateConflict`` while an action serves it."""
    plan = lock_written(goal.plan)
    if serving := list(goal.actions.all()):
        raise StateConflict(
            _("An action serves it, so it stays: %(actions)s.") % {"actions": "; ".join(str(one) for one in serving)}
        )
    for indicator in goal.indicators.all():
        _drop(indicator, now)
    record(target=plan, goal=goal)
    goal.delete()
