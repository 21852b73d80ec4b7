"""Goals with the progress of their indicators."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects

from actionplans.models import Action, Goal, Indicator, Plan

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class IndicatorProgress:
    """How far an indicator has come from its baseline to its target, 0 to 100 whole percent."""

    indicator: Indicator
    latest: Decimal
    latest_on: date
    percent: int


def progress_of(indicator: Indicator) -> IndicatorProgress:
    """Reads the prefetched readings; without any the baseline stands."""
    readings = sorted(indicator.readings.all(), key=lambda reading: reading.measured_on)
    latest = readings[-1] if readings else None
    value, on = (latest.value, latest.measured_on) if latest else (indicator.baseline, indicator.baseline_on)
    way = indicator.target - indicator.baseline
    share = (value - indicator.baseline) * HUNDRED / way if way else HUNDRED
    return IndicatorProgress(indicator, value, on, int(max(Decimal(0), min(HUNDRED, share))))


@dataclass(frozen=True)
class GoalView:
    goal: Goal
    indicators: list[IndicatorProgress]
    actions: list[Action]


def goal_views(plan: Plan) -> list[GoalView]:
    prefetch_related_objects([plan], "goals__indicators__readings", "actions__goals")
    return [
        GoalView(
            goal,
            [progress_of(one) for one in goal.indicators.all()],
            [action for action in plan.actions.all() if goal in action.goals.all()],
        )
        for goal in plan.goals.all()
    ]
