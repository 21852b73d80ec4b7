"""When a centre is open. Hours are Riga's wall clock, so that nine in the morning stays nine when the clocks change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from communities.models import OpeningException, OpeningPeriod, ResourceCentre

ONE_DAY = timedelta(days=1)
LOOK_AHEAD = 370
"""Days in which the next opening is sought: a centre of the summer opens again within a year."""


@dataclass(frozen=True, order=True)
class Span:
    """From one instant up to, not including, another."""

    starts: datetime
    ends: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.starts < other.ends and other.starts < self.ends

    def covers(self, other: "Span") -> bool:
        return self.starts <= other.starts and other.ends <= self.ends


@dataclass(frozen=True)
class DayHours:
    """One day of the table of opening hours."""

    day: date
    hours: list[tuple[time, time]]
    is_today: bool
    exception: OpeningException | None


@dataclass(frozen=True)
class Timetable:
    """The regular periods of a centre and the days that differ. A public holiday differs only if it is entered."""

    periods: list[OpeningPeriod]
    exceptions: Mapping[date, OpeningException] = field(default_factory=dict)

    @classmethod
    def of(cls, centre: ResourceCentre) -> "Timetable":
        return cls(
            list(centre.opening_periods.all()), {exception.day: exception for exception in centre.opening_exceptions.all()}
        )

    def hours_on(self, day: date) -> list[tuple[time, time]]:
        """Opening and closing times of the day, the earliest first; empty when it is closed."""
        if exception := self.exceptions.get(day):
            return [(exception.opens, exception.closes)] if exception.opens else []
        return sorted((period.opens, period.closes) for period in self.periods if period.holds_on(day))

    def spans_on(self, day: date) -> list[Span]:
        return merged(Span(instant(day, opens), instant(day, closes)) for opens, closes in self.hours_on(day))

    def is_open(self, starts: datetime, ends: datetime) -> bool:
        """Whether the centre is open from ``starts`` all the way to ``ends``."""
        first, last = timezone.localdate(starts), timezone.localdate(ends)
        days = [first + n * ONE_DAY for n in range((last - first).days + 1)]
        wanted = Span(starts, ends)
        return any(span.covers(wanted) for span in merged(span for day in days for span in self.spans_on(day)))

    def open_until(self, now: datetime) -> datetime | None:
        """When the centre closes, if it is open at ``now``."""
        spans = self.spans_on(timezone.localdate(now))
        return next((span.ends for span in spans if span.starts <= now < span.ends), None)

    def next_opening(self, now: datetime) -> datetime | None:
        """The first instant after ``now`` at which the centre opens. Without regular hours only the days that differ are
        looked at, not a whole year."""
        today = timezone.localdate(now)
        days = (today + n * ONE_DAY for n in range(LOOK_AHEAD)) if self.periods else sorted(self.exceptions)
        return next((span.starts for day in days for span in self.spans_on(day) if span.starts > now), None)

    def week_of(self, day: date, today: date) -> list[DayHours]:
        """Monday to Sunday of the week in which ``day`` lies."""
        return [DayHours(one, self.hours_on(one), one == today, self.exceptions.get(one)) for one in days_of_week(day)]

    def exceptions_ahead(self, today: date, days: int = 60) -> list[OpeningException]:
        return [self.exceptions[day] for day in sorted(self.exceptions) if today <= day <= today + days * ONE_DAY]


@dataclass(frozen=True)
class Opening:
    """What a page says of a centre's hours."""

    week: list[DayHours]
    exceptions: list[OpeningException]
    open_until: datetime | None
    next_opening: datetime | None

    @property
    def is_known(self) -> bool:
        """Whether any hours are entered that still come."""
        return bool(self.open_until or self.next_opening)


def opening_of(centre: ResourceCentre, now: datetime) -> Opening:
    timetable, today = Timetable.of(centre), timezone.localdate(now)
    return Opening(
        timetable.week_of(today, today), timetable.exceptions_ahead(today), timetable.open_until(now), timetable.next_opening(now)
    )


def instant(day: date, at: time) -> datetime:
    """The moment at which Riga's clocks show ``at``; in UTC, because Python compares two local times by their digits."""
    return datetime.combine(day, at, tzinfo=timezone.get_default_timezone()).astimezone(UTC)


def days_of_week(day: date) -> list[date]:
    monday = day - day.weekday() * ONE_DAY
    return [monday + n * ONE_DAY for n in range(7)]


def merged(spans: Iterable[Span]) -> list[Span]:
    """The same time without overlaps and seams; spans that the change of clocks leaves empty are dropped."""
    result: list[Span] = []
    for span in sorted(one for one in spans if one.starts < one.ends):
        if result and span.starts <= result[-1].ends:
            result[-1] = Span(result[-1].starts, max(result[-1].ends, span.ends))
        else:
            result.append(span)
    return result


def without(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """What is left of ``span`` once ``taken`` is cut out."""
    begin = span.starts
    for one in merged(taken):
        if one.overlaps(span):
            if begin < one.starts:
                yield Span(begin, one.starts)
            begin = max(begin, one.ends)
    if begin < span.ends:
        yield Span(begin, span.ends)


def open_on(centres: QuerySet[ResourceCentre], day: date) -> QuerySet[ResourceCentre]:
    """The centres that open on ``day``."""
    exceptions = OpeningException.objects.filter(centre=OuterRef("pk"), day=day)
    periods = OpeningPeriod.objects.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        centre=OuterRef("pk"), weekday=day.weekday(),
    )  # fmt: skip
    other_hours = Exists(exceptions.filter(opens__isnull=False))
    return centres.filter(other_hours | (Exists(periods) & ~Exists(exceptions)))
