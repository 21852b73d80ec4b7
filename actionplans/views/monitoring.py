"""How a plan goes: its year with what is owed, and everything that is read and told, as lists and open data."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from actionplans.actions.monitoring import make_monitoring_report
from actionplans.enums import Promise
from actionplans.filters import IndicatorFilter, ReadingFilter
from actionplans.models import Indicator, MonitoringReport, Plan, Reading
from actionplans.queries.monitoring import waiting_proposals, with_latest
from actionplans.queries.monitoring_year import PlanYear, year_of, years_of
from actionplans.queries.plan import with_role_of
from actionplans.resources import IndicatorResource, ReadingResource
from portal.documents.models import Document
from portal.errors import DomainError
from portal.obligations.models import Obligation
from portal.ui.lists import ListPage, Sorting
from portal.ui.page_cache import for_everybody

WRITES = "actionplans.write_plan"


@method_decorator(login_not_required, name="dispatch")
class IndicatorList(ListPage):
    template_name = "actionplans/indicator_list.html"
    filterset_class = IndicatorFilter
    resource_class = IndicatorResource
    sortings = (
        Sorting("plans", _("by plan"), ("-goal__plan__year_from", "goal__plan_id", "goal_id", "pk")),
        Sorting("termins", _("by the target's date"), ("target_on", "pk")),
    )
    columns = (
        "name", "frequency", "unit", "target", "target_on", "goal__code", "goal__plan__title", "goal__plan__year_from",
    )  # fmt: skip
    export_name = "raditaji"
    empty_text = _("No indicator is written yet.")

    def rows(self):
        visible = Indicator.objects.filter(goal__plan__in=Plan.objects.visible_to(self.request.user))
        return with_latest(visible).select_related("goal__plan")


@method_decorator(login_not_required, name="dispatch")
class ReadingList(ListPage):
    template_name = "actionplans/reading_list.html"
    filterset_class = ReadingFilter
    resource_class = ReadingResource
    sortings = (
        Sorting("jaunakie", _("newest first"), ("-measured_on", "-pk")),
        Sorting("senakie", _("oldest first"), ("measured_on", "pk")),
    )
    columns = ("measured_on", "value", "indicator__name", "indicator__unit", "indicator__goal__plan__title")
    export_name = "merijumi"
    empty_text = _("No value is read yet.")

    def rows(self):
        plans = Plan.objects.visible_to(self.request.user)
        return Reading.objects.filter(indicator__goal__plan__in=plans).select_related("indicator__goal__plan")


@login_not_required
def plan_monitoring(request, slug, year=None):
    """The plan's year: what was reached, what was done, what is still owed."""
    plans = with_role_of(request.user, Plan.objects.visible_to(request.user))
    plan = get_object_or_404(plans.select_related("template", "unit", "community"), slug=slug)
    years = years_of(plan, timezone.localdate(request.arrived_at))
    if year is not None and year not in years:
        raise Http404
    year = year or years[0]
    told = for_everybody(f"plan_year.{plan.pk}.{year}", lambda: _told(plan, year))
    reports = MonitoringReport.objects.filter(plan=plan, year=year)
    may_write = request.user.has_perm(WRITES, plan)
    context = {
        "plan": plan,
        "year": year,
        "years": years,
        "told": told,
        "proposals": waiting_proposals(plan) if may_write else (),
        "document": Document.objects.latest_of("actionplans.monitoring", reports),
        "may_write": may_write,
        "may_report": may_write or request.user.pk in told["reporters"],
    }
    return render(request, "actionplans/plan_monitoring.html", context)


def _told(plan: Plan, year: int) -> dict:
    """What everybody reads of the year, what is still owed, and the keys of those who read the indicators."""
    told = year_of(plan, year)
    return {
        "indicator_count": len(told.indicators),
        "action_count": len(told.actions),
        "owed": _owed(told),
        "reporters": {one.indicator.reporter_id for one in told.indicators} - {None},
        "body": render_to_string("actionplans/partials/monitoring_body.html", {"plan": plan, "told": told}),
    }


def _owed(told: PlanYear) -> list[Obligation]:
    """Promises of values and statuses that are open, the most urgent first."""
    indicators = [one.indicator.pk for one in told.indicators]
    actions = [one.action.pk for one in told.actions]
    about = Q(kind=Promise.READING, subject_id__in=indicators) | Q(kind=Promise.STATUS, subject_id__in=actions)
    return list(Obligation.objects.open().filter(about).by_urgency())


@require_POST
def monitoring_print(request, slug, year):
    """Make the next printed version of the year's report."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    if not request.user.has_perm(WRITES, plan):
        raise PermissionDenied
    try:
        make_monitoring_report(plan=plan, year=year, by=request.user, now=request.arrived_at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("The report is being made; it stands here in a minute."))
    return redirect("actionplans:monitoring_year", slug, year)
