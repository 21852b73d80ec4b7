"""Goals with the progress of their indicators, and everything of a plan in the order of its codes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from operator import attrgetter

from django.db.models import prefetch_related_objects

from actionplans.models import Action, Goal, Indicator, Plan, Reading

HUNDRED = Decimal(100)
CHARTED = 8
"""So many pictures are looked at on one page; with more indicators each has its own."""
PARTS = re.compile(r"\d+|\D+")


def by_code(things: Iterable, code: Callable = attrgetter("code")) -> list:
    """R2 before R10: letters by the alphabet, numbers by their size."""

    def parts(thing):
        return [(part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in PARTS.findall(code(thing))]

    return sorted(things, key=parts)


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
    return _progress(indicator, readings[-1] if readings else None)


def _progress(indicator: Indicator, latest: Reading | None) -> IndicatorProgress:
    value, on = (latest.value, latest.measured_on) if latest else (indicator.baseline, indicator.baseline_on)
    way = indicator.target - indicator.baseline
    share = (value - indicator.baseline) * HUNDRED / way if way else HUNDRED
    return IndicatorProgress(indicator, value, on, int(max(Decimal(0), min(HUNDRED, share))))


@dataclass(frozen=True)
class GoalView:
    goal: Goal
    indicators: list[IndicatorProgress]
    actions: list[Action] = field(default_factory=list)

    @property
    def alone(self) -> IndicatorProgress | None:
        """The one indicator, where there are no others."""
        return self.indicators[0] if len(self.indicators) == 1 else None

    @property
    def action_links(self) -> list[tuple[str, str]]:
        """To the rows of the table of actions."""
        return [(f"#{one.code}", one.code) for one in self.actions]

    @property
    def indicator_links(self) -> list[tuple[str, str]]:
        return [(one.indicator.get_absolute_url(), one.indicator.name) for one in self.indicators]

    @property
    def percent(self) -> int | None:
        """How far the goal's indicators have come on average; None while there is nothing to measure by."""
        return average([one.percent for one in self.indicators])


def average(shares: list[int]) -> int | None:
    return sum(shares) // len(shares) if shares else None


def goal_views(plan: Plan, actions: Iterable[Action], *, in_full: bool = False) -> list[GoalView]:
    """The goals in the order of their codes, each with its indicators and with those of ``actions``, read
    ``with_goals()``, that serve it.

    All values and yearly targets are read ``in_full``, or where the indicators are few enough to be drawn (``CHARTED``);
    else only the latest value of each.
    """
    measured: dict[int, list[IndicatorProgress]] = {}
    for one in _measured(plan, in_full):
        measured.setdefault(one.indicator.goal_id, []).append(one)
    serving: dict[str, list[Action]] = {}
    for action in by_code(actions):
        for code in action.goal_codes:
            serving.setdefault(code, []).append(action)
    goals = by_code(plan.goals.select_related("answers_to"))
    for goal in goals:
        goal.plan = plan
    return [GoalView(goal, measured.get(goal.pk, []), serving.get(goal.code, [])) for goal in goals]


def _measured(plan: Plan, in_full: bool) -> list[IndicatorProgress]:
    indicators = list(Indicator.objects.filter(goal__plan=plan).order_by("pk"))
    if in_full or len(indicators) <= CHARTED:
        prefetch_related_objects(indicators, "readings", "targets")
        return [progress_of(one) for one in indicators]
    readings = Reading.objects.filter(indicator__goal__plan=plan).order_by("indicator_id", "-measured_on")
    latest = {one.indicator_id: one for one in readings.distinct("indicator_id")}
    return [_progress(one, latest.get(one.pk)) for one in indicators]
