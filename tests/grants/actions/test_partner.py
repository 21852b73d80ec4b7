import pytest

from communities.models import Community
from grants.actions.application import submit_application
from grants.actions.partner import MOST_PARTNERS, confirm_partner, decline_partner, name_partner, remove_partner
from grants.models import ApplicationPartner
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.communities import CommunityFactory
from tests.factories.grants import IN_TIME, begun_application, leader_of, lines_of, project_of, published_call
from tests.factories.portal import PersonFactory


@pytest.fixture
def neighbours(db) -> Community:
    return CommunityFactory(leader=PersonFactory())


def name(draft, **changes) -> ApplicationPartner:
    facts = {"name": "Biedrība „Krasts”", "role": "Aizdod zāģi."} | changes
    return name_partner(application=draft, by=leader_of(draft.community), now=IN_TIME, **facts)


def hand_in(draft):
    return submit_application(
        application=draft, project=project_of(draft.call), lines=lines_of(draft.call), by=leader_of(draft.community), now=IN_TIME
    )


@pytest.mark.rule("S1-25")
def test_the_leader_of_a_named_community_is_asked_to_confirm(draft, neighbours):
    partner = name(draft, community=neighbours)

    assert (partner.name, partner.is_agreed) == (neighbours.name, False)
    message = Message.objects.get(key="grants.partner_asked")
    assert message.email == leader_of(neighbours).email


@pytest.mark.rule("S1-25")
def test_nothing_is_handed_in_while_a_partner_has_not_confirmed(draft, neighbours):
    partner = name(draft, community=neighbours)

    with pytest.raises(InvalidInput) as refusal:
        hand_in(draft)
    confirm_partner(partner=partner, by=leader_of(neighbours), now=IN_TIME)

    assert neighbours.name in str(refusal.value)
    assert hand_in(draft).state == "submitted"
    assert Message.objects.get(key="grants.partner_confirmed").email == leader_of(draft.community).email


def test_an_organisation_outside_the_portal_needs_no_confirmation(draft):
    name(draft)

    assert hand_in(draft).state == "submitted"


def test_a_partner_that_declines_leaves_the_list_and_the_applicant_hears_of_it(draft, neighbours):
    partner = name(draft, community=neighbours)

    decline_partner(partner=partner, by=leader_of(neighbours), now=IN_TIME)

    assert not draft.partners.exists()
    assert neighbours.name in Message.objects.get(key="grants.partner_declined").body


def test_confirming_twice_is_confirming_once(draft, neighbours):
    partner = name(draft, community=neighbours)

    for _time in range(2):
        confirm_partner(partner=partner, by=leader_of(neighbours), now=IN_TIME)

    assert Message.objects.filter(key="grants.partner_confirmed").count() == 1


def test_nobody_is_ones_own_partner_nor_a_partner_twice(draft):
    name(draft)

    for facts in ({"community": draft.community}, {"name": " BIEDRĪBA „KRASTS” "}, {"name": "  "}):
        with pytest.raises(InvalidInput):
            name(draft, **facts)


def test_partners_have_a_limit(draft):
    for number in range(MOST_PARTNERS):
        name(draft, name=f"Biedrība {number}")

    with pytest.raises(StateConflict):
        name(draft, name="Vēl viena")


def test_a_call_without_joint_applications_takes_no_partner(municipality):
    draft = begun_application(published_call(allows_joint=False))

    with pytest.raises(StateConflict):
        name(draft)


def test_partners_no_longer_change_once_it_is_handed_in(draft):
    partner = name(draft)
    hand_in(draft)

    for act in (
        lambda: name(draft, name="Cita"),
        lambda: remove_partner(partner=partner, by=leader_of(draft.community), now=IN_TIME),
    ):
        with pytest.raises(StateConflict):
            act()
