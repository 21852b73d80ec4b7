"""Actions laid out on a line of time."""

from dataclasses import dataclass
from datetime import date

from actionplans.models import Action, Plan

TIMELINE_WIDTH = 600


@dataclass(frozen=True)
class TimelineRow:
    """One action as a bar: ``left`` and ``width`` in the timeline's own units (0 to 600)."""

    action: Action
    left: int
    width: int


@dataclass(frozen=True)
class Timeline:
    """``today`` is where the present day lies, None outside the plan's years."""

    rows: list[TimelineRow]
    years: list[tuple[int, int]]
    today: int | None = None
    width: int = TIMELINE_WIDTH


def timeline_of(plan: Plan, actions: list[Action], today: date | None = None) -> Timeline:
    """The plan's years from left to right with each action's bar on them."""
    start, end = date(plan.year_from, 1, 1), date(plan.year_to, 12, 31)
    days = (end - start).days + 1

    def place(day: date) -> int:
        return round(TIMELINE_WIDTH * max(0, min(days, (day - start).days)) / days)

    rows = [
        TimelineRow(action, place(action.starts_on), max(4, place(action.ends_on) - place(action.starts_on)))
        for action in actions
    ]
    years = [(year, place(date(year, 1, 1))) for year in range(plan.year_from, plan.year_to + 1)]
    return Timeline(rows, years, place(today) if today and start <= today <= end else None)
