"""Councils as everybody reads them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from communities.enums import CouncilKind
from communities.models import Meeting
from portal.accounts.roles import Role
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.council import (
    CandidateFactory,
    CouncilFactory,
    CouncilMemberFactory,
    ElectionFactory,
    called_meeting,
    published_meeting,
)
from tests.factories.files import stored_file
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.mark.rule("S4-140")
def test_as_many_councils_as_there_are_stand_in_the_list(client):
    CouncilFactory.create_batch(12)

    page = client.get(reverse("communities:council_list")).text

    assert page.count('class="row-title"') == 12


@pytest.mark.rule("S4-139")
def test_a_council_is_found_by_each_place_of_its_territory(client):
    places = [NeighbourhoodFactory(), NeighbourhoodFactory()]
    council = CouncilFactory(neighbourhoods=places)
    CouncilFactory(name="Cita padome")

    for place in places:
        page = client.get(reverse("communities:council_list"), {"apkaime": place.slug}).text
        assert council.name in page
        assert "Cita padome" not in page


def test_a_council_that_is_prepared_is_no_public_page(client):
    hidden = CouncilFactory(is_public=False)

    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert hidden.name not in client.get(reverse("communities:council_list")).text


@pytest.mark.rule("S4-131")
def test_only_members_who_agreed_are_named(client):
    council = CouncilFactory(seats=7)
    CouncilMemberFactory(council=council, name="Anna Ozola", publish_name=True, role="chair")
    CouncilMemberFactory(council=council, name="Jānis Liepa")

    page = client.get(council.get_absolute_url()).text

    assert "Anna Ozola" in page
    assert "Jānis Liepa" not in page
    assert "Loceklis, kura vārds netiek publicēts" in page
    assert "no tām brīvas: 5" in page


@pytest.mark.rule("S4-138")
@pytest.mark.rule("S4-142")
def test_the_statute_its_rights_and_the_trial_stand_on_the_page(client):
    council = CouncilFactory(
        statute_number="Nr. 11/2025", rights="Saņemt pamatotu atbildi.", is_pilot=True, statute=stored_file("nolikums.pdf")
    )

    page = client.get(council.get_absolute_url()).text

    assert "Nr. 11/2025" in page
    assert "Saņemt pamatotu atbildi." in page
    assert "izmēģinājuma kārtā" in page
    assert client.get(reverse("communities:council_statute", args=[council.slug])).getvalue() == b"%PDF-1.7 saturs"


def test_without_a_file_there_is_no_statute_to_download(client):
    assert client.get(reverse("communities:council_statute", args=[CouncilFactory().slug])).status_code == 404


@pytest.mark.rule("S4-141")
def test_the_law_and_the_age_stand_with_a_residents_council_alone(client):
    residents, advisory = CouncilFactory(), CouncilFactory(kind=CouncilKind.ADVISORY)

    page = client.get(residents.get_absolute_url()).text

    assert "no 16 gadu vecuma" in page
    assert "Pašvaldību likuma 58. pants" in page
    assert "58. pants" not in client.get(advisory.get_absolute_url()).text


@pytest.mark.rule("S4-141")
def test_an_election_shows_turnout_ballots_and_those_who_agreed(client):
    election = ElectionFactory()
    CandidateFactory(election=election, name="Kandidāts A", publish_name=True, votes=71, is_elected=True)
    CandidateFactory(election=election, name="Kandidāts B", votes=12)

    page = client.get(election.council.get_absolute_url()).text

    for shown in ("108", "99", "Kandidāts A", "71", "ievēlēts"):
        assert shown in page
    assert "Kandidāts B" not in page


@pytest.mark.rule("S4-60")
def test_a_seat_says_which_community_it_speaks_for_on_both_pages(client):
    community = CommunityFactory()
    council = CouncilFactory(kind=CouncilKind.ADVISORY)
    CouncilMemberFactory(council=council, community=community)

    assert community.name in client.get(council.get_absolute_url()).text
    assert council.name in client.get(community.get_absolute_url()).text


@pytest.mark.rule("S4-82")
def test_a_council_says_how_many_seats_it_keeps_for_communities_and_how_many_are_taken(client):
    council = CouncilFactory(kind=CouncilKind.ADVISORY, seats=9, community_seats=6)
    CouncilMemberFactory(council=council, community=CommunityFactory())
    CouncilMemberFactory(council=council)

    page = client.get(council.get_absolute_url()).text

    assert f"{gettext('Kept for active communities')}: 6, {gettext('of them taken')}: 1" in page


def test_next_meetings_decisions_and_past_ones_stand_on_the_page(client, now):
    council = CouncilFactory(members=3)
    published_meeting(council=council)
    called_meeting(council=council, place="Skola")

    page = client.get(council.get_absolute_url()).text

    assert "Atbalstīt otro." in page
    assert "Skola" in page
    assert Meeting.objects.past().get().get_absolute_url() in page


@pytest.mark.rule("S4-60")
def test_how_active_a_council_is_only_the_staff_reads(client):
    council = CouncilFactory(members=3)
    published_meeting(council=council, present=list(council.members.all()[:2]))

    assert "Vidējais locekļu apmeklējums" not in client.get(council.get_absolute_url()).text
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))
    desk = client.get(reverse("admin:communities_council_change", args=[council.pk])).text

    assert "Vidējais locekļu apmeklējums: 67\xa0%" in desk


def test_the_export_counts_the_seats_taken(client):
    council = CouncilFactory(members=2)
    CouncilMemberFactory(council=council, since=council.created_at.date() + timedelta(days=30))

    rows = client.get(reverse("communities:council_list"), {"formats": "csv"}).content.decode()

    assert f"{council.name},iedzīvotāju padome,,7,2," in rows
