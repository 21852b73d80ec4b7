"""What is taken and what is free: of one place or piece of equipment in a week, and of many."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.enums import BookingState
from communities.models import Booking, Equipment, ResourceCentre
from communities.queries.opening import ONE_DAY, Span, Timetable, days_of_week, instant, without
from portal.errors import InvalidInput
from portal.ui.confirming import ConfirmationLink
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path, plain_reverse

QUARTER = timedelta(minutes=15)
SEARCH_DAYS = 14
"""How far ahead a free time is sought for somebody who was refused."""

LINK = ConfirmationLink(
    "communities.booking", timedelta(days=400), _("This link is older than a year and no longer works. Book again.")
)
"""The page of a guest's booking. Until when it can be confirmed is the booking's own matter."""


@dataclass(frozen=True)
class Resource:
    """What is booked: the place itself, or a kind of equipment with all its pieces."""

    centre: ResourceCentre
    equipment: Equipment | None = None

    @property
    def items(self) -> range:
        return range(1, (self.equipment.quantity if self.equipment else 1) + 1)

    @property
    def is_bookable(self) -> bool:
        bookable = self.equipment.is_bookable if self.equipment else self.centre.is_bookable
        return bookable and self.centre.is_active and not self.centre.is_reference

    def bookings(self, span: Span, now: datetime) -> list[Booking]:
        """Those that take hours within ``span``."""
        return list(
            Booking.objects.taking(now).within(span.starts, span.ends).filter(centre=self.centre, equipment=self.equipment)
        )


def is_free(resource: Resource, wanted: Span, now: datetime) -> bool:
    """Whether nobody has a piece of it all that time. A place is its own only piece."""
    return {booking.item for booking in resource.bookings(wanted, now)} < set(resource.items)


def nearest_free(resource: Resource, wanted: Span, now: datetime, limit: int = 3) -> list[Span]:
    """Free times of the same length, at the hour nearest to the wanted one, on that day and the two weeks after it."""
    timetable, length = Timetable.of(resource.centre), wanted.ends - wanted.starts
    local = timezone.localtime(wanted.starts)
    days = [timezone.localdate(wanted.starts) + n * ONE_DAY for n in range(SEARCH_DAYS)]
    bookings = resource.bookings(Span(instant(days[0], time.min), instant(days[-1] + ONE_DAY, time.min)), now)
    taken = {item: [Span(one.starts_at, one.ends_at) for one in bookings if one.item == item] for item in resource.items}
    found = set()
    for day in days:
        hour = instant(day, local.time())
        for opening in timetable.spans_on(day):
            for item in resource.items:
                for gap in without(opening, taken[item]):
                    begin = max(gap.starts, _next_quarter(now))
                    if begin + length <= gap.ends:
                        starts = min(max(hour, begin), gap.ends - length)
                        found.add(Span(starts, starts + length))
    return sorted(sorted(found, key=lambda span: abs(span.starts - wanted.starts))[:limit])


def _next_quarter(now: datetime) -> datetime:
    """``now``, or the next full quarter of an hour: bookings begin on those."""
    rest = timedelta(minutes=now.minute % 15, seconds=now.second, microseconds=now.microsecond)
    return now + (QUARTER - rest if rest else rest)


@dataclass(frozen=True)
class Cell:
    """A stretch of one day: ``closed``, ``past``, ``free`` (how many pieces are) or ``taken`` (by which bookings)."""

    kind: str
    columns: int
    span: Span | None = None
    bookings: tuple[Booking, ...] = ()
    free: int = 0

    @property
    def prefill(self) -> str:
        """The first hour of the stretch, as the form's address takes it."""
        starts = timezone.localtime(self.span.starts)
        ends = timezone.localtime(min(self.span.ends, self.span.starts + timedelta(hours=1)))
        return urlencode({"diena": f"{starts:%Y-%m-%d}", "no": f"{starts:%H:%M}", "lidz": f"{ends:%H:%M}"})


@dataclass(frozen=True)
class Row:
    day: date
    is_today: bool
    cells: list[Cell]

    @property
    def is_closed(self) -> bool:
        return all(cell.kind == "closed" for cell in self.cells)

    @property
    def taken(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.kind == "taken"]

    @property
    def has_room(self) -> bool:
        return any(cell.kind == "free" for cell in self.cells)


@dataclass(frozen=True)
class Week:
    """A resource's week: days by hours. ``hours`` are the columns, each four quarters wide."""

    resource: Resource
    monday: date
    hours: range
    rows: list[Row]

    @property
    def previous(self) -> date:
        return self.monday - 7 * ONE_DAY

    @property
    def following(self) -> date:
        return self.monday + 7 * ONE_DAY


def week_of(resource: Resource, day: date, now: datetime) -> Week:
    """The week in which ``day`` lies."""
    days = days_of_week(day)
    bookings = resource.bookings(Span(instant(days[0], time.min), instant(days[-1] + ONE_DAY, time.min)), now)
    return _week(resource, days, bookings, now)


def weeks_of(centres: Iterable[ResourceCentre], day: date, now: datetime) -> list[Week]:
    """The same week of everything that can be booked in ``centres``, whose parts are fetched; one query more."""
    days = days_of_week(day)
    centres = list(centres)
    taken: dict[tuple, list[Booking]] = {}
    start, end = instant(days[0], time.min), instant(days[-1] + ONE_DAY, time.min)
    for booking in Booking.objects.taking(now).within(start, end).filter(centre__in=centres):
        taken.setdefault((booking.centre_id, booking.equipment_id), []).append(booking)
    resources = [
        resource
        for centre in centres
        for resource in (Resource(centre), *(Resource(centre, item) for item in centre.equipment.all()))
        if resource.is_bookable
    ]
    return [
        _week(one, days, taken.get((one.centre.pk, one.equipment.pk if one.equipment else None), []), now) for one in resources
    ]


def _week(resource: Resource, days: list[date], bookings: list[Booking], now: datetime) -> Week:
    timetable = Timetable.of(resource.centre)
    hours = [span for day in days for span in timetable.hours_on(day)]
    first = min((opens.hour for opens, _closes in hours), default=9)
    last = max((closes.hour + (closes.minute > 0) for _opens, closes in hours), default=17)
    today, quarter = timezone.localdate(now), _next_quarter(now)
    rows = [Row(day, day == today, list(_cells(timetable, resource, day, bookings, quarter, range(first, last)))) for day in days]
    return Week(resource, days[0], range(first, last), rows)


def _cells(
    timetable: Timetable, resource: Resource, day: date, bookings: list[Booking], quarter: datetime, hours: range
) -> Iterator[Cell]:
    """The day from the first hour to the last, cut wherever something begins or ends."""
    reached = 0
    for opening in timetable.spans_on(day):
        for kind, span, holders in _stretches(opening, resource, bookings, quarter):
            begin, end = _column(span.starts, day, hours), _column(span.ends, day, hours)
            if begin > reached:
                yield Cell("closed", begin - reached)
            if end > begin:
                yield Cell(kind, end - begin, span, holders, len(resource.items) - len(holders))
            reached = max(reached, end)
    if (width := len(hours) * 4) > reached:
        yield Cell("closed", width - reached)


def _stretches(
    opening: Span, resource: Resource, bookings: list[Booking], quarter: datetime
) -> Iterator[tuple[str, Span, tuple[Booking, ...]]]:
    """What an opening is made of, as long as it stays the same: free, past or taken, and by which bookings."""
    inside = [one for one in bookings if opening.overlaps(Span(one.starts_at, one.ends_at))]
    cuts = {opening.starts, opening.ends, quarter, *(one.starts_at for one in inside), *(one.ends_at for one in inside)}
    edges = sorted(cut for cut in cuts if opening.starts <= cut <= opening.ends)

    def nature(span: Span) -> tuple[str, tuple[Booking, ...]]:
        holders = tuple(one for one in inside if span.overlaps(Span(one.starts_at, one.ends_at)))
        if len(holders) >= len(resource.items):
            return "taken", holders
        return ("past", ()) if span.ends <= quarter else ("free", holders)

    for (kind, holders), same in groupby((Span(*pair) for pair in pairwise(edges)), key=nature):
        spans = list(same)
        yield kind, Span(spans[0].starts, spans[-1].ends), holders


def _column(at: datetime, day: date, hours: range) -> int:
    """How many quarters after the first hour, by the clocks of the day."""
    local = timezone.localtime(at)
    minutes = 24 * 60 if timezone.localdate(at) > day else local.hour * 60 + local.minute
    return min(max(round(minutes / 15) - hours.start * 4, 0), len(hours) * 4)


def booking_in_calendar(booking: Booking) -> CalendarEntry:
    """The booking as calendar programs keep it: each later letter about it replaces the entry of the one before."""
    return CalendarEntry(
        key=f"communities.booking-{booking.pk}",
        kind="booking",
        title=f"{booking.centre.name} ({booking.status.label})",
        address=absolute(plain_path(booking.centre), booking.language),
        starts=booking.starts_at,
        ends=booking.ends_at,
        place=", ".join(filter(None, [booking.centre.host, booking.centre.street_address])),
        text=", ".join(filter(None, [booking.equipment and booking.equipment.name, booking.purpose])),
        is_cancelled=booking.state in (BookingState.REFUSED, BookingState.CANCELLED),
    )


def guest_path(booking: Booking) -> str:
    """The page of a booking made without an account; its address is the key."""
    return plain_reverse("communities:guest_booking", LINK.token_for(booking.pk))


def booking_of_guest(token: str) -> Booking:
    """The booking a guest's link belongs to. Raises ``InvalidInput`` when the link is mangled or its booking gone."""
    booking = Booking.objects.for_list().filter(pk=LINK.read(token), requested_by__isnull=True).first()
    if booking is None:
        raise InvalidInput(_("The booking of this link no longer exists: it was not confirmed within a day, or it is long over."))
    return booking
