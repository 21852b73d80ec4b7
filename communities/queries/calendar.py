"""Dates of events as calendar entries, and everything dated of the whole portal."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import get_language

from communities.enums import EventState
from communities.models import Community, Event, Neighbourhood
from portal.obligations.clock import last_day_of
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path
from portal.ui.panels import Slot, gather

FEED_PAST, FEED_AHEAD = timedelta(days=60), timedelta(days=400)
"""What a subscribed calendar holds: the last two months and a good year ahead."""


IN_ENTRY = (
    "title", "slug", "kind", "state", "starts_at", "ends_at", "place", "summary", "directions", "online_link", "community_id",
)  # fmt: skip
"""What an entry tells of an event."""


def event_entry(event: Event, place_keys: Iterable[int] = ()) -> CalendarEntry:
    return CalendarEntry(
        key=f"communities.event-{event.pk}",
        kind=event.get_kind_display(),
        title=event.title,
        address=absolute(plain_path(event), get_language() or "lv"),
        starts=event.starts_at,
        ends=event.ends_at,
        place=event.place,
        text="\n\n".join(part for part in (event.summary, event.directions, event.online_link) if part),
        is_cancelled=event.state == EventState.CANCELLED,
        neighbourhood_keys=list(place_keys),
        community_key=event.community_id,
    )


def first_day(entry: CalendarEntry) -> date:
    return timezone.localdate(entry.starts) if isinstance(entry.starts, datetime) else entry.starts


def last_day(entry: CalendarEntry) -> date:
    """The last day an entry touches."""
    if isinstance(entry.ends, datetime):
        return last_day_of(entry.ends)
    return entry.ends or first_day(entry)


def dated(
    start: date, end: date, *, neighbourhood: Neighbourhood | None = None, community: Community | None = None
) -> list[CalendarEntry]:
    """Everything that happens from ``start`` to ``end``, both included, in order of time; whole days come first."""
    entries = gather(Slot.CALENDAR, start=start, end=end, neighbourhood=neighbourhood, community=community)
    return sorted(entries, key=_in_order)


def _in_order(entry: CalendarEntry) -> tuple:
    is_timed = isinstance(entry.starts, datetime)
    return first_day(entry), is_timed, timezone.localtime(entry.starts).time() if is_timed else None, entry.title


def by_day(entries: Iterable[CalendarEntry]) -> dict[date, list[CalendarEntry]]:
    """Entries under each day they touch."""
    days: dict[date, list[CalendarEntry]] = {}
    for entry in entries:
        day, last = first_day(entry), last_day(entry)
        while day <= last:
            days.setdefault(day, []).append(entry)
            day += timedelta(days=1)
    return days
