"""The report of a budget campaign, in Latvian document form (facts 2.7)."""

from django.utils.translation import gettext_lazy as _

from participation.models import BudgetCampaign
from participation.queries.campaign import campaign_figures
from portal.documents.kinds import DocumentKind, register_document

PLACES_ON_PAPER = "citur novadā"


def report_context(campaign: BudgetCampaign) -> dict:
    proposals = campaign.submissions.handed_in().for_list().order_by("-voice", "place", "received_at", "pk")
    return {"figures": campaign_figures(campaign), "proposals": list(proposals), "elsewhere": PLACES_ON_PAPER}


def may_view_report(user, campaign: BudgetCampaign) -> bool:
    return BudgetCampaign.objects.visible_to(user).filter(pk=campaign.pk).exists()


register_document(
    DocumentKind(
        key="participation.campaign_report",
        label=_("Report of a budget campaign"),
        template="participation/documents/campaign_report.html",
        context=report_context,
        title=lambda campaign: f"{campaign.title}: pārskats",
        file_name=lambda campaign: f"{campaign.slug}-parskats",
        may_view=may_view_report,
    )
)
