"""Budget campaigns: what is asked, what was proposed where, and what came of it."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participation.filters import CampaignFilter
from participation.models import BudgetCampaign
from participation.queries.campaign import campaign_figures, unanswered
from participation.resources import CampaignResource, campaign_workbook
from portal.documents.models import Document
from portal.municipality.queries import current_municipality
from portal.ui.charts import Series, bars
from portal.ui.exports import workbook_response
from portal.ui.lists import ListPage, Sorting
from portal.ui.page_cache import drawn_for_everybody


@method_decorator(login_not_required, name="dispatch")
class CampaignList(ListPage):
    template_name = "participation/campaign_list.html"
    filterset_class = CampaignFilter
    resource_class = CampaignResource
    sortings = (Sorting("jaunakas", _("newest first"), ("-opens_at", "-pk")),)
    columns = ("title", "slug", "year", "state", "opens_at", "closes_at")
    export_name = "budzeta-kampanas"
    empty_text = _("No campaign for budget proposals is announced yet.")

    def rows(self):
        return BudgetCampaign.objects.public().for_list()

    def lines(self, rows):
        return [(one, one.status_at(self.request.arrived_at)) for one in rows]


@login_not_required
def campaign_detail(request, slug):
    """Counts by place and theme, as bars and as a table; after closing, the report."""
    campaign = get_object_or_404(BudgetCampaign.objects.visible_to(request.user).select_related("unit"), slug=slug)
    if request.GET.get("formats") == "xlsx":
        return workbook_response(campaign_workbook(campaign, campaign_figures(campaign)), name=f"{campaign.slug}-atskaite")
    context = {
        "campaign": campaign,
        "status": campaign.status_at(request.arrived_at),
        "is_open": campaign.is_open(request.arrived_at),
        "told": drawn_for_everybody(
            f"campaign.{campaign.pk}", "participation/partials/campaign_told.html", lambda: _told(campaign)
        ),
        "report": Document.objects.latest_of("participation.campaign_report", campaign),
    }
    return render(request, "participation/campaign_detail.html", context)


def _told(campaign: BudgetCampaign) -> dict:
    """What was proposed, by theme and place, and what became of it."""
    figures = campaign_figures(campaign)
    chart = bars(
        gettext("Proposals by theme"),
        figures.themes,
        [Series(gettext("Proposals"), figures.by_theme)],
        accent=current_municipality().accent_colour,
    )
    return {
        "campaign": campaign,
        "figures": figures,
        "chart": chart if figures.total else None,
        "waiting": unanswered(campaign)[:20],
    }
