"""Who reads what is sent to a community, and what can be followed."""

from collections.abc import Iterable

from communities.enums import MemberRole
from communities.models import Community, ContactPerson, Membership, Neighbourhood
from portal.notifications.contacts import HOLDERS
from portal.notifications.following import FOLLOWABLE
from portal.notifications.kinds import Recipient

WRITING_ROLES = (MemberRole.LEADER, MemberRole.CONTACT)


def community_contacts(community: Community) -> list[Recipient]:
    """Leaders and contacts: drafts, tasks and mail follow the role, not the person."""
    memberships = Membership.objects.current().filter(community=community, role__in=WRITING_ROLES, user__is_active=True)
    return [Recipient.of(membership.user) for membership in memberships.select_related("user")]


def contact_persons_of(neighbourhoods: Iterable[Neighbourhood]) -> list[Recipient]:
    """The municipality's contact persons with an account: they tell their neighbourhood what is coming (S4-46, S4-64)."""
    people = ContactPerson.objects.active().filter(neighbourhood__in=neighbourhoods, user__is_active=True)
    return [Recipient.of(contact.user) for contact in people.select_related("user")]


HOLDERS.register(Community._meta.label_lower, community_contacts)


FOLLOWABLE.register(Neighbourhood._meta.label_lower, Neighbourhood.objects.visible_to)
FOLLOWABLE.register(Community._meta.label_lower, Community.objects.visible_to)
