"""Public pages of plans."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from actionplans.filters import PlanFilter
from actionplans.models import Plan
from actionplans.queries.goal import goal_views
from actionplans.queries.plan import chapter_states, total_money
from actionplans.queries.timeline import timeline_of
from actionplans.resources import PlanResource
from communities.queries.maps import neighbourhood_layer
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.ui.lists import ListPage, Sorting


@method_decorator(login_not_required, name="dispatch")
class PlanList(ListPage):
    template_name = "actionplans/plan_list.html"
    filterset_class = PlanFilter
    resource_class = PlanResource
    sortings = (Sorting("jaunakie", _("newest first"), ("-year_from", "-pk")),)
    export_name = "ricibas-plani"
    empty_text = _("No plan is written yet.")

    def rows(self):
        return Plan.objects.for_list()


@login_not_required
def plan_detail(request, slug):
    plans = Plan.objects.visible_to(request.user).select_related("template", "unit", "community")
    plan = get_object_or_404(plans.prefetch_related("goals", "actions__goals", "neighbourhoods"), slug=slug)
    actions = list(plan.actions.all())
    states = chapter_states(plan)
    context = {
        "plan": plan,
        "chapters": states,
        "complete_count": sum(state.is_complete for state in states),
        "goals": goal_views(plan),
        "actions": actions,
        "total": total_money(actions),
        "timeline": timeline_of(plan, actions),
        "document": Document.objects.latest_of("actionplans.plan", plan),
        "entries": timeline(plan, public=True),
    }
    return render(request, "actionplans/plan_detail.html", context)


@login_not_required
def plan_map(request, slug):
    """The places of a plan, as a layer of the map."""
    plan = get_object_or_404(Plan, slug=slug)
    return JsonResponse({"layers": [neighbourhood_layer(plan.neighbourhoods.all())]})
