from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.enums import CommunityStage, MemberRole
from communities.models import Invitation
from portal.notifications.models import Message
from tests.factories.communities import CommunityFactory, ContactPersonFactory, MembershipFactory
from tests.factories.membership import InvitationFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


def address(invitation) -> str:
    return reverse("communities:invitation", args=[invitation.pk])


def test_a_guest_reads_who_invites_to_what_and_is_led_to_sign_in_and_back(client):
    invitation = InvitationFactory(community__name="Upes kaimiņi")

    page = client.get(address(invitation)).text

    for fact in ("Upes kaimiņi", invitation.invited_by.name, "Raksta kopienas vārdā"):
        assert fact in page
    for door in ("account_login", "account_signup"):
        assert f"{reverse(door)}?next={address(invitation)}" in page


def test_a_guest_who_presses_the_button_signs_in_first(client):
    invitation = InvitationFactory()

    answer = client.post(address(invitation))

    assert answer.url == f"{reverse('account_login')}?next={address(invitation)}"
    assert not invitation.community.memberships.exists()


def test_whoever_opens_the_link_and_signs_in_joins(client):
    invitation, neighbour = InvitationFactory(email="cits@example.lv"), PersonFactory()
    client.force_login(neighbour)

    page = client.post(address(invitation), follow=True)

    assert page.redirect_chain[-1][0] == reverse("communities:desk", args=[invitation.community.slug])
    assert invitation.community.memberships.get().user == neighbour


def test_a_member_is_told_so_and_led_to_the_desk(client):
    member = MembershipFactory()
    client.force_login(member.user)

    page = client.get(address(InvitationFactory(community=member.community)), follow=True)

    assert "Jūs jau esat šīs kopienas dalībnieks." in page.text
    assert page.redirect_chain[-1][0] == reverse("communities:desk", args=[member.community.slug])


@pytest.mark.parametrize(
    ("over", "sentence"),
    [
        ({"accepted_at": timezone.now()}, "jau ir izmantots"),
        ({"withdrawn_at": timezone.now()}, "ir atsaukts"),
        ({"invited_at": timezone.now() - timedelta(days=30)}, "termiņš ir beidzies"),
    ],
    ids=["used", "withdrawn", "expired"],
)
def test_a_link_that_is_over_says_why(client, over, sentence):
    page = client.get(address(InvitationFactory(**over)))

    assert page.status_code == 410
    assert sentence in page.text


def test_a_link_to_nothing_says_so(client):
    page = client.get(reverse("communities:invitation", args=[uuid4()]))

    assert page.status_code == 410
    assert "Šāda uzaicinājuma vairs nav" in page.text


@pytest.mark.rule("S4-145")
def test_the_first_leader_promises_and_waits_for_verification(client):
    place = ContactPersonFactory().neighbourhood
    known = CommunityFactory(stage=CommunityStage.IDENTIFIED, verified_at=None, verified_by=None, neighbourhoods=[place])
    invitation = InvitationFactory(community=known, role=MemberRole.LEADER)
    client.force_login(PersonFactory())

    refused = client.post(address(invitation))
    client.post(address(invitation), {"declared": "on"})

    known.refresh_from_db()
    assert (refused.status_code, known.stage) == (422, CommunityStage.FORMING)


@pytest.fixture
def waiting(client):
    """An invitation on the page of the leader, who is signed in."""
    leader = PersonFactory()
    client.force_login(leader)
    return InvitationFactory(community=CommunityFactory(leader=leader), invited_at=timezone.now() - timedelta(days=29))


def test_the_leader_sends_an_invitation_again(client, waiting):
    client.post(reverse("communities:invitation_again", args=[waiting.community.slug, waiting.pk]))

    assert Message.objects.get().email == waiting.email
    assert Invitation.objects.get().works_until > timezone.now() + timedelta(days=29)


def test_the_leader_withdraws_an_invitation(client, waiting):
    client.post(reverse("communities:invitation_withdraw", args=[waiting.community.slug, waiting.pk]))

    page = client.get(reverse("communities:people", args=[waiting.community.slug]))
    assert Invitation.objects.get().withdrawn_at
    assert waiting.email not in page.text


def test_the_invitation_of_another_community_is_not_the_leaders(client, waiting):
    other = InvitationFactory()

    answer = client.post(reverse("communities:invitation_withdraw", args=[waiting.community.slug, other.pk]))

    assert answer.status_code == 404


def test_the_desk_of_the_person_shows_what_they_are_invited_to(client):
    invitation = InvitationFactory(email="Kaimins@example.lv")
    InvitationFactory(email="kaimins@example.lv", invited_at=timezone.now() - timedelta(days=30), community__name="Senie")
    client.force_login(PersonFactory(email="kaimins@example.lv"))

    page = client.get(reverse("pages:mans")).text

    assert address(invitation) in page
    assert "Senie" not in page
