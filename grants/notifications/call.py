from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.notifications.contacts import community_contacts
from grants.models import Call
from portal.notifications.following import all_of, followers_of, register_whole_kind
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path


@register_notification
class CallPublished(Notification):
    key = "grants.call_published"
    label = _("New calls for projects")
    category = Category.NEWS

    def recipients(self, subject: Call, **facts):
        readers = []
        for community in Community.objects.public():
            readers += community_contacts(community)
        return readers + followers_of(all_of(Call))

    def link(self, subject: Call, recipient):
        return plain_path(subject)


register_whole_kind(Call, _("All calls for projects"), "grants:call_list", _("Every new call for projects."))
