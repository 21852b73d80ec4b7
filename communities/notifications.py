from django.utils.translation import gettext_lazy as _

from communities.enums import MemberRole
from communities.models import Community, GoodPractice, Membership, Neighbourhood
from portal.notifications.contacts import HOLDERS
from portal.notifications.following import FOLLOWABLE
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse

WRITING_ROLES = (MemberRole.LEADER, MemberRole.CONTACT)


def community_contacts(community: Community) -> list[Recipient]:
    """Leaders and contacts: drafts, tasks and mail follow the role, not the person."""
    memberships = Membership.objects.current().filter(community=community, role__in=WRITING_ROLES, user__is_active=True)
    return [Recipient.of(membership.user) for membership in memberships.select_related("user")]


HOLDERS.register(Community._meta.label_lower, community_contacts)
FOLLOWABLE.register(Neighbourhood._meta.label_lower, Neighbourhood.objects.visible_to)


@register_notification
class CommunityVerified(Notification):
    key = "communities.community_verified"
    label = _("My community is verified")
    category = Category.SERVICE

    def recipients(self, subject: Community, **facts):
        return community_contacts(subject)

    def link(self, subject: Community, recipient):
        return plain_path(subject)


class _ToAuthor(Notification):
    category = Category.SERVICE

    def recipients(self, subject: GoodPractice, **facts):
        return [Recipient.of(subject.submitted_by)]

    def link(self, subject: GoodPractice, recipient):
        return plain_path(subject)


@register_notification
class PracticePublished(_ToAuthor):
    key = "communities.practice_published"
    label = _("My good-practice card is published")


@register_notification
class PracticeReturned(_ToAuthor):
    key = "communities.practice_returned"
    label = _("My good-practice card was sent back")
    category = Category.ACT

    def link(self, subject: GoodPractice, recipient):
        return plain_reverse("communities:good_practice_list")
