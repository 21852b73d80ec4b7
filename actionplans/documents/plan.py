from django.utils.translation import gettext_lazy as _

from actionplans.models import Action, Plan
from actionplans.queries.amending import amendments_of
from actionplans.queries.charts import indicator_chart
from actionplans.queries.goal import by_code, goal_views
from actionplans.queries.money import money_table
from actionplans.queries.plan import is_complete, total_money
from actionplans.queries.public import chapter_parts, with_text
from actionplans.queries.timeline import Timeline, timeline_of
from portal.documents.kinds import DocumentKind, register_document
from portal.pages.glossary import GLOSSARY
from portal.pages.guide import TEN_STEPS

ROWS_OF_A_PAGE = 20
"""A landscape page holds the bars of so many actions."""
INK = "#3c4749"
DRAWN = 16
"""So many indicators are drawn large; with more, each has its course drawn in its row of the table alone."""


def plan_context(plan: Plan) -> dict:
    plan = with_text(Plan.objects.select_related("template", "unit", "community")).get(pk=plan.pk)
    actions = by_code(plan.actions.with_goals())
    goals = goal_views(plan, actions, in_full=True)
    parts = chapter_parts(plan)
    indicators = [one.indicator for view in goals for one in view.indicators]
    return {
        "plan": plan,
        "amendments": amendments_of(plan),
        "parts": parts,
        "unwritten": [part.state.kind.title for part in parts if part.state.kind.is_required and not part.state.is_complete],
        "challenges": list(plan.challenges.all()),
        "team": list(plan.team.all()),
        "goals": goals,
        "actions": actions,
        "total": total_money(actions),
        "money": money_table(plan),
        "timelines": _timelines(plan, actions),
        "charts": [indicator_chart(one, accent=INK) for one in indicators] if len(indicators) <= DRAWN else [],
        "has_indicators": bool(indicators),
        "places": plan.places,
        "ten_steps": [(step, step.number in plan.ten_steps) for step in TEN_STEPS],
        "glossary": GLOSSARY,
    }


def _timelines(plan: Plan, actions: list[Action]) -> list[Timeline]:
    starts = range(0, len(actions), ROWS_OF_A_PAGE)
    return [timeline_of(plan, actions[start : start + ROWS_OF_A_PAGE]) for start in starts]


register_document(
    DocumentKind(
        key="actionplans.plan",
        label=_("Action plan"),
        template="actionplans/documents/plan.html",
        context=plan_context,
        title=lambda plan: plan.title,
        file_name=lambda plan: plan.slug,
        may_view=lambda user, plan: True,
        is_draft=lambda plan: plan.is_being_amended or not (plan.is_adopted and is_complete(plan)),
        letterhead=False,
    )
)
