import pytest
from django.core.exceptions import ValidationError

from communities.actions.community import (
    add_member,
    change_stage,
    count_residents,
    end_membership,
    register_community,
    verify_community,
)
from communities.enums import CommunityStage, LegalForm, MemberRole
from communities.models import Community, Membership
from communities.workflow import COMMUNITY
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.ui.search import find
from tests.factories.communities import CommunityFactory, MembershipFactory, NeighbourhoodFactory
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.django_db


def register(by, now, **details):
    given = {"name": "Upes kaimiņi", "neighbourhoods": [NeighbourhoodFactory()], "uniting": "Upe."} | details
    return register_community(by=by, now=now, **given)


@pytest.mark.rule("S4-19")
def test_a_resident_registers_a_community_and_leads_it(now):
    resident = PersonFactory()

    community = register(resident, now)

    assert community.memberships.leaders().get().user == resident
    assert not Community.objects.public().exists()


@pytest.mark.rule("S4-04")
def test_a_community_without_a_neighbourhood_is_refused(now):
    with pytest.raises(InvalidInput) as refused:
        register(PersonFactory(), now, neighbourhoods=[])

    assert refused.value.field == "neighbourhoods"
    assert not Community.objects.exists()


def test_a_registered_organisation_with_a_wrong_number_is_refused(now):
    with pytest.raises(ValidationError, match="registration_number"):
        register(PersonFactory(), now, legal_form=LegalForm.ASSOCIATION, registration_number="40008999015")

    assert not Community.objects.exists()


def test_communities_of_one_name_get_addresses_of_their_own(now):
    slugs = [register(PersonFactory(), now, name="Ķekavas ļaudis").slug for _ in range(2)]

    assert slugs == ["kekavas-laudis", "kekavas-laudis-2"]


@pytest.mark.rule("S4-19")
def test_a_verified_community_is_public_and_its_leader_hears_of_it(municipality, now):
    leader, visitor = PersonFactory(), PersonFactory()
    community = register(leader, now)
    MembershipFactory(community=community)

    verify_community(community=community, stage=CommunityStage.FORMING, by=OfficerFactory(), now=now)

    assert list(Community.objects.public()) == [community]
    assert find("kaimiņi", visitor).get().title == community.name
    assert Message.objects.get(key="communities.community_verified").email == leader.email


def test_an_unverified_community_is_not_found_by_residents(now):
    register(PersonFactory(), now)

    assert not find("kaimiņi", PersonFactory()).exists()
    assert find("kaimiņi", OfficerFactory()).exists()


def test_a_community_is_verified_once(now):
    community = CommunityFactory()

    with pytest.raises(StateConflict, match="jau ir apstiprināta"):
        verify_community(community=community, stage=CommunityStage.ACTIVE, by=OfficerFactory(), now=now)


@pytest.mark.parametrize("stage", [CommunityStage.IDENTIFIED, CommunityStage.INACTIVE])
def test_a_verified_community_is_forming_or_active(now, stage):
    community = CommunityFactory(verified_at=None, verified_by=None)

    with pytest.raises(InvalidInput) as refused:
        verify_community(community=community, stage=stage, by=OfficerFactory(), now=now)

    assert refused.value.field == "stage"


@pytest.mark.parametrize(
    ("stage", "target"),
    [(stage, target) for stage in COMMUNITY.statuses for target in COMMUNITY.statuses if not COMMUNITY.allows(stage, target)],
)
def test_a_stage_that_cannot_follow_is_refused(now, stage, target):
    community = CommunityFactory(stage=stage)

    with pytest.raises(StateConflict):
        change_stage(community=community, stage=target, by=None, now=now)

    community.refresh_from_db()
    assert community.stage == stage


def test_a_community_that_rests_stays_public(now):
    community = CommunityFactory()

    change_stage(community=community, stage=CommunityStage.INACTIVE, by=None, now=now)

    assert Community.objects.public().get().stage == CommunityStage.INACTIVE


def test_residents_are_kept_as_a_number_with_its_day(now):
    community = CommunityFactory()

    count_residents(community=community, number=118, counted_on=now.date(), by=None, now=now)

    community.refresh_from_db()
    assert (community.residents_united, community.residents_united_on) == (118, now.date())


def test_a_person_is_a_member_once(now):
    membership = MembershipFactory()

    with pytest.raises(StateConflict, match="jau ir kopienas"):
        add_member(community=membership.community, user=membership.user, role=MemberRole.EDITOR, by=None, now=now)


def test_the_last_leader_cannot_leave(now):
    leader = MembershipFactory(role=MemberRole.LEADER)
    MembershipFactory(community=leader.community)

    with pytest.raises(StateConflict, match="bez līdera"):
        end_membership(membership=leader, by=None, now=now)


def test_a_leader_leaves_once_another_leads_and_history_stays(now):
    leader = MembershipFactory(role=MemberRole.LEADER, accepted_at=now)
    add_member(community=leader.community, user=PersonFactory(), role=MemberRole.LEADER, by=None, now=now)

    end_membership(membership=leader, by=None, now=now)

    leader.refresh_from_db()
    assert leader.ended_at == now
    assert Membership.objects.leaders().get().user != leader.user


def test_somebody_who_left_may_join_again(now):
    gone = MembershipFactory(accepted_at=now, ended_at=now)

    again = add_member(community=gone.community, user=gone.user, role=MemberRole.MEMBER, by=None, now=now)

    assert list(Membership.objects.current()) == [again]
