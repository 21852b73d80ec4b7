"""How complete a plan is, and what it costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from actionplans.enums import TeamRole
from actionplans.models import Action, Chapter, ChapterTemplate, Goal, Indicator, Plan, TeamMember
from portal.accounts.models import User


def with_role_of(user: User, plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """With ``own_role``, the person's part in the core team, where the rules look for it; None outside the team."""
    own = TeamMember.objects.filter(plan=OuterRef("pk"), user=user.pk, user__isnull=False)
    return plans.annotate(own_role=Subquery(own.values("role")))


@dataclass(frozen=True)
class ChapterState:
    """One chapter of the plan's template, with the plan's own text if it is written."""

    number: int
    kind: ChapterTemplate
    chapter: Chapter | None
    is_complete: bool


def chapter_states(plan: Plan, holds: Mapping[str, bool] | None = None) -> list[ChapterState]:
    """The template's chapters in their fixed order; a chapter of goals or actions is complete only with them (D7).

    ``holds`` says of the kinds of content whether the plan has any, where the caller knows already.
    """
    written = {chapter.kind_id: chapter for chapter in plan.chapters.all()}
    holds = holds or _holds(plan)
    states = []
    for kind in plan.template.chapters.all():
        chapter = written.get(kind.pk)
        has_text = bool(chapter and chapter.text.strip())
        states.append(ChapterState(kind.position, kind, chapter, has_text and holds.get(kind.content, True)))
    return states


def _holds(plan: Plan) -> dict[str, bool]:
    found = Plan.objects.filter(pk=plan.pk).values_list(
        Exists(Goal.objects.filter(plan=OuterRef("pk"))),
        Exists(Action.objects.filter(plan=OuterRef("pk"))),
        Exists(Indicator.objects.filter(goal__plan=OuterRef("pk"))),
        Exists(TeamMember.objects.filter(plan=OuterRef("pk"), role=TeamRole.LEAD)),
    )
    content = ChapterTemplate.Content
    return dict(zip((content.GOALS, content.ACTIONS, content.INDICATORS, content.TEAM), found.get(), strict=True))


def is_complete(plan: Plan) -> bool:
    return all(state.is_complete for state in chapter_states(plan) if state.kind.is_required)


def total_money(actions: list[Action]) -> Decimal:
    return sum((action.money for action in actions), Decimal(0))
