"""Dates as calendar programs read them (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse

CONTENT_TYPE = "text/calendar"


@dataclass(frozen=True)
class CalendarEntry:
    """One thing that happens. ``key`` stays the same when it moves ("communities.event-12"); ``address`` is the full
    address of its page; ``starts`` and ``ends`` are instants, or days where the whole day is meant (``ends`` inclusive).
    ``neighbourhood_keys`` and ``community_key`` tell feeds whom it concerns."""

    key: str
    kind: Any
    title: str
    address: str
    starts: datetime | date
    ends: datetime | date | None = None
    place: str = ""
    text: str = ""
    is_cancelled: bool = False
    neighbourhood_keys: list[int] = field(default_factory=list)
    community_key: int | None = None

    @property
    def path(self) -> str:
        """The page within this portal."""
        return urlsplit(self.address).path

    @property
    def is_timed(self) -> bool:
        """Whether it begins at an hour, not only on a day."""
        return isinstance(self.starts, datetime)


def as_ics(entries: Iterable[CalendarEntry], *, name: str, now: datetime) -> bytes:
    """The entries as one calendar called ``name``, stamped ``now``."""
    from icalendar import Calendar, Event, vText  # eighty modules, while pages need no more than the entries

    host = settings.SITE_URL.split("//", 1)[-1].rstrip("/")
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//Kopienu portals//LV")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.key}@{host}")
        event.add("dtstamp", now)
        event.add("summary", entry.title)
        event.add("dtstart", _in_utc(entry.starts))
        if entry.ends:
            event.add("dtend", _in_utc(entry.ends) if isinstance(entry.ends, datetime) else entry.ends + timedelta(days=1))
        event.add("url", entry.address)
        if entry.place:
            event["location"] = vText(entry.place)
        if entry.text:
            event.add("description", entry.text)
        if entry.is_cancelled:
            event.add("status", "CANCELLED")
        calendar.add_component(event)
    return calendar.to_ical()


def _in_utc(starts: datetime | date) -> datetime | date:
    """Instants in UTC need no table of the clock changes beside them."""
    return starts.astimezone(UTC) if isinstance(starts, datetime) else starts


def ics_response(entries: Iterable[CalendarEntry], *, name: str, file_name: str, now: datetime) -> HttpResponse:
    """A calendar to subscribe to or to open once."""
    response = HttpResponse(as_ics(entries, name=name, now=now), content_type=f"{CONTENT_TYPE}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    return response
