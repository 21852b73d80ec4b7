from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.notifications.contacts import community_contacts
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.obligations.receipts import receipt_facts
from portal.ui.links import plain_path, plain_reverse


class _ToContacts(Notification):
    category = Category.SERVICE

    def recipients(self, subject: Community, **facts):
        return community_contacts(subject)

    def link(self, subject: Community, recipient):
        return plain_path(subject)


@register_notification
class CommunityReceived(_ToContacts):
    key = "communities.community_received"
    label = _("My community is received for verification")

    def context(self, subject: Community, recipient, **facts):
        return receipt_facts(subject, recipient.language)


@register_notification
class CommunityVerified(_ToContacts):
    key = "communities.community_verified"
    label = _("My community is verified")


@register_notification
class CommunityReturned(_ToContacts):
    key = "communities.community_returned"
    label = _("My community was sent back to be corrected")
    category = Category.ACT

    def link(self, subject: Community, recipient):
        return plain_reverse("communities:send_again", subject.slug)


@register_notification
class StageChanged(_ToContacts):
    key = "communities.community_stage_changed"
    label = _("The stage of my community has changed")
