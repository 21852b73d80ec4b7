import pytest

from communities.enums import MemberRole
from communities.models import Invitation
from communities.panels.own_data import leave_communities, own_invitations_and_handovers
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.membership import HandoverFactory, InvitationFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.django_db


def test_own_data_tell_of_invitations_sent_without_the_others_address():
    invitation = InvitationFactory()

    parts = dict(own_invitations_and_handovers(invitation.invited_by))

    assert [(row["community"], row["role"]) for row in parts["invitations_sent"]] == [(invitation.community.name, "editor")]
    assert invitation.email not in str(parts)


@pytest.mark.parametrize("side", ["leader", "successor"])
def test_own_data_tell_of_handovers_on_either_side(side):
    handover = HandoverFactory()

    parts = dict(own_invitations_and_handovers(getattr(handover, side).user))

    assert [row["community"] for row in parts["handovers"]] == [handover.community.name]


def test_what_waits_of_an_erased_person_is_over(now):
    handover = HandoverFactory(successor__accepted_at=now)
    sent = InvitationFactory(invited_by=handover.successor.user)

    leave_communities(handover.successor.user, check_only=False, now=now)

    handover.refresh_from_db()
    sent.refresh_from_db()
    assert handover.cancelled_at == sent.withdrawn_at == now


def test_the_address_of_an_erased_person_goes_with_their_invitations(now):
    person = PersonFactory(email="kaimins@example.lv")
    InvitationFactory(email="Kaimins@example.lv", accepted_at=now)

    leave_communities(person, check_only=False, now=now)

    assert not Invitation.objects.exists()


def test_a_second_leader_may_go(now):
    community = CommunityFactory(leader=PersonFactory())
    second = MembershipFactory(community=community, role=MemberRole.LEADER)

    assert leave_communities(second.user, check_only=True, now=now) == []


def test_the_only_leader_hands_over_first_as_long_as_there_is_somebody_else(now):
    membership = MembershipFactory(community=CommunityFactory(leader=PersonFactory()))
    leader = membership.community.memberships.leaders().get().user

    assert leave_communities(leader, check_only=True, now=now)


def test_whoever_is_alone_may_go_and_the_community_becomes_inactive(now):
    community = CommunityFactory(leader=PersonFactory(), stage="active")
    leader = community.memberships.leaders().get().user

    refusals = leave_communities(leader, check_only=True, now=now)
    leave_communities(leader, check_only=False, now=now)

    community.refresh_from_db()
    assert refusals == []
    assert community.stage == "inactive"
