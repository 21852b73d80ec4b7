"""Public pages of plans."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from actionplans.filters import ActionFilter, PlanFilter
from actionplans.models import Action, Plan, PlanAmendment
from actionplans.queries.amending import amendments_of, edition_in_force
from actionplans.queries.charts import indicator_chart
from actionplans.queries.goal import CHARTED
from actionplans.queries.plan import with_role_of
from actionplans.queries.public import action_lines, chapter_parts, overview_of, with_course, with_text
from actionplans.queries.timeline import timeline_of
from actionplans.resources import ActionResource, PlanResource
from communities.queries.maps import neighbourhood_layer
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.municipality.queries import current_municipality
from portal.notifications.following import following_of
from portal.ui.lists import ListPage, Sorting
from portal.ui.page_cache import for_everybody
from portal.ui.richtext import all_to_html

PARTS = ("overview", "chapters", "contents")
"""Of a plan's page, drawn once for everybody."""


@method_decorator(login_not_required, name="dispatch")
class PlanList(ListPage):
    template_name = "actionplans/plan_list.html"
    filterset_class = PlanFilter
    resource_class = PlanResource
    sortings = (Sorting("jaunakie", _("newest first"), ("-year_from", "-pk")),)
    columns = ("title", "slug", "story", "year_from", "year_to", "state", "template__name", "template__name_en")
    export_name = "ricibas-plani"
    empty_text = _("No plan is written yet.")

    def rows(self):
        return Plan.objects.for_list()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"may_begin": self.request.user.has_perm("actionplans.begin_plan")}


@method_decorator(login_not_required, name="dispatch")
class ActionList(ListPage):
    """The actions of all plans: where one can join, what goes on, what is late."""

    template_name = "actionplans/action_list.html"
    filterset_class = ActionFilter
    resource_class = ActionResource
    sortings = (
        Sorting("sakums", _("first to begin first"), ("starts_on", "pk")),
        Sorting("beigas", _("first to end first"), ("ends_on", "pk")),
        Sorting("nauda", _("most money first"), ("-money", "-pk")),
    )
    columns = (
        "code", "what", "who", "starts_on", "ends_on", "money", "people", "progress", "is_open_to_join", "plan__title",
        "plan__slug", "plan__state",
    )  # fmt: skip
    export_name = "planu-ricibas"
    unmatched_text = _("No action matches. Choose another filter.")

    def rows(self):
        return Action.objects.visible_to(self.request.user).for_list()

    def lines(self, rows):
        return action_lines(rows)


@login_not_required
def plan_detail(request, slug):
    plans = with_role_of(request.user, Plan.objects.visible_to(request.user))
    plan = get_object_or_404(plans.select_related("template", "unit", "community"), slug=slug)
    amendments, today = amendments_of(plan), timezone.localdate(request.arrived_at)
    context = {
        "plan": plan,
        "told": for_everybody(f"plan.{plan.pk}.{today}", lambda: _told(plan.pk, amendments, today)),
        "document": edition_in_force(plan) if plan.is_being_amended else Document.objects.latest_of("actionplans.plan", plan),
        "amendments": amendments,
        "entries": timeline(plan, public=True),
        "following": following_of(request.user, plan),
        "is_of_team": request.user.has_perm("actionplans.comment_plan", plan),
    }
    return render(request, "actionplans/plan_detail.html", context)


def _told(key: int, amendments: list[PlanAmendment], today: date) -> dict:
    """What everybody reads of the plan: goals, actions and indicators, its course, the chapters and how far they are."""
    plan = with_course(with_text(Plan.objects.select_related("template").filter(pk=key))).get()
    overview = overview_of(plan, today)
    parts = chapter_parts(plan, overview.holds)
    written = [part for part in parts if part.is_begun]
    texts = all_to_html([part.state.chapter.text if part.state.chapter else "" for part in written])
    charted, municipality = overview.indicators if len(overview.indicators) <= CHARTED else [], current_municipality()
    context = {
        "plan": plan,
        "overview": overview,
        "timeline": timeline_of(plan, [line.action for line in overview.lines], today),
        "charts": [indicator_chart(one, accent=municipality.accent_colour) for one in charted],
        "amendments": amendments,
        "municipality": municipality,
        "written": list(zip(written, texts, strict=True)),
        "unwritten": [part for part in parts if not part.is_begun],
    }
    drawn = {part: render_to_string(f"actionplans/partials/plan_{part}.html", context) for part in PARTS}
    return drawn | {"chapter_count": len(parts), "complete_count": sum(part.state.is_complete for part in parts)}


@login_not_required
def plan_map(request, slug):
    """The places of a plan, as a layer of the map."""
    plan = get_object_or_404(Plan, slug=slug)
    return JsonResponse({"layers": [neighbourhood_layer(plan.neighbourhoods.all())]})
