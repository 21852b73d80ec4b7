from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.enums import CommunityStage
from communities.models import Community
from communities.queries.stages import money_attracted, money_by_year, places_by_stage, totals
from portal.ui.admin import OfficialAdmin
from portal.ui.charts import Series, bars

WAITING_SHOWN = 20


class StageOverviewAdmin(OfficialAdmin):
    """The desk of communities with one page on which all of them are counted."""

    def get_urls(self):
        overview = self.admin_site.admin_view(self.overview_view)
        return [path("parskats/", overview, name="communities_community_overview"), *super().get_urls()]

    def overview_view(self, request):
        """Communities by stage and neighbourhood, those that wait for verification, new ones, money attracted."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found, money = totals(timezone.localdate(request.arrived_at)), money_by_year()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Communities by stage"),
            "stages": list(CommunityStage),
            "totals": found,
            "rows": places_by_stage(),
            "waiting": Community.objects.waiting().order_by("created_at")[:WAITING_SHOWN],
            "money": money_attracted(),
            "charts": [
                bars(
                    _("Communities by stage"),
                    [str(stage.label) for stage, _number in found.by_stage],
                    [Series(_("communities"), [number for _stage, number in found.by_stage])],
                )
            ],
        }
        if money:
            years = [str(year) for year, _sum in money]
            amounts = [Series(_("EUR"), [float(amount) for _year, amount in money])]
            context["charts"].append(bars(_("Money attracted, by year"), years, amounts))
        return TemplateResponse(request, "admin/communities/stage_overview.html", context)
