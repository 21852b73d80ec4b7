"""The public pages of events and traditions, and the organiser's list of who comes."""

import xml.etree.ElementTree as ElementTree
from datetime import timedelta
from io import BytesIO

import pytest
import tablib
from django.urls import reverse

from communities.enums import EventKind, EventState
from communities.models import Event, Term
from tests.factories.communities import CommunityFactory, MembershipFactory, NeighbourhoodFactory
from tests.factories.event import EventFactory, SeriesFactory, call_for_help, come, come_as_guest, held, help_with
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def listed(client, **query) -> list[str]:
    return [event.title for event in client.get(reverse("communities:event_list"), query).context["lines"]]


def page(client, event) -> str:
    return client.get(event.get_absolute_url()).text


def test_what_comes_next_stands_first_and_the_past_is_asked_for(client, now):
    EventFactory(title="Vēlāk", starts_at=now + timedelta(days=20))
    EventFactory(title="Drīz", starts_at=now + timedelta(days=2))
    EventFactory(title="Atcelts", starts_at=now + timedelta(days=3), state=EventState.CANCELLED, cancel_reason="Plūdi")
    EventFactory(draft=True)
    held(title="Sen", days_ago=60)
    held(title="Nesen", days_ago=6)

    assert listed(client) == ["Drīz", "Atcelts", "Vēlāk"]
    assert listed(client, laiks="bijusie") == ["Nesen", "Sen"]
    assert listed(client, laiks="visi") == ["Sen", "Nesen", "Drīz", "Atcelts", "Vēlāk"]


@pytest.mark.rule("S3-13")
@pytest.mark.rule("S3-16")
@pytest.mark.rule("S4-63")
@pytest.mark.rule("S4-144")
def test_events_are_filtered_by_place_kind_group_and_organiser(client):
    place = NeighbourhoodFactory(slug="upe")
    families = Term.objects.get(kind="group", slug="gimenes")
    EventFactory(title="Ģimeņu diena", neighbourhoods=[place], target_groups=[families])
    EventFactory(title="Izbraukums", kind=EventKind.OUTREACH, community=None, unit=UnitFactory())
    EventFactory(title="Pieredzes vakars", kind=EventKind.EXCHANGE, community=None, unit=UnitFactory())

    assert (
        listed(client, apkaime="upe") == listed(client, grupa="gimenes") == listed(client, rikotajs="kopiena") == ["Ģimeņu diena"]
    )
    assert listed(client, rikotajs="pasvaldiba") == ["Izbraukums", "Pieredzes vakars"]
    assert listed(client, veids="outreach") == ["Izbraukums"]
    assert listed(client, veids="exchange") == ["Pieredzes vakars"]
    assert listed(client, meklet="gimenu") == ["Ģimeņu diena"]


def test_an_empty_list_says_what_to_do(client):
    assert "sekojiet savai apkaimei" in client.get(reverse("communities:event_list")).text


def test_the_page_tells_when_where_and_how_to_get_there(client):
    event = EventFactory(directions="Autobuss 23 līdz pieturai.", agenda="1. Zupa", latitude=56.8, longitude=24.2)

    shown = page(client, event)

    for told in (event.place, "Autobuss 23", "1. Zupa", event.community.name, "mlat=56.8&amp;mlon=24.2", "Vienkārši nāciet"):
        assert told in shown


@pytest.mark.parametrize(
    ("people", "told", "button"),
    [(1, "Brīva 1 vieta", "Pieteikties"), (2, "Visas vietas ir aizņemtas", "Pieteikties gaidīšanas sarakstā")],
)
def test_the_page_tells_how_many_places_are_left(client, people, told, button):
    event = EventFactory(registering=True)
    for _ in range(people):
        come(event)

    shown = page(client, event)

    assert told in " ".join(shown.split())
    assert button in shown


def test_the_page_of_a_called_off_event_says_why(client):
    event = EventFactory(state=EventState.CANCELLED, cancel_reason="Upe izgājusi no krastiem.")

    assert "Upe izgājusi no krastiem." in page(client, event)


@pytest.mark.rule("S4-08")
@pytest.mark.rule("S4-62")
def test_afterwards_the_page_tells_what_came_of_it_and_keeps_the_evidence(client):
    event = held(24)
    Event.objects.filter(pk=event.pk).update(follow_up="Trīs uzlabojumi līdz martam.")

    shown = page(client, event)

    assert event.lessons in shown
    assert "Trīs uzlabojumi līdz martam." in shown
    assert "apliecinajums" not in shown


@pytest.mark.rule("S4-126")
def test_the_evidence_is_for_the_organiser_and_officers(client):
    leader = PersonFactory()
    event = held(24, community=CommunityFactory(leader=leader))
    address = reverse("communities:event_evidence", args=[event.slug])
    member = MembershipFactory(community=event.community).user

    answers = {}
    for name, visitor in {"guest": None, "member": member, "leader": leader, "officer": OfficerFactory()}.items():
        if visitor:
            client.force_login(visitor)
        response = client.get(address)
        answers[name] = response.status_code
        if response.streaming:
            response.getvalue()

    assert answers == {"guest": 404, "member": 404, "leader": 200, "officer": 200}


def test_helpers_see_what_is_wanted_and_offer_with_one_button(client):
    event = EventFactory()
    task = call_for_help(event)
    guest = page(client, event)
    client.force_login(PersonFactory())

    client.post(reverse("communities:help_offer", args=[task.pk]), {"publish_name": "on"})

    assert "Cept pankūkas" in guest
    assert "vēl vajag 2 palīgus" in guest
    assert "Ienākt, lai palīdzētu" in guest
    offered = page(client, event)
    assert "Jūs te palīdzat" in offered
    assert task.offers.get().publish_name
    client.post(reverse("communities:help_withdraw", args=[task.offers.get().pk]))
    assert task.offers.get().withdrawn_at


def test_nobody_withdraws_the_offer_of_another(client):
    offer = help_with(call_for_help(EventFactory()))
    client.force_login(PersonFactory())

    assert client.post(reverse("communities:help_withdraw", args=[offer.pk])).status_code == 404


@pytest.mark.rule("S4-128")
def test_a_tradition_shows_its_attendance_by_year_as_a_line_with_its_table(client):
    series = SeriesFactory()
    for days_ago, attendance in ((800, 43), (30, 57)):
        held(attendance, days_ago=days_ago, community=series.community, kind=EventKind.TRADITION, series=series)

    response = client.get(series.get_absolute_url())

    assert response.context["chart"].series[0].values == [43, 57]
    assert '<td class="num">57</td>' in response.text


def test_a_tradition_of_a_community_nobody_verified_is_no_page(client):
    series = SeriesFactory(community=CommunityFactory(stage="identified"))

    assert client.get(series.get_absolute_url()).status_code == 404


@pytest.fixture
def seminar():
    """A unit's seminar with two places: one has a place and a need, one waits, one has not opened the link."""
    officer = OfficerFactory()
    event = EventFactory(registering=True, community=None, unit=UnitFactory(members=[officer]))
    come(event, by=PersonFactory(name="=SUM(1)"), seats=2, needs="Zīmju valoda")
    come(event)
    come_as_guest(event)
    return event, officer


def test_the_organiser_sees_who_comes_with_what_they_need(client, seminar):
    event, officer = seminar
    client.force_login(officer)

    response = client.get(reverse("communities:event_registrations", args=[event.slug]))

    assert "Zīmju valoda" in response.text
    assert "1 cilvēks vēl nav atvēris saiti" in response.text
    assert [row.state for row in response.context["rows"]] == ["registered", "waiting"]


@pytest.mark.parametrize("format_name", ["csv", "xlsx"])
def test_the_list_of_who_comes_is_downloaded_safe_for_spreadsheets(client, seminar, format_name):
    event, officer = seminar
    client.force_login(officer)

    response = client.get(reverse("communities:event_registrations", args=[event.slug]), {"formats": format_name})

    content = response.content.decode("utf-8-sig") if format_name == "csv" else BytesIO(response.content)
    table = tablib.Dataset().load(content, format=format_name)
    assert table[table.headers[0]][0] == "'=SUM(1)"
    assert "Zīmju valoda" in table["Kas vajadzīgs"]


def test_the_list_of_who_comes_is_closed_to_others(client, seminar):
    address = reverse("communities:event_registrations", args=[seminar[0].slug])

    assert client.get(address).status_code == 302
    for visitor in (PersonFactory(), OfficerFactory()):
        client.force_login(visitor)
        assert client.get(address).status_code == 403


def feed(client, name: str, *args) -> list[str]:
    response = client.get(reverse(f"communities:{name}", args=args))
    assert response["Content-Type"].startswith("application/atom+xml")
    return [title.text for title in ElementTree.fromstring(response.content).findall("a:entry/a:title", ATOM)]


@pytest.mark.rule("S4-59")
def test_the_feeds_tell_announced_events_of_all_of_a_place_and_of_a_community(client):
    event, other = EventFactory(title="Zupas vakars"), EventFactory(title="Talka")
    EventFactory(draft=True)
    place = event.neighbourhoods.get()

    everything = feed(client, "event_feed")

    assert len(everything) == 2
    assert [title.split(",")[0] for title in feed(client, "neighbourhood_feed", place.slug)] == ["Zupas vakars"]
    assert [title.split(",")[0] for title in feed(client, "community_feed", other.community.slug)] == ["Talka"]
