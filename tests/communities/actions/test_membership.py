import pytest

from communities.actions.membership import change_role, end_membership
from communities.enums import MemberRole
from communities.models import Membership
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.communities import MembershipFactory
from tests.factories.membership import HandoverFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def leader():
    return MembershipFactory(role=MemberRole.LEADER)


@pytest.fixture
def member(leader):
    return MembershipFactory(community=leader.community)


@pytest.mark.rule("S3-22")
def test_a_member_gets_another_part(member, now):
    change_role(membership=member, role=MemberRole.TREASURER, by=None, now=now)

    member.refresh_from_db()
    assert member.role == MemberRole.TREASURER


@pytest.mark.parametrize(("present", "wanted"), [("member", "leader"), ("leader", "member")])
def test_leadership_is_no_role_to_be_given_or_taken(now, present, wanted):
    membership = MembershipFactory(role=present)

    with pytest.raises(InvalidInput, match="tikai ar vadības nodošanu"):
        change_role(membership=membership, role=wanted, by=None, now=now)

    membership.refresh_from_db()
    assert membership.role == present


def test_the_last_leader_cannot_leave(leader, member, now):
    with pytest.raises(StateConflict, match="bez līdera"):
        end_membership(membership=leader, by=leader.user, now=now)

    assert leader in Membership.objects.current()


def test_a_leader_leaves_once_another_leads_and_history_stays(leader, now):
    other = MembershipFactory(community=leader.community, role=MemberRole.LEADER)

    end_membership(membership=leader, by=leader.user, now=now)

    leader.refresh_from_db()
    assert leader.ended_at == now
    assert list(Membership.objects.leaders()) == [other]


def test_whose_membership_the_leader_ends_hears_of_it(leader, member, now):
    end_membership(membership=member, by=leader.user, now=now)

    assert Message.objects.get().email == member.user.email


def test_who_leaves_needs_no_letter(member, now):
    end_membership(membership=member, by=member.user, now=now)

    assert not Message.objects.exists()


def test_a_membership_ends_once(member, now):
    end_membership(membership=member, by=None, now=now)

    with pytest.raises(StateConflict, match="vairs nav kopienas dalībnieks"):
        end_membership(membership=member, by=None, now=now)


def test_a_handover_to_somebody_who_left_is_called_off(now):
    handover = HandoverFactory(successor__accepted_at=now)

    end_membership(membership=handover.successor, by=handover.successor.user, now=now)

    handover.refresh_from_db()
    assert handover.cancelled_at == now
