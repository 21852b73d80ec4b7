from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.notifications.contacts import community_contacts
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path


@register_notification
class CommunityVerified(Notification):
    key = "communities.community_verified"
    label = _("My community is verified")
    category = Category.SERVICE

    def recipients(self, subject: Community, **facts):
        return community_contacts(subject)

    def link(self, subject: Community, recipient):
        return plain_path(subject)
