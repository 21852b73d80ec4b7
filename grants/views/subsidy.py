"""The public pages of subsidies: the rules side by side, and who was granted what."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from grants.conditions.comparison import comparison
from grants.filters import SubsidyFilter
from grants.models import SubsidyClaim, SubsidyScheme
from grants.queries.subsidy import costs_of
from grants.resources import SubsidyResource
from portal.notifications.following import following_of
from portal.ui.lists import ListPage, Sorting

SHOWN = 20


@method_decorator(login_not_required, name="dispatch")
class SubsidyList(ListPage):
    template_name = "grants/subsidy_list.html"
    filterset_class = SubsidyFilter
    resource_class = SubsidyResource
    sortings = (
        Sorting("jaunakie", _("newest first"), ("-scheme__year", "-pk")),
        Sorting("nosaukums", _("by community"), ("community__name_sort", "-scheme__year", "pk")),
        Sorting("summa", _("largest sum first"), ("-amount", "-pk")),
    )
    columns = (
        "amount", "scheme__year", "tier__position", "tier__name", "community__name", "community__name_sort", "community__slug",
    )  # fmt: skip
    export_name = "dotacijas"
    unmatched_text = _("No subsidy matches.")

    def rows(self):
        return SubsidyClaim.objects.awarded().for_list()

    def get_context_data(self, **kwargs):
        scheme = SubsidyScheme.objects.public().with_rules().order_by("-year").first()
        now = timezone.now()
        return super().get_context_data(**kwargs) | {
            "scheme": scheme,
            "status": scheme.status_at(now) if scheme else None,
            "is_open": bool(scheme and scheme.is_open(now)),
            "schemes": SubsidyScheme.objects.public(),
        }


@login_not_required
def scheme_detail(request, year):
    """A year of subsidies: for whom, how much, by when, by which conditions and evidence."""
    scheme = get_object_or_404(SubsidyScheme.objects.visible_to(request.user).with_rules(), year=year)
    now = timezone.now()
    granted = scheme.claims.awarded().for_list().order_by("-tier__position", "community__name_sort")
    context = {
        "scheme": scheme,
        "status": scheme.status_at(now),
        "is_open": scheme.is_open(now),
        "tiers": scheme.tiers.all(),
        "comparison": comparison(scheme),
        "costs": costs_of(scheme),
        "granted": granted[:SHOWN],
        "granted_count": granted.count(),
        "granted_sum": scheme.claims.awarded().sum(),
        "following": following_of(request.user, scheme),
        "today": timezone.localdate(now),
    }
    return render(request, "grants/subsidy_scheme.html", context)
