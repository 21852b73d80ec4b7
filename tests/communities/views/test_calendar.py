"""The calendar of participation and the feeds of calendar programs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from communities.enums import EventState
from communities.queries.calendar import dated
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.event import EventFactory
from tests.factories.grants import CallFactory
from tests.factories.participation import ConsultationFactory

pytestmark = pytest.mark.usefixtures("municipality")

JUNE = datetime(2026, 6, 10, 15, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _may(time_machine):
    time_machine.move_to(datetime(2026, 5, 20, 9, 0, tzinfo=UTC), tick=False)


def calendar_page(client, **query):
    return client.get(reverse("communities:calendar"), query)


def titles(entries) -> list[str]:
    return [entry.title for entry in entries]


@pytest.mark.rule("S4-59")
def test_a_month_is_a_table_with_its_events_on_their_days(client):
    EventFactory(title="Zupas vakars", starts_at=JUNE)
    EventFactory(title="Jūlija talka", starts_at=JUNE + timedelta(days=40))

    page = calendar_page(client, menesis="2026-06")

    cell = page.text.split('datetime="2026-06-10"')[1].split("</td>")[0]
    assert "Zupas vakars" in cell
    assert "18.00" in cell
    assert "Jūlija talka" not in page.text
    assert page.text.count('<th scope="col">') == 7


@pytest.mark.rule("S4-59")
def test_the_year_lists_everything_dated_of_all_apps(client):
    EventFactory(title="Zupas vakars", starts_at=JUNE)
    ConsultationFactory(title="Ielas pārbūve", closes_at=datetime(2026, 6, 14, 21, 0, tzinfo=UTC))
    opens, closes = datetime(2026, 4, 1, 6, 0, tzinfo=UTC), datetime(2026, 7, 1, 14, 0, tzinfo=UTC)
    CallFactory(title="Mazie projekti", state="published", published_at=opens, opens_at=opens, closes_at=closes)

    page = calendar_page(client, gads="2026")

    for told in ("Zupas vakars", "Ielas pārbūve", "Mazie projekti", "14.06."):
        assert told in page.text


def test_one_neighbourhood_sees_its_own_and_what_concerns_everybody():
    here, there = NeighbourhoodFactory(), NeighbourhoodFactory()
    EventFactory(title="Te", starts_at=JUNE, neighbourhoods=[here])
    EventFactory(title="Tur", starts_at=JUNE, neighbourhoods=[there])
    ConsultationFactory(title="Visiem", closes_at=JUNE, neighbourhoods=[])

    found = dated(date(2026, 6, 1), date(2026, 6, 30), neighbourhood=here)

    assert sorted(titles(found)) == ["Te", "Visiem"]


def test_an_event_over_midnight_stands_on_both_days_and_one_that_ends_at_midnight_on_one():
    EventFactory(title="Nakts", starts_at=JUNE, ends_at=JUNE + timedelta(hours=8))
    EventFactory(title="Vakars", starts_at=JUNE, ends_at=datetime(2026, 6, 10, 21, 0, tzinfo=UTC))

    next_day = dated(date(2026, 6, 11), date(2026, 6, 11))

    assert titles(next_day) == ["Nakts"]


@pytest.mark.parametrize(
    "query",
    [
        {"menesis": "2026-13"},
        {"menesis": "nekas"},
        {"menesis": "9999-12"},
        {"gads": "²⁰²⁶"},
        {"gads": "1"},
        {"apkaime": "a\x00b"},
    ],
)
def test_a_mangled_address_shows_this_month(client, query):
    page = calendar_page(client, **query)

    assert page.status_code == 200
    assert page.context["month"] == date(2026, 5, 1)


def test_an_empty_month_says_so(client):
    assert "vēl nekas nav izsludināts" in calendar_page(client).text


def subscribed(client, name: str, *args) -> list:
    response = client.get(reverse(f"communities:{name}", args=args))
    assert response["Content-Type"].startswith("text/calendar")
    return Calendar.from_ical(response.content).walk("VEVENT")


@pytest.mark.rule("S4-59")
def test_calendar_programs_subscribe_to_all_to_a_place_and_to_a_community(client):
    event, other = EventFactory(starts_at=JUNE, title="Zupa"), EventFactory(starts_at=JUNE, title="Talka")
    EventFactory(starts_at=JUNE, draft=True)

    assert len(subscribed(client, "calendar_feed")) == 2
    assert [one["SUMMARY"] for one in subscribed(client, "neighbourhood_calendar", event.neighbourhoods.get().slug)] == ["Zupa"]
    assert [one["SUMMARY"] for one in subscribed(client, "community_calendar", other.community.slug)] == ["Talka"]


def test_one_event_is_put_into_a_calendar_and_a_called_off_one_taken_out(client):
    event = EventFactory(starts_at=JUNE)
    before = subscribed(client, "event_calendar", event.slug)[0]
    type(event).objects.update(state=EventState.CANCELLED, cancel_reason="Plūdi")

    after = subscribed(client, "event_calendar", event.slug)[0]

    assert before.decoded("DTSTART") == JUNE
    assert after["STATUS"] == "CANCELLED"
    assert after["UID"] == before["UID"]
