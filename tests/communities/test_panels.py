from datetime import timedelta

import pytest
from django.urls import reverse

from communities.actions.agreement import put_into_force
from communities.enums import AgreementState, MemberRole
from communities.panels.own_data import leave_communities, own_memberships
from portal.ui.search import find, index
from tests.factories.communities import (
    AgreementFactory,
    CommitmentFactory,
    CommunityFactory,
    MembershipFactory,
    NeighbourhoodFactory,
    ResourceCentreFactory,
)
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.mark.rule("S4-52")
def test_a_member_sees_what_the_community_has_promised(client, now):
    leader = PersonFactory()
    agreement = AgreementFactory(state=AgreementState.SIGNING, community=CommunityFactory(leader=leader))
    CommitmentFactory(agreement=agreement, text="Sakopt pludmali.", due_on=now.date() + timedelta(days=9))
    put_into_force(agreement=agreement, signed_on=now.date(), paper_reason="Parakstīts klātienē.", by=None, now=now)
    client.force_login(leader)

    page = client.get(reverse("pages:mans")).text

    assert "Sakopt pludmali." in page
    assert agreement.community.name in page


def test_a_leader_hands_over_before_the_account_is_erased(now):
    leader = MembershipFactory(role=MemberRole.LEADER)
    MembershipFactory(community=leader.community)

    (refusal,) = leave_communities(leader.user, check_only=True, now=now)

    assert leader.community.name in refusal


def test_memberships_end_with_the_account(now):
    membership = MembershipFactory()

    assert leave_communities(membership.user, check_only=True, now=now) == []
    leave_communities(membership.user, check_only=False, now=now)

    membership.refresh_from_db()
    assert membership.ended_at is not None


def test_own_data_hold_every_membership():
    membership = MembershipFactory(role=MemberRole.EDITOR)

    ((section, rows),) = own_memberships(membership.user)

    assert section == "memberships"
    assert [(row["community"], row["role"]) for row in rows] == [(membership.community.name, "editor")]


def test_search_finds_places_and_centres_in_use_alone():
    for thing in (NeighbourhoodFactory(name="Kažoku apkaime"), ResourceCentreFactory(name="Kažoku klēts")):
        index(thing)
        assert find("kazoki", PersonFactory()).filter(subject_id=thing.pk).exists()

        thing.is_active = False
        thing.save()
        index(thing)
        assert not find("kazoki", PersonFactory()).filter(title=thing.name).exists()


def test_staff_open_what_search_shows_them(client):
    community = CommunityFactory(name="Kažoku ļaudis", verified_at=None, verified_by=None)
    index(community)
    officer = OfficerFactory()
    client.force_login(officer)

    address = find("kažoki", officer).get().address

    assert client.get(address).status_code == 200
