import pytest

from communities.enums import AgreementKind, AgreementState, CommunityStage, MemberRole
from communities.models import Agreement, Community, GoodPractice, Neighbourhood, ResourceCentre
from portal.accounts.roles import Role
from tests.factories.communities import (
    AgreementFactory,
    CommunityFactory,
    GoodPracticeFactory,
    MembershipFactory,
    NeighbourhoodFactory,
    ResourceCentreFactory,
)
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.django_db

WRITING = {MemberRole.LEADER, MemberRole.TREASURER, MemberRole.EDITOR}


@pytest.mark.parametrize("role", MemberRole)
def test_leader_treasurer_and_editor_write_for_their_community(role):
    membership = MembershipFactory(role=role)

    assert membership.user.has_perm("communities.edit_for_community", membership.community) is (role in WRITING)
    assert membership.user.has_perm("communities.lead_community", membership.community) is (role == MemberRole.LEADER)


def test_a_leader_has_no_part_in_another_community():
    leader = MembershipFactory(role=MemberRole.LEADER).user

    assert not leader.has_perm("communities.edit_for_community", CommunityFactory())
    assert not leader.has_perm("communities.edit_for_community")


def test_a_part_ends_with_the_membership(now):
    gone = MembershipFactory(role=MemberRole.LEADER, accepted_at=now, ended_at=now)

    assert not gone.user.has_perm("communities.edit_for_community", gone.community)


KEEPERS = {
    "change_community": {Role.COORDINATOR, Role.ADMINISTRATOR},
    "change_neighbourhood": {Role.COORDINATOR, Role.ADMINISTRATOR},
    "verify_community": {Role.COORDINATOR},
    "moderate_goodpractice": {Role.COORDINATOR},
    "view_agreement": {Role.COORDINATOR, Role.LAWYER, Role.AUDITOR, Role.ADMINISTRATOR},
    "change_agreement": {Role.COORDINATOR, Role.LAWYER},
    "sign_agreement": {Role.LAWYER},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", KEEPERS)
def test_only_its_keepers_hold_a_permission(permission, role):
    officer = OfficerFactory(roles=[role])

    assert officer.has_perm(f"communities.{permission}") is (role in KEEPERS[permission])


@pytest.mark.rule("S4-145")
def test_identified_communities_are_for_staff_and_their_members():
    identified = CommunityFactory(stage=CommunityStage.IDENTIFIED, verified_at=None, verified_by=None)
    readers = (OfficerFactory(), MembershipFactory(community=identified).user, PersonFactory())

    assert [Community.objects.visible_to(reader).exists() for reader in readers] == [True, True, False]


@pytest.mark.rule("S4-137")
@pytest.mark.parametrize("role", [role for role in Role if role != Role.EVALUATOR])
def test_staff_read_delegation_contracts_only_with_that_permission(now, role):
    AgreementFactory(kind=AgreementKind.DELEGATION, state=AgreementState.IN_FORCE, signed_on=now.date())

    readable = Agreement.objects.visible_to(OfficerFactory(roles=[role])).exists()

    assert readable is (role in KEEPERS["view_agreement"])


def test_members_read_what_their_community_was_offered_before_it_is_public():
    draft = AgreementFactory()
    offered = AgreementFactory(agreed=True, community=draft.community)
    member, stranger = MembershipFactory(community=draft.community).user, MembershipFactory().user

    assert list(Agreement.objects.visible_to(member)) == [offered]
    assert not Agreement.objects.visible_to(stranger).exists()


def test_what_is_no_longer_used_is_seen_by_staff_alone():
    NeighbourhoodFactory(is_active=False)
    ResourceCentreFactory(is_active=False, community__neighbourhoods=[Neighbourhood.objects.get()])
    suggested = GoodPracticeFactory()

    for model in (Neighbourhood, ResourceCentre):
        assert model.objects.visible_to(OfficerFactory()).exists()
        assert not model.objects.visible_to(PersonFactory()).exists()
    assert suggested in GoodPractice.objects.visible_to(OfficerFactory())
    assert suggested not in GoodPractice.objects.visible_to(PersonFactory())
