import pytest
from django.urls import reverse

from communities.enums import MemberRole
from communities.models import Handover, Membership
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.membership import HandoverFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


def address(community) -> str:
    return reverse("communities:handover", args=[community.slug])


def act(handover, view) -> str:
    return reverse(f"communities:{view}", args=[handover.community.slug, handover.pk])


@pytest.fixture
def handover():
    return HandoverFactory()


def test_the_leader_asks_a_member(client):
    leader = PersonFactory()
    community = CommunityFactory(leader=leader)
    member = MembershipFactory(community=community)
    client.force_login(leader)

    page = client.post(address(community), {"successor": member.pk, "leader_leaves": "on"}, follow=True)

    handover = Handover.objects.get()
    assert (handover.successor, handover.leader_leaves) == (member, True)
    assert member.user.name in page.text


def test_a_leader_alone_is_told_to_invite_somebody(client):
    leader = PersonFactory()
    client.force_login(leader)

    page = client.get(address(CommunityFactory(leader=leader)))

    assert "Vēl nav neviena, kam vadību varētu nodot." in page.text


def test_the_next_leader_finds_it_on_the_own_desk_and_confirms(client, handover):
    client.force_login(handover.successor.user)
    assert address(handover.community) in client.get(reverse("pages:mans")).text

    client.post(act(handover, "handover_confirm"))

    assert Membership.objects.leaders().get() == handover.successor


@pytest.mark.parametrize("who", ["leader", "successor"])
def test_either_of_the_two_calls_it_off(client, handover, who):
    client.force_login(getattr(handover, who).user)

    client.post(act(handover, "handover_call_off"))

    handover.refresh_from_db()
    assert handover.cancelled_at
    assert Membership.objects.leaders().get() == handover.leader


def test_all_members_see_that_it_waits(client, handover):
    client.force_login(MembershipFactory(community=handover.community).user)

    page = client.get(reverse("communities:people", args=[handover.community.slug])).text

    assert handover.successor.user.name in page
    assert "Kopienas vadību lūdz nodot" in page


def test_nobody_else_has_a_word_in_it(client, handover):
    client.force_login(MembershipFactory(community=handover.community, role=MemberRole.EDITOR).user)

    answers = [
        client.get(address(handover.community)).status_code,
        client.post(act(handover, "handover_confirm")).status_code,
        client.post(act(handover, "handover_call_off")).status_code,
    ]

    assert answers == [403, 404, 403]


def test_the_leader_cannot_confirm_for_the_next_one(client, handover):
    client.force_login(handover.leader.user)

    assert client.post(act(handover, "handover_confirm")).status_code == 404


def test_who_is_late_reads_that_it_was_called_off(client, handover, now):
    Handover.objects.update(cancelled_at=now)
    client.force_login(handover.successor.user)

    page = client.post(act(handover, "handover_confirm"), follow=True)

    assert "pa to laiku ir atcelta" in page.text
