"""How complete a plan is, and what it costs."""

from dataclasses import dataclass
from decimal import Decimal

from actionplans.models import Action, Chapter, ChapterTemplate, Indicator, Plan


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


def total_money(actions: list[Action]) -> Decimal:
    return sum((action.money for action in actions), Decimal(0))
