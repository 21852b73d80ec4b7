import pytest
from django.urls import reverse

from communities.enums import ROLE_MEANINGS, MemberRole
from communities.models import Membership
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def community(client):
    """One whose leader is signed in."""
    leader = PersonFactory(name="Līga Līdere")
    client.force_login(leader)
    return CommunityFactory(leader=leader)


@pytest.fixture
def member(community):
    return MembershipFactory(community=community, user__name="Jānis Kaimiņš")


def people(community) -> str:
    return reverse("communities:people", args=[community.slug])


def part(membership, view="membership") -> str:
    return reverse(f"communities:{view}", args=[membership.community.slug, membership.pk])


@pytest.mark.rule("S3-22")
def test_the_page_names_everybody_and_explains_each_role(client, community, member):
    MembershipFactory(community=community, user__name="Aizgājējs", ended_at=member.accepted_at, accepted_at=member.accepted_at)

    page = client.get(people(community)).text

    for words in ("Līga Līdere", "Jānis Kaimiņš", *map(str, ROLE_MEANINGS.values())):
        assert words in page
    assert "Aizgājējs" not in page


def test_the_leader_invites_with_any_role_but_the_own(client, community):
    page = client.post(people(community), {"email": "jauns@example.lv", "role": "treasurer"}, follow=True)

    offered = [value for value, label in page.context["form"].fields["role"].choices]
    assert offered == ["contact", "treasurer", "editor", "member"]
    assert community.invitations.get().role == MemberRole.TREASURER
    assert "jauns@example.lv" in page.text


def test_who_is_a_member_already_cannot_be_invited(client, community, member):
    page = client.post(people(community), {"email": member.user.email, "role": "editor"})

    assert page.status_code == 422
    assert "jau ir kopienas dalībnieks" in page.text


def test_a_plain_member_reads_and_invites_nobody(client, community, member):
    client.force_login(member.user)

    page = client.get(people(community))

    assert "Uzaicināt cilvēku" not in page.text
    assert client.post(people(community), {"email": "x@example.lv", "role": "member"}).status_code == 403


def test_invitations_are_throttled(client, community, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "invitation": "1/h/user"}
    client.post(people(community), {"email": "viens@example.lv", "role": "member"})

    page = client.post(people(community), {"email": "otrs@example.lv", "role": "member"})

    assert page.status_code == 422
    assert "otrs@example.lv" in page.text
    assert community.invitations.count() == 1


def test_the_leader_changes_a_role(client, community, member):
    client.post(part(member), {"role": "editor"})

    member.refresh_from_db()
    assert member.role == MemberRole.EDITOR


@pytest.mark.parametrize("wanted", ["leader", "nobody"])
def test_no_other_role_can_be_given(client, community, member, wanted):
    assert client.post(part(member), {"role": wanted}).status_code == 422


def test_nobody_changes_the_own_role_or_the_leaders(client, community, member):
    leader = Membership.objects.leaders().get()
    refused = [client.post(part(leader), {"role": "member"}).status_code]
    client.force_login(member.user)

    refused += [client.post(part(one), {"role": "editor"}).status_code for one in (member, leader)]

    assert refused == [403, 403, 403]


def test_the_leader_ends_a_membership(client, community, member):
    client.post(part(member, "membership_end"))

    assert member not in Membership.objects.current()


def test_a_member_leaves(client, community, member):
    client.force_login(member.user)

    answer = client.post(part(member, "membership_end"))

    assert answer.url == reverse("pages:mans")
    assert member not in Membership.objects.current()


def test_a_member_ends_nobody_elses_membership(client, community, member):
    client.force_login(MembershipFactory(community=community).user)

    assert client.post(part(member, "membership_end")).status_code == 403


def test_the_last_leader_reads_why_they_cannot_go(client, community):
    leader = Membership.objects.leaders().get()

    page = client.post(part(leader, "membership_end"), follow=True)

    assert "Kopiena paliktu bez līdera" in page.text
    assert leader in Membership.objects.current()
