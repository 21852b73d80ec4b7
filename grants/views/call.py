"""Public pages of calls."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from grants.enums import ApplicantKind
from grants.filters import CallFilter
from grants.models import Call
from grants.queries.guidelines import Verdict, guideline_checks
from grants.resources import CallResource
from portal.ui.lists import ListPage, Sorting


@method_decorator(login_not_required, name="dispatch")
class CallList(ListPage):
    template_name = "grants/call_list.html"
    filterset_class = CallFilter
    resource_class = CallResource
    sortings = (Sorting("beidzas", _("latest deadline first"), ("-closes_at", "-pk")),)
    export_name = "konkursi"
    empty_text = _("No call matches. Communities hear of new calls by e-mail.")

    def rows(self):
        return Call.objects.exclude(state="draft").for_list()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"now": timezone.now()}


@login_not_required
def call_detail(request, slug):
    call = get_object_or_404(Call.objects.visible_to(request.user).select_related("unit"), slug=slug)
    now = timezone.now()
    applied = call.applications.submitted().count()
    explained = [check for check in guideline_checks(call, now) if check.justification and check.verdict == Verdict.SOFT]
    context = {
        "call": call,
        "status": call.status_at(now),
        "is_open": call.is_open(now),
        "lots": call.lots.all(),
        "categories": call.cost_categories.all(),
        "rates": call.in_kind_rates.all(),
        "criteria": call.criteria.all(),
        "applicant_kinds": [ApplicantKind(kind).label for kind in call.eligible_applicants],
        "explained": explained,
        "applied": applied,
        "projects": call.applications.projects().for_list() if call.state in ("decided", "finished") else [],
        "now": now,
    }
    return render(request, "grants/call_detail.html", context)
