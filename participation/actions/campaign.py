from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.enums import CampaignState
from participation.models import BudgetCampaign
from participation.queries.campaign import unanswered_numbers
from participation.workflow import CAMPAIGN
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.rules_of_law import legal_rule
from portal.ui.search import index

WINDOW_RULE = "BUDGET_CAMPAIGN_DAYS"
SHORTEST_CONCLUSION = 40


@action("participation.campaign.published")
def publish_campaign(*, campaign: BudgetCampaign, by, now: datetime) -> BudgetCampaign:
    """Announce the campaign. Raises ``InvalidInput`` when residents have less time than the rule asks for."""
    campaign = BudgetCampaign.objects.lock(campaign.pk)
    CAMPAIGN.check(campaign.state, CampaignState.PUBLISHED)
    days = legal_rule(WINDOW_RULE, timezone.localdate(campaign.opens_at)).whole
    if (timezone.localdate(campaign.closes_at) - timezone.localdate(max(campaign.opens_at, now))).days < days:
        raise InvalidInput(_("The time for proposals is too short. Days needed: %(days)s.") % {"days": days}, field="closes_at")
    if campaign.answers_by <= timezone.localdate(campaign.closes_at):
        raise InvalidInput(_("Leave time for answers after the closing."), field="answers_by")
    campaign.state, campaign.published_at, campaign.published_by = CampaignState.PUBLISHED, now, by
    campaign.save(update_fields=["state", "published_at", "published_by", "updated_at"])
    record(target=campaign, opens_at=campaign.opens_at, closes_at=campaign.closes_at)
    index(campaign)
    notify("participation.campaign_published", subject=campaign, now=now)
    return campaign


@action("participation.campaign.closed")
def close_campaign(*, campaign: BudgetCampaign, conclusion: str, by, now: datetime) -> BudgetCampaign:
    """Close and report. No proposal may be left without its answer (S4-93): ``StateConflict`` names how many wait and the
    first of their numbers."""
    campaign = BudgetCampaign.objects.lock(campaign.pk)
    CAMPAIGN.check(campaign.state, CampaignState.CLOSED)
    if now < campaign.closes_at:
        raise StateConflict(_("Proposals are still taken; close the campaign once its time is over."))
    waiting = campaign.submissions.waiting().count()
    if waiting:
        sentence = ngettext(
            "%(count)s proposal has no answer yet, so the campaign cannot be closed: %(numbers)s.",
            "%(count)s proposals have no answer yet, so the campaign cannot be closed: %(numbers)s.",
            waiting,
        )
        raise StateConflict(sentence % {"count": waiting, "numbers": ", ".join(unanswered_numbers(campaign, limit=5))})
    if len(conclusion.strip()) < SHORTEST_CONCLUSION:
        raise InvalidInput(_("Say in a few sentences what was decided and what changed."), field="conclusion")
    campaign.state, campaign.closed_at, campaign.closed_by = CampaignState.CLOSED, now, by
    campaign.conclusion = conclusion.strip()
    campaign.save(update_fields=["state", "closed_at", "closed_by", "conclusion", "updated_at"])
    record(target=campaign, proposals=campaign.submissions.handed_in().count())
    request_document("participation.campaign_report", subject=campaign, now=now)
    index(campaign)
    notify("participation.campaign_closed", subject=campaign, now=now)
    return campaign


@action("participation.campaign.vote_noted")
def note_vote(*, campaign: BudgetCampaign, vote_url: str, vote_result: str, by, now: datetime) -> BudgetCampaign:
    """The national vote happens elsewhere; here stand its address and what it decided."""
    campaign = BudgetCampaign.objects.lock(campaign.pk)
    if campaign.state == CampaignState.DRAFT:
        raise StateConflict(_("Publish the campaign first."))
    campaign.vote_url, campaign.vote_result = vote_url, vote_result.strip()
    campaign.save(update_fields=["vote_url", "vote_result", "updated_at"])
    record(target=campaign)
    return campaign
