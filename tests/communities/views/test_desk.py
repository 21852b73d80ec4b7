from datetime import timedelta

import pytest
from django.urls import reverse

from communities.actions.agreement import put_into_force
from communities.enums import AgreementState, MemberRole, ProfileTopic
from communities.models import ProfileText
from portal.ui.page_cache import forget_pages
from tests.factories.communities import AgreementFactory, CommitmentFactory, CommunityFactory, MembershipFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def community(client):
    leader = PersonFactory()
    client.force_login(leader)
    return CommunityFactory(leader=leader)


def desk(client, community) -> str:
    return client.get(reverse("communities:desk", args=[community.slug])).text


def signs(page: str) -> str:
    return page[page.index("Pieci soļi") : page.index("</main>")]


def test_the_desk_begins_with_what_the_community_has_promised(client, community, now):
    agreement = AgreementFactory(state=AgreementState.SIGNING, community=community)
    CommitmentFactory(agreement=agreement, text="Sakopt pludmali.", due_on=now.date() + timedelta(days=9))
    put_into_force(agreement=agreement, signed_on=now.date(), paper_reason="Parakstīts klātienē.", by=None, now=now)

    page = desk(client, community)

    assert page.index("Sakopt pludmali.") < page.index(agreement.title) < page.index("Pieci soļi")


@pytest.mark.rule("S4-48")
def test_the_six_duties_of_an_active_community_lead_where_they_are_done(client, community):
    duties = client.get(reverse("communities:desk", args=[community.slug])).context["duties"]

    assert [client.get(address).status_code for _duty, address in duties] == [200] * 6


def test_the_desk_of_others_is_not_there(client, community):
    assert client.get(reverse("communities:desk", args=[CommunityFactory().slug])).status_code == 404


def test_a_plain_member_sees_the_profile_and_may_not_write_it(client):
    membership = MembershipFactory(role=MemberRole.MEMBER)
    client.force_login(membership.user)
    slug = membership.community.slug

    assert client.get(reverse("communities:profile", args=[slug])).status_code == 200
    assert client.get(reverse("communities:profile_facts", args=[slug])).status_code == 403
    assert client.post(reverse("communities:residents", args=[slug]), {"number": 9}).status_code == 403
    assert client.post(reverse("communities:self_help_add", args=[slug]), {"text": "Sols"}).status_code == 403


def test_what_is_kept_of_a_desk_is_for_its_own_reader(client, community, settings, django_capture_on_commit_callbacks):
    settings.PAGE_CACHE_SECONDS = 30
    member, stranger = MembershipFactory(community=community, role=MemberRole.MEMBER), MembershipFactory()
    leaders = signs(desk(client, community))
    ProfileText.objects.create(community=community, topic=ProfileTopic.STRONGER, text="Kopā")  # past every action
    kept = signs(desk(client, community))

    client.force_login(member.user)
    members = signs(desk(client, community))
    client.force_login(stranger.user)
    strangers = desk(client, stranger.community)
    refused = client.get(reverse("communities:desk", args=[community.slug]))
    client.force_login(community.memberships.get(role=MemberRole.LEADER).user)
    with django_capture_on_commit_callbacks(execute=True):
        forget_pages()

    assert leaders == kept != members == signs(desk(client, community))
    assert community.slug not in strangers
    assert refused.status_code == 404
