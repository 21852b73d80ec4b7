"""Page-shaped reads of plans: how complete, how far, what when."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import prefetch_related_objects

from actionplans.models import Action, Chapter, ChapterTemplate, Goal, Indicator, Plan

TIMELINE_WIDTH = 600
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class ChapterState:
    """One chapter of the plan's template, with the plan's own text if it is written."""

    number: int
    kind: ChapterTemplate
    chapter: Chapter | None
    is_complete: bool


def chapter_states(plan: Plan) -> list[ChapterState]:
    """The template's chapters in their fixed order; a chapter of goals or actions is complete only with them (D7)."""
    written = {chapter.kind_id: chapter for chapter in plan.chapters.all()}
    counts = {
        ChapterTemplate.Content.GOALS: plan.goals.count(),
        ChapterTemplate.Content.ACTIONS: plan.actions.count(),
        ChapterTemplate.Content.INDICATORS: Indicator.objects.filter(goal__plan=plan).count(),
    }
    states = []
    for kind in plan.template.chapters.all():
        chapter = written.get(kind.pk)
        has_text = bool(chapter and chapter.text.strip())
        states.append(ChapterState(kind.position, kind, chapter, has_text and counts.get(kind.content, 1) > 0))
    return states


def is_complete(plan: Plan) -> bool:
    return all(state.is_complete for state in chapter_states(plan) if state.kind.is_required)


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


@dataclass(frozen=True)
class TimelineRow:
    """One action as a bar: ``left`` and ``width`` in the timeline's own units (0 to 600)."""

    action: Action
    left: int
    width: int


@dataclass(frozen=True)
class Timeline:
    rows: list[TimelineRow]
    years: list[tuple[int, int]]
    width: int = TIMELINE_WIDTH


def timeline_of(plan: Plan, actions: list[Action]) -> Timeline:
    """The plan's years from left to right with each action's bar on them."""
    start, end = date(plan.year_from, 1, 1), date(plan.year_to, 12, 31)
    days = (end - start).days + 1

    def place(day: date) -> int:
        return round(TIMELINE_WIDTH * max(0, min(days, (day - start).days)) / days)

    rows = [
        TimelineRow(action, place(action.starts_on), max(4, place(action.ends_on) - place(action.starts_on)))
        for action in actions
    ]
    return Timeline(rows, [(year, place(date(year, 1, 1))) for year in range(plan.year_from, plan.year_to + 1)])


def total_money(actions: list[Action]) -> Decimal:
    return sum((action.money for action in actions), Decimal(0))
