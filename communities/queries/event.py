"""What events add up to: seats, traditions over the years, evidence for the subsidy, who is reached where."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, Sum
from django.db.models.functions import ExtractYear

from communities.enums import EventState
from communities.models import Community, Event, EventSeries
from portal.obligations.rules_of_law import legal_rule

COUNTING_RULE = "EVENT_MIN_ATTENDEES"
REPORT_DAYS = 365


@dataclass(frozen=True)
class Seats:
    """How full an event is. ``left`` is None where as many may come as like to; while somebody waits, nobody new gets
    a seat before them."""

    left: int | None
    waiting: int

    @property
    def is_full(self) -> bool:
        return bool(self.waiting) or self.left == 0


def seats_of(event: Event) -> Seats:
    waiting = event.registrations.waiting().seats()
    if event.capacity is None:
        return Seats(None, waiting)
    return Seats(max(0, event.capacity - event.registrations.with_place().seats()), waiting)


@dataclass(frozen=True)
class YearOfTradition:
    year: int
    times: int
    attendance: int


def years_of(series: EventSeries) -> list[YearOfTradition]:
    """The attendance of a tradition, year by year (S4-128)."""
    rows = (
        series.events.filter(state=EventState.HELD)
        .annotate(year=ExtractYear("starts_at"))
        .values("year")
        .annotate(times=Count("pk"), people=Sum("attendance"))
        .order_by("year")
    )
    return [YearOfTradition(row["year"], row["times"], row["people"]) for row in rows]


@dataclass(frozen=True)
class EventEvidence:
    """What a community's events of one year prove for its subsidy: the events that count, and each tradition with its
    largest attendance, which the level's own minimum is compared with (S4-126, S4-128)."""

    year: int
    minimum: int
    counting: list[Event] = field(default_factory=list)
    traditions: dict[EventSeries, int] = field(default_factory=dict)


def event_evidence(community: Community, year: int) -> EventEvidence:
    """Events held in ``year`` with at least as many residents as the rule of that year asks; a tradition is counted as a
    tradition, not as an event."""
    evidence = EventEvidence(year, legal_rule(COUNTING_RULE, date(year, 12, 31)).whole)
    held = community.organised_events.filter(state=EventState.HELD, starts_at__year=year).select_related("series")
    evidence.counting.extend(held.counting(evidence.minimum).filter(series=None).order_by("starts_at"))
    for event in held.exclude(series=None):
        evidence.traditions[event.series] = max(event.attendance, evidence.traditions.get(event.series, 0))
    return evidence


@dataclass(frozen=True)
class Reach:
    """Whom the events of the last year reached: the percentage of events outside densely populated places (S4-143) and,
    where it was counted, of men over 35 among those who came (S3-54). What each neighbourhood lacks is told by
    ``communities.queries.gaps``."""

    events: int
    outside_share: int | None
    men_share: int | None


def reach_of_events(now: datetime) -> Reach:
    """Of announced and held events."""
    since = now - timedelta(days=REPORT_DAYS)
    events = Event.objects.filter(state__in=(EventState.PUBLISHED, EventState.HELD), starts_at__range=(since, now))
    outside = events.filter(neighbourhoods__is_dense=False).values("pk").distinct().count()
    counted = events.aggregate(
        events=Count("pk"), men=Sum("men_attending"), people=Sum("attendance", filter=Q(men_attending__isnull=False))
    )
    number = counted["events"]
    return Reach(number, _share(outside, number), _share(counted["men"], counted["people"]))


def _share(part: int | None, whole: int | None) -> int | None:
    return round(100 * part / whole) if part is not None and whole else None


def names_of_helpers(event: Event) -> dict[int, list[str]]:
    """For each task of the event the names of those who want to be named."""
    names = defaultdict(list)
    tasks = event.helper_tasks.filter(offers__withdrawn_at__isnull=True, offers__publish_name=True)
    for task, name in tasks.values_list("pk", "offers__user__name").order_by("offers__offered_at"):
        names[task].append(name)
    return names
