"""Who reads what is sent to a community, and what can be followed."""

from communities.enums import MemberRole
from communities.models import Community, Membership, Neighbourhood
from portal.notifications.contacts import HOLDERS
from portal.notifications.following import FOLLOWABLE
from portal.notifications.kinds import Recipient

WRITING_ROLES = (MemberRole.LEADER, MemberRole.CONTACT)


def community_contacts(community: Community) -> list[Recipient]:
    """Leaders and contacts: drafts, tasks and mail follow the role, not the person."""
    memberships = Membership.objects.current().filter(community=community, role__in=WRITING_ROLES, user__is_active=True)
    return [Recipient.of(membership.user) for membership in memberships.select_related("user")]


HOLDERS.register(Community._meta.label_lower, community_contacts)


FOLLOWABLE.register(Neighbourhood._meta.label_lower, Neighbourhood.objects.visible_to)
