"""What the search finds."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from participation.models import BudgetCampaign, Consultation, Forum, Submission
from portal.ui.links import plain_path
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.visibility import Visibility


def _consultation_entry(consultation: Consultation) -> Entry:
    return Entry(
        "consultation", consultation.title, plain_path(consultation),
        f"{consultation.summary} {consultation.description} {consultation.can_change}",
        visibility=Visibility.PUBLIC if consultation.published_at else Visibility.STAFF,
        neighbourhood_keys=list(consultation.neighbourhoods.values_list("pk", flat=True)),
        happened_on=localdate(consultation.closes_at),
    )  # fmt: skip


def _forum_entry(forum: Forum) -> Entry:
    return Entry(
        "forum", forum.title, plain_path(forum), f"{forum.place} {forum.agenda} {forum.minutes}",
        neighbourhood_keys=[forum.neighbourhood_id], happened_on=localdate(forum.held_at),
    )  # fmt: skip


def _submission_entry(submission: Submission) -> Entry | None:
    if not submission.is_public:
        return None
    day = localdate(submission.received_at)
    return Entry("proposal", submission.title, plain_path(submission), submission.text, happened_on=day)


register_search(SearchProvider("consultation", _("Consultations"), Consultation, _consultation_entry))


register_search(SearchProvider("forum", _("Forums"), Forum, _forum_entry))


register_search(SearchProvider("proposal", _("Proposals"), Submission, _submission_entry))


def _campaign_entry(campaign: BudgetCampaign) -> Entry:
    return Entry(
        "campaign", campaign.title, plain_path(campaign), f"{campaign.summary} {campaign.conclusion}",
        visibility=Visibility.PUBLIC if campaign.published_at else Visibility.STAFF,
        happened_on=localdate(campaign.closes_at),
    )  # fmt: skip


register_search(SearchProvider("campaign", _("Budget campaigns"), BudgetCampaign, _campaign_entry))
