import pytest

from communities.actions.handover import ask_handover, call_off_handover, confirm_handover
from communities.enums import MemberRole
from communities.models import Handover, Membership
from communities.notifications.contacts import community_contacts
from portal.errors import InvalidInput, StateConflict
from portal.notifications.contacts import contacts_for
from portal.notifications.models import Message
from portal.obligations.kinds import Audience
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.membership import HandoverFactory
from tests.factories.portal import OfficerFactory, make_promise

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def leader():
    return MembershipFactory(role=MemberRole.LEADER)


@pytest.fixture
def member(leader):
    return MembershipFactory(community=leader.community)


def asked(leader, member, now, *, by=None, leader_leaves=False) -> Handover:
    return ask_handover(community=leader.community, successor=member, leader_leaves=leader_leaves, by=by or leader.user, now=now)


def roles(*memberships) -> list[str]:
    return [Membership.objects.get(pk=one.pk).role for one in memberships]


def test_asking_changes_nothing_and_both_get_a_letter(leader, member, now):
    asked(leader, member, now)

    assert roles(leader, member) == ["leader", "member"]
    letters = {letter.email: letter.subject for letter in Message.objects.all()}
    assert letters[member.user.email].startswith("Lūdzu, atbildiet, vai vadīsiet kopienu")
    assert letters[leader.user.email].startswith("Jūs lūdzat nodot kopienas vadību")


def test_confirmed_the_roles_change_at_once(leader, member, now):
    confirm_handover(handover=asked(leader, member, now), by=member.user, now=now)

    assert roles(leader, member) == ["member", "leader"]
    assert leader in Membership.objects.current()
    assert Message.objects.filter(key="communities.handover_confirmed").count() == 2


def test_the_former_leader_leaves_by_choice(leader, member, now):
    confirm_handover(handover=asked(leader, member, now, leader_leaves=True), by=member.user, now=now)

    leader.refresh_from_db()
    assert leader.ended_at == now
    assert list(Membership.objects.current()) == [member]


def test_an_officer_hands_over_when_the_leader_is_gone(leader, member, now):
    officer = OfficerFactory()

    handover = confirm_handover(handover=asked(leader, member, now, by=officer), by=officer, now=now)

    assert (handover.asked_by, handover.confirmed_by) == (officer, officer)
    assert roles(leader, member) == ["member", "leader"]


def test_of_two_leaders_the_one_who_asks_hands_over(leader, member, now):
    second = MembershipFactory(community=leader.community, role=MemberRole.LEADER)

    handover = asked(second, member, now)

    assert handover.leader == second


@pytest.mark.parametrize("whom", ["stranger", "gone", "leader"])
def test_only_a_member_who_does_not_lead_takes_over(leader, now, whom):
    successor = {
        "stranger": MembershipFactory,
        "gone": lambda: MembershipFactory(community=leader.community, accepted_at=now, ended_at=now),
        "leader": lambda: leader,
    }[whom]()

    with pytest.raises(InvalidInput) as refused:
        asked(leader, successor, now)

    assert refused.value.field == "successor"


def test_a_community_hands_over_once_at_a_time(leader, member, now):
    asked(leader, member, now)

    with pytest.raises(StateConflict, match="jau ir sākta"):
        asked(leader, MembershipFactory(community=leader.community), now)


def test_a_community_without_a_leader_hands_over_nothing(now):
    community = CommunityFactory()

    with pytest.raises(StateConflict, match="nav līdera"):
        ask_handover(
            community=community, successor=MembershipFactory(community=community), leader_leaves=False,
            by=OfficerFactory(), now=now,
        )  # fmt: skip


def test_declined_all_stays_and_another_may_be_asked(leader, member, now):
    call_off_handover(handover=asked(leader, member, now), by=member.user, now=now)

    assert roles(leader, member) == ["leader", "member"]
    assert Message.objects.filter(key="communities.handover_called_off").count() == 2
    assert asked(leader, MembershipFactory(community=leader.community), now)


def test_what_was_called_off_is_not_confirmed(now):
    handover = HandoverFactory(cancelled_at=now)

    with pytest.raises(StateConflict, match="pa to laiku ir atcelta"):
        confirm_handover(handover=handover, by=handover.successor.user, now=now)


def test_what_was_confirmed_is_not_called_off(now):
    handover = HandoverFactory()
    confirm_handover(handover=handover, by=handover.successor.user, now=now)

    with pytest.raises(StateConflict, match="jau ir nodota"):
        call_off_handover(handover=handover, by=handover.leader.user, now=now)


def test_letters_and_tasks_follow_the_role(leader, member, now):
    promise = make_promise(received_at=now, holder=leader.community)

    confirm_handover(handover=asked(leader, member, now), by=member.user, now=now)

    assert [reader.email for reader in community_contacts(leader.community)] == [member.user.email]
    assert [reader.email for reader in contacts_for(promise, Audience.HOLDER)] == [member.user.email]
