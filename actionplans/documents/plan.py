from django.utils.translation import gettext_lazy as _

from actionplans.models import Plan
from actionplans.queries.goal import goal_views
from actionplans.queries.plan import chapter_states, is_complete, total_money
from actionplans.queries.timeline import timeline_of
from portal.documents.kinds import DocumentKind, register_document
from portal.pages.glossary import GLOSSARY
from portal.pages.guide import TEN_STEPS


def plan_context(plan: Plan) -> dict:
    actions = list(plan.actions.prefetch_related("goals"))
    return {
        "plan": plan,
        "chapters": chapter_states(plan),
        "goals": goal_views(plan),
        "actions": actions,
        "total": total_money(actions),
        "timeline": timeline_of(plan, actions),
        "places": list(plan.neighbourhoods.all()),
        "ten_steps": [(step, step.number in plan.ten_steps) for step in TEN_STEPS],
        "glossary": GLOSSARY,
    }


register_document(
    DocumentKind(
        key="actionplans.plan",
        label=_("Action plan"),
        template="actionplans/documents/plan.html",
        context=plan_context,
        title=lambda plan: plan.title,
        file_name=lambda plan: plan.slug,
        may_view=lambda user, plan: True,
        is_draft=lambda plan: not (plan.is_adopted and is_complete(plan)),
        letterhead=False,
    )
)
