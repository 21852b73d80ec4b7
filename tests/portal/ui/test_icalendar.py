"""Calendars read back by the library, as calendar programs do."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from portal.ui.icalendar import CalendarEntry, as_ics

RIGA = ZoneInfo("Europe/Riga")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CONCERT = {
    "key": "tests.concert-7", "kind": "svētki", "title": "Koncerts; ar čellu, kokli un ērģelēm, kas skan līdz pat vakaram",
    "address": "https://portals.example/pasakumi/koncerts/", "starts": datetime(2026, 3, 28, 18, tzinfo=RIGA),
    "ends": datetime(2026, 3, 29, 5, tzinfo=RIGA), "place": "Baldone, Daugavas iela 2", "text": "Nāciet!\nIeeja brīva.",
}  # fmt: skip


def read(**changes):
    entry = CalendarEntry(**{**CONCERT, **changes})
    return Calendar.from_ical(as_ics([entry], name="Pasākumi", now=NOW)).walk("VEVENT")[0]


def test_an_event_is_read_back_as_it_was_written():
    event = read()

    assert event["SUMMARY"] == CONCERT["title"]
    assert event["LOCATION"] == CONCERT["place"]
    assert event["DESCRIPTION"] == CONCERT["text"]
    assert event["URL"] == CONCERT["address"]
    assert event.decoded("DTSTAMP") == NOW
    assert "STATUS" not in event


def test_the_night_the_clocks_go_forward_is_an_hour_shorter():
    event = read()

    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(hours=10)


def test_no_line_is_longer_than_the_standard_allows():
    content = as_ics([CalendarEntry(**CONCERT)], name="Pasākumi", now=NOW)

    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_whole_days_end_on_the_day_after_the_last():
    event = read(starts=date(2026, 6, 1), ends=date(2026, 6, 3))

    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (date(2026, 6, 1), date(2026, 6, 4))


def test_what_is_called_off_keeps_its_name_and_says_so():
    assert read(is_cancelled=True)["STATUS"] == "CANCELLED"
    assert read(is_cancelled=True)["UID"] == read(starts=NOW, ends=NOW + timedelta(hours=1), title="Cits")["UID"]


@pytest.mark.parametrize(("starts", "is_timed"), [(NOW, True), (NOW.date(), False)])
def test_an_entry_knows_its_page_and_whether_it_has_an_hour(starts, is_timed):
    entry = CalendarEntry(**{**CONCERT, "starts": starts, "ends": None})

    assert (entry.path, entry.is_timed) == ("/pasakumi/koncerts/", is_timed)
