from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.actions.campaign import close_campaign, note_vote, publish_campaign
from participation.enums import CampaignState
from participation.forms.register import CloseCampaignForm, VoteForm
from participation.models import BudgetCampaign
from participation.queries.campaign import campaign_figures, unanswered
from participation.resources import CampaignResource
from portal.audit.wording import timeline
from portal.ui.admin import OfficialAdmin, Step
from portal.ui.search import index


@admin.register(BudgetCampaign)
class BudgetCampaignAdmin(OfficialAdmin):
    """A campaign from its announcement to its report; what waits for an answer stands beside it, with links."""

    export_resource = CampaignResource
    list_display = ("title", "year", "state", "opens_at", "closes_at")
    list_filter = ("state", "year")
    search_fields = ("title",)
    workflow_fields = ("state", "published_at", "closed_at", "conclusion", "vote_url", "vote_result")
    exclude = ("published_by", "closed_by")
    step_template = "admin/participation/campaign_step.html"
    fieldsets = (
        (None, {"fields": ("title", "slug", "year", "summary", "unit")}),
        (_("Themes and places"), {"fields": ("themes", "places")}),
        (_("When"), {"fields": ("opens_at", "closes_at", "answers_by")}),
    )
    steps = (
        Step(
            name="publicet",
            label=_("Announce"),
            permission="participation.publish_budgetcampaign",
            perform=lambda campaign, **who: publish_campaign(campaign=campaign, **who),
            done=_("The campaign is public, and communities are told."),
            available=lambda campaign: campaign.state == CampaignState.DRAFT,
            explanation=_("Communities and those who follow a neighbourhood are told by e-mail."),
            prominent=True,
        ),
        Step(
            name="slegt",
            label=_("Close and report"),
            permission="participation.close_budgetcampaign",
            perform=lambda campaign, **answers: close_campaign(campaign=campaign, **answers),
            done=_("The campaign is closed. Its report is being made, and those who proposed are told."),
            form=CloseCampaignForm,
            available=lambda campaign: campaign.state == CampaignState.PUBLISHED and campaign.closes_at <= timezone.now(),
            explanation=_("With one proposal unanswered it cannot be closed; those that wait stand on this page."),
            prominent=True,
        ),
        Step(
            name="balsojums",
            label=_("The national vote"),
            permission="participation.close_budgetcampaign",
            perform=lambda campaign, **answers: note_vote(campaign=campaign, **answers),
            done=_("The campaign's page shows it."),
            form=VoteForm,
            available=lambda campaign: campaign.state != CampaignState.DRAFT,
            initial=lambda campaign: {"vote_url": campaign.vote_url, "vote_result": campaign.vote_result},
        ),
    )

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ("title",)}

    def is_locked(self, campaign) -> bool:
        return campaign.state != CampaignState.DRAFT

    def side_context(self, request, campaign):
        return {
            "side_template": "admin/participation/campaign_side.html",
            "status": campaign.status_at(timezone.now()),
            "figures": campaign_figures(campaign),
            "waiting": unanswered(campaign)[:50],
            "entries": timeline(campaign, public=False),
        }

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        index(form.instance)
