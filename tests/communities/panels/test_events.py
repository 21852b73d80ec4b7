from datetime import timedelta

import pytest
from django.urls import reverse

from communities.actions.event import found_series
from communities.panels.events import leave_events, own_events
from portal.audit.actions import Guest
from portal.ui.search import find
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.event import EventFactory, SeriesFactory, call_for_help, come, held, help_with
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


def test_the_start_page_shows_the_next_three_events(client, now):
    for days in (4, 2, 8, 6):
        EventFactory(title=f"Pēc {days} dienām", starts_at=now + timedelta(days=days))

    page = client.get(reverse("pages:home")).text

    assert [page.find(f"Pēc {days} dienām") > 0 for days in (2, 4, 6, 8)] == [True, True, True, False]


@pytest.mark.rule("S4-59")
def test_the_hub_leads_to_the_calendar(client):
    assert reverse("communities:calendar") in client.get(reverse("pages:hub")).text


def test_a_neighbourhood_and_a_community_show_what_comes_and_how_many_came(client):
    place = NeighbourhoodFactory()
    community = CommunityFactory(neighbourhoods=[place])
    EventFactory(title="Zupas vakars", community=community, neighbourhoods=[place])
    held(31, title="Talka", community=community, neighbourhoods=[place])
    SeriesFactory(name="Upes svētki", community=community)

    for owner in (place, community):
        page = " ".join(client.get(owner.get_absolute_url()).text.split())
        assert "Zupas vakars" in page
        assert "31 cilvēks" in page
    assert "Upes svētki" in page


def test_a_person_finds_own_registrations_and_offers(client):
    person = PersonFactory()
    come(EventFactory(title="Seminārs", registering=True), by=person)
    help_with(call_for_help(EventFactory(title="Talka")), by=person)
    client.force_login(person)

    page = client.get(reverse("pages:mans")).text

    assert "Seminārs" in page
    assert "Cept pankūkas" in page


def test_an_officer_is_reminded_to_close_the_units_events(client, now):
    officer = OfficerFactory()
    EventFactory(title="NVO diena", community=None, unit=UnitFactory(members=[officer]), starts_at=now - timedelta(days=2))
    client.force_login(officer)

    assert "NVO diena" in client.get(reverse("admin:index")).text


def test_a_tradition_and_an_event_are_found_by_their_words(now):
    found_series(community=CommunityFactory(), name="Upes svētki", description="", since_year=None, by=Guest(), now=now)

    assert [entry.kind for entry in find("upes svetki", PersonFactory())] == ["tradition"]


def test_own_data_tell_where_the_person_goes_and_helps():
    person = PersonFactory()
    come(EventFactory(title="Seminārs", registering=True), by=person, needs="Zīmju valoda")
    help_with(call_for_help(EventFactory()), by=person)

    told = dict(own_events(person))

    assert (told["event_registrations"][0]["event"], told["event_registrations"][0]["needs"]) == ("Seminārs", "Zīmju valoda")
    assert told["help_offered"][0]["task"] == "Cept pankūkas"


def test_whoever_has_a_place_signs_off_before_the_account_is_erased_and_the_past_goes_with_it(now):
    person = PersonFactory()
    registration = come(EventFactory(title="Seminārs", registering=True), by=person)
    help_with(call_for_help(EventFactory()), by=person)

    refused = leave_events(person, check_only=True, now=now)
    later = leave_events(person, check_only=True, now=registration.event.ends_at)
    leave_events(person, check_only=False, now=registration.event.ends_at)

    assert [str(one) for one in refused] == ["Jūs esat pieteicies pasākumam. Vispirms atsakieties no vietas: Seminārs."]
    assert later == []
    assert own_events(person) == [("event_registrations", []), ("help_offered", [])]
