"""Who belongs to a community, who is asked to, and who leads next."""

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from communities.actions.community import register_community
from communities.enums import MemberRole
from communities.models import Community, Handover, Invitation
from tests.factories.communities import CommunityFactory, ContactPersonFactory, MembershipFactory
from tests.factories.portal import PersonFactory

RETURN_REASON = (
    "Lūdzu, uzrakstiet vienā teikumā, kas Jūs vieno ar šo vietu, jo no viena vārda nevaram saprast, vai tā ir vietas kopiena."
)


def registered(by=None, *, now=None, **given) -> Community:
    """A community as a resident hands it in: a place with a contact person, a second person invited."""
    places = given.pop("neighbourhoods", None)
    facts = {"name": "Upes kaimiņi", "uniting": "Upe.", "second_person": "otrs@example.lv", "email": "upe@example.lv"}
    return register_community(
        neighbourhoods=[ContactPersonFactory().neighbourhood] if places is None else places,
        declared=given.pop("declared", True),
        by=by or PersonFactory(),
        now=now or timezone.now(),
        **facts | given,
    )


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = Invitation

    community = factory.SubFactory(CommunityFactory)
    email = factory.Sequence(lambda n: f"kaimins{n}@example.lv")
    role = MemberRole.EDITOR
    invited_by = factory.SubFactory(PersonFactory)
    invited_at = factory.LazyFunction(timezone.now)


class HandoverFactory(DjangoModelFactory):
    """The leader of a community has asked a member to lead."""

    class Meta:
        model = Handover

    leader = factory.SubFactory(MembershipFactory, role=MemberRole.LEADER)
    community = factory.SelfAttribute("leader.community")
    successor = factory.SubFactory(MembershipFactory, community=factory.SelfAttribute("..community"))
    asked_at = factory.LazyFunction(timezone.now)
    asked_by = factory.SelfAttribute("leader.user")
