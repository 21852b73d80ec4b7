"""What is near in each neighbourhood, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from communities.models import Neighbourhood
from communities.queries.calendar import dated
from portal.ui.icalendar import CalendarEntry

DAYS = timedelta(days=6)


@dataclass(frozen=True)
class Week:
    """The seven days from ``starts`` on, with everything public that closes or takes place in them."""

    starts: date
    entries: list[CalendarEntry]

    @classmethod
    def of(cls, now: datetime) -> "Week":
        today = timezone.localdate(now)
        near = dated(today, today + DAYS)
        return cls(today, [one for one in near if not one.is_cancelled and _is_to_come(one, now)])

    def of_places(self, places: Iterable[Neighbourhood]) -> list[CalendarEntry]:
        """What concerns any of the neighbourhoods, or everybody."""
        keys = {place.pk for place in places}
        return [one for one in self.entries if not one.neighbourhood_keys or keys.intersection(one.neighbourhood_keys)]


def _is_to_come(entry: CalendarEntry, now: datetime) -> bool:
    return entry.starts > now if entry.is_timed else True
