"""A handover meets what else may happen at that moment: threads on a database that really commits."""

import pytest

from communities.actions.handover import call_off_handover, confirm_handover
from communities.actions.invitation import accept_invitation
from communities.actions.membership import end_membership
from communities.enums import MemberRole
from communities.models import Community, Membership
from portal.accounts.actions import erase_person
from portal.accounts.models import User
from portal.notifications.models import Message
from tests.at_once import at_once
from tests.factories.membership import HandoverFactory, InvitationFactory, registered
from tests.factories.portal import MunicipalityFactory, PersonFactory


@pytest.fixture(autouse=True)
def _portal(committed):
    MunicipalityFactory()


@pytest.fixture
def handover():
    return HandoverFactory()


def leaders(handover) -> list[str]:
    return [one.user.email for one in Membership.objects.leaders().filter(community=handover.community)]


def test_two_confirmations_at_once_hand_over_once(handover, now):
    next_leader = handover.successor.user

    told = at_once(*[lambda: confirm_handover(handover=handover, by=next_leader, now=now)] * 3)

    assert told == [""] * 3
    assert leaders(handover) == [next_leader.email]
    assert Message.objects.filter(key="communities.handover_confirmed").count() == 2


def test_confirmed_while_called_off_it_ends_one_way(handover, now):
    confirmed, called_off = at_once(
        lambda: confirm_handover(handover=handover, by=handover.successor.user, now=now),
        lambda: call_off_handover(handover=handover, by=handover.leader.user, now=now),
    )

    assert bool(confirmed) != bool(called_off)
    assert leaders(handover) == [(handover.leader if confirmed else handover.successor).user.email]


@pytest.mark.parametrize("leaving", ["leaves", "erases the account"])
@pytest.mark.parametrize("who", ["leader", "successor"])
def test_while_one_of_the_two_goes_the_community_keeps_a_leader(handover, now, leaving, who):
    membership = getattr(handover, who)
    person = User.objects.get(pk=membership.user_id)
    go = {
        "leaves": lambda: end_membership(membership=membership, by=person, now=now),
        "erases the account": lambda: erase_person(person=person, by=person, now=now),
    }[leaving]

    at_once(lambda: confirm_handover(handover=handover, by=handover.successor.user, now=now), go)

    remaining = Membership.objects.leaders().get(community=handover.community)
    assert remaining.user.is_active


def test_a_link_opened_by_two_people_at_once_lets_one_in(now):
    invitation, people = InvitationFactory(role=MemberRole.MEMBER), [PersonFactory(), PersonFactory()]

    told = at_once(*(lambda person=person: accept_invitation(invitation=invitation, by=person, now=now) for person in people))

    assert sorted(map(bool, told)) == [False, True]
    assert invitation.community.memberships.count() == 1


def test_two_who_register_the_same_name_at_once_have_a_community_each(now):
    people = [PersonFactory(), PersonFactory()]

    told = at_once(*(lambda person=person: registered(person, name="Ozolu kopiena", now=now) for person in people))

    assert told == ["", ""]
    assert sorted(Community.objects.values_list("slug", flat=True)) == ["ozolu-kopiena", "ozolu-kopiena-2"]
