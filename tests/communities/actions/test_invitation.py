from datetime import timedelta

import pytest

from communities.actions.invitation import (
    accept_invitation,
    erase_expired_invitation,
    invite,
    send_invitation_again,
    withdraw_invitation,
)
from communities.enums import CommunityStage, MemberRole, Promise, Verification
from communities.models import Invitation
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.queries import obligation_of
from tests.factories.communities import CommunityFactory, ContactPersonFactory, MembershipFactory
from tests.factories.membership import InvitationFactory
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

TERM = timedelta(days=30)


@pytest.fixture
def identified():
    """People the municipality knows of, who have not asked to be listed."""
    place = ContactPersonFactory().neighbourhood
    return CommunityFactory(stage=CommunityStage.IDENTIFIED, verified_at=None, verified_by=None, neighbourhoods=[place])


def invited(community, email="kaimins@example.lv", role=MemberRole.EDITOR, *, now) -> Invitation:
    return invite(community=community, email=email, role=role, by=OfficerFactory(), now=now)


def test_the_letter_names_community_role_and_the_day_until_which_the_link_works(now):
    invitation = invited(CommunityFactory(name="Upes kaimiņi"), now=now)

    letter = Message.objects.get()
    assert letter.email == "kaimins@example.lv"
    assert f"{now + TERM:%d.%m.%Y.}" in letter.subject
    assert "Upes kaimiņi" in letter.subject
    assert f"/kopienas/uzaicinajums/{invitation.pk}/" in letter.body
    assert "redaktors" in letter.body


def test_whoever_has_an_account_is_written_to_in_their_own_language(now):
    PersonFactory(email="neighbour@example.lv", language="en")

    invited(CommunityFactory(), "Neighbour@example.lv", now=now)

    assert Message.objects.get().language == "en"


def test_leadership_is_offered_to_nobody_by_e_mail(now):
    with pytest.raises(InvalidInput, match="Vadību nodod kādam no dalībniekiem") as refused:
        invited(CommunityFactory(), role=MemberRole.LEADER, now=now)

    assert refused.value.field == "role"


def test_a_member_is_not_invited(now):
    member = MembershipFactory(user__email="kaimins@example.lv")

    with pytest.raises(InvalidInput, match="jau ir kopienas dalībnieks") as refused:
        invited(member.community, "Kaimins@example.lv", now=now)

    assert refused.value.field == "email"


def test_an_address_is_invited_once_at_a_time(now):
    community = CommunityFactory()
    invited(community, now=now)

    with pytest.raises(InvalidInput, match="jau ir nosūtīts"):
        invited(community, "KAIMINS@example.lv", now=now)


def test_an_address_whose_invitation_expired_is_invited_anew(now):
    community = CommunityFactory()
    invited(community, now=now - TERM)

    again = invited(community, now=now)

    assert list(community.invitations.all()) == [again]


def test_an_invitation_sent_again_works_from_that_day(now):
    invitation = invited(CommunityFactory(), now=now - timedelta(days=29))

    invitation = send_invitation_again(invitation=invitation, by=None, now=now)

    assert invitation.works_until == now + TERM
    assert Message.objects.about(invitation).count() == 2


@pytest.mark.parametrize("end", ["accepted_at", "withdrawn_at"])
def test_an_invitation_that_is_over_is_not_sent_again(now, end):
    with pytest.raises(StateConflict):
        send_invitation_again(invitation=InvitationFactory(**{end: now}), by=None, now=now)

    assert not Message.objects.exists()


def test_who_opens_the_link_joins_with_its_role_and_the_leader_hears_of_it(now):
    leader, neighbour = PersonFactory(), PersonFactory()
    invitation = InvitationFactory(community=CommunityFactory(leader=leader))

    membership = accept_invitation(invitation=invitation, by=neighbour, now=now)

    assert (membership.user, membership.role, membership.accepted_at) == (neighbour, MemberRole.EDITOR, now)
    letter = Message.objects.get(key="communities.member_joined")
    assert letter.email == leader.email
    assert neighbour.name in letter.body


def test_somebody_who_left_may_join_again(now):
    gone = MembershipFactory(accepted_at=now, ended_at=now)

    again = accept_invitation(invitation=InvitationFactory(community=gone.community), by=gone.user, now=now)

    assert list(gone.community.memberships.current()) == [again]


def test_a_member_does_not_join_twice(now):
    member = MembershipFactory()

    with pytest.raises(StateConflict, match="jau esat šīs kopienas dalībnieks"):
        accept_invitation(invitation=InvitationFactory(community=member.community), by=member.user, now=now)


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        (lambda now: {"accepted_at": now}, "jau ir izmantots"),
        (lambda now: {"withdrawn_at": now}, "ir atsaukts"),
        (lambda now: {"invited_at": now - TERM}, "termiņš ir beidzies"),
    ],
    ids=["used", "withdrawn", "expired"],
)
def test_a_link_that_is_over_lets_nobody_in(now, over, sentence):
    invitation = InvitationFactory(**over(now))

    with pytest.raises(StateConflict, match=sentence):
        accept_invitation(invitation=invitation, by=PersonFactory(), now=now)

    assert not invitation.community.memberships.exists()


def test_a_link_works_until_the_very_last_moment(now):
    invitation = InvitationFactory(invited_at=now - TERM + timedelta(microseconds=1))

    assert accept_invitation(invitation=invitation, by=PersonFactory(), now=now)


def test_an_accepted_invitation_is_not_withdrawn(now):
    invitation = InvitationFactory()
    accept_invitation(invitation=invitation, by=PersonFactory(), now=now)

    with pytest.raises(StateConflict, match="pa to laiku ir pieņemts"):
        withdraw_invitation(invitation=invitation, by=None, now=now)


@pytest.mark.rule("S4-145")
def test_the_first_leader_of_an_identified_community_makes_it_a_forming_one(identified, now):
    leader = PersonFactory()
    invitation = invited(identified, role=MemberRole.LEADER, now=now)

    accept_invitation(invitation=invitation, by=leader, declared=True, now=now)

    identified.refresh_from_db()
    assert identified.memberships.leaders().get().user == leader
    assert (identified.stage, identified.verification) == (CommunityStage.FORMING, Verification.WAITING)
    assert identified.declared_at == now
    assert obligation_of(identified, Promise.VERIFICATION).is_open


@pytest.mark.rule("S4-44")
def test_the_first_leader_promises_what_every_community_does(identified, now):
    invitation = invited(identified, role=MemberRole.LEADER, now=now)

    with pytest.raises(InvalidInput) as refused:
        accept_invitation(invitation=invitation, by=PersonFactory(), now=now)

    assert refused.value.field == "declared"
    assert not identified.memberships.exists()


@pytest.mark.rule("S4-145")
def test_an_identified_community_is_joined_through_its_leader_alone(identified, now):
    with pytest.raises(InvalidInput):
        invited(identified, role=MemberRole.MEMBER, now=now)


def test_the_address_of_an_expired_invitation_is_let_go_with_its_letters(now):
    invitation = invited(CommunityFactory(), now=now - TERM)

    erase_expired_invitation(invitation=invitation, now=now)

    assert not Invitation.objects.exists()
    assert not Message.objects.exists()


def test_an_invitation_sent_again_meanwhile_is_not_erased(now):
    invitation = InvitationFactory(invited_at=now - TERM)
    send_invitation_again(invitation=invitation, by=None, now=now)

    erase_expired_invitation(invitation=invitation, now=now)

    assert Invitation.objects.filter(pk=invitation.pk).exists()
