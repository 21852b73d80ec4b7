from django.utils.translation import gettext_lazy as _

from communities.models import Community, Neighbourhood
from communities.notifications.contacts import community_contacts
from participation.models import BudgetCampaign
from participation.notifications.authors import authors_of
from portal.notifications.following import followers_of
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path


@register_notification
class CampaignPublished(Notification):
    """News for every community and for those who follow a neighbourhood: the budget concerns all of them (S4-92)."""

    key = "participation.campaign_published"
    label = _("Campaigns for budget proposals")
    category = Category.NEWS

    def recipients(self, subject: BudgetCampaign, **facts):
        readers = [reader for community in Community.objects.public() for reader in community_contacts(community)]
        return readers + followers_of(*Neighbourhood.objects.filter(is_active=True))

    def link(self, subject: BudgetCampaign, recipient):
        return plain_path(subject)


@register_notification
class CampaignClosed(Notification):
    """Those who proposed learn what came of the campaign as a whole; each had an answer of their own before."""

    key = "participation.campaign_closed"
    label = _("Results of budget campaigns in which I took part")
    category = Category.NEWS

    def recipients(self, subject: BudgetCampaign, **facts):
        proposals = subject.submissions.handed_in().select_related("author", "community")
        return [reader for proposal in proposals for reader in authors_of(proposal)]

    def link(self, subject: BudgetCampaign, recipient):
        return plain_path(subject)
