"""The counting behind the kept figures: over all rows of a period, so only a worker or a command asks for it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from django.db.models import BooleanField, Case, Count, F, Q, Value, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from communities.models import Neighbourhood
from participation.models import Answer
from portal.obligations.clock import end_of_day
from portal.obligations.models import Obligation, ObligationQuerySet
from portal.obligations.queries import public_kinds
from portal.obligations.rules_of_law import work_calendar
from portal.registry import Registry
from portal.ui.visibility import Visibility

TWELVE_MONTHS = timedelta(days=365)
BATCH = 5000


@dataclass(frozen=True)
class Period:
    """A calendar year, or without ``year`` the last twelve months; from ``starts`` until before ``ends``."""

    year: int | None
    starts: datetime
    ends: datetime

    @classmethod
    def of(cls, year: int | None, now: datetime) -> "Period":
        if year is None:
            return cls(None, now - TWELVE_MONTHS, now)
        return cls(year, end_of_day(date(year - 1, 12, 31)), end_of_day(date(year, 12, 31)))

    def until(self, now: datetime) -> datetime:
        """The end of what has happened in it at ``now``."""
        return min(self.ends, now)


class Scope(NamedTuple):
    """What a row of figures is about; all empty: the whole municipality."""

    unit: int | None = None
    neighbourhood: int | None = None
    kind: str = ""


@dataclass
class Tally:
    """The figures of one scope. ``days`` counts answers by the working days they took."""

    waiting: int = 0
    overdue: int = 0
    answered: int = 0
    in_time: int = 0
    days: Counter[int] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def histogram(self) -> list[int]:
        return [self.days[number] for number in range(max(self.days) + 1)] if self.days else []


def counted_promises() -> ObligationQuerySet:
    """Promises of an answer that count in public. What is sensitive counts nowhere (D9)."""
    return Obligation.objects.filter(kind__in=public_kinds()).exclude(visibility=Visibility.SENSITIVE).order_by()


def count_tallies(period: Period, now: datetime) -> dict[Scope, Tally]:
    """The figures of the municipality, its units, neighbourhoods and kinds of promises. Only the last twelve months know
    what waits, because that is about now."""
    tallies: dict[Scope, Tally] = {Scope(): Tally()}
    working_days = cache(work_calendar().working_days_between)
    places = set(Neighbourhood.objects.values_list("pk", flat=True))
    for scope, number, received_on, kept_on, in_time in _kept(period, places):
        tally = tallies.setdefault(scope, Tally())
        tally.answered += number
        tally.in_time += number if in_time else 0
        tally.days[working_days(received_on, kept_on)] += number
    for scope, number, overdue in _waiting(now, places) if period.year is None else ():
        tally = tallies.setdefault(scope, Tally())
        tally.waiting += number
        tally.overdue += overdue
    published = Answer.objects.public().filter(published_at__gte=period.starts, published_at__lt=period.ends).order_by()
    for unit, outcome, number in published.values_list("unit", "outcome").annotate(number=Count("pk")):
        for scope in (Scope(), Scope(unit=unit)):
            tallies.setdefault(scope, Tally()).outcomes[outcome] += number
    return tallies


def _scopes(unit: int | None, place: int | None, kind: str, places: set[int]) -> Iterator[Scope]:
    yield Scope()
    yield Scope(kind=kind)
    if unit:
        yield Scope(unit=unit)
    if place in places:
        yield Scope(neighbourhood=place)


def _kept(period: Period, places: set[int]) -> Iterator[tuple[Scope, int, date, date, bool]]:
    in_time = Case(When(fulfilled_at__lt=F("due_at"), then=Value(True)), default=Value(False), output_field=BooleanField())
    rows = (
        counted_promises()
        .filter(fulfilled_at__gte=period.starts, fulfilled_at__lt=period.ends)
        .values_list("unit", "neighbourhood_key", "kind", TruncDate("received_at"), TruncDate("fulfilled_at"), in_time)
        .annotate(number=Count("pk"))
    )
    for unit, place, kind, received_on, kept_on, in_time, number in rows.iterator(BATCH):
        for scope in _scopes(unit, place, kind, places):
            yield scope, number, received_on, kept_on, in_time


def _waiting(now: datetime, places: set[int]) -> Iterator[tuple[Scope, int, int]]:
    rows = (
        counted_promises()
        .open()
        .values_list("unit", "neighbourhood_key", "kind")
        .annotate(number=Count("pk"), late=Count("pk", filter=Q(due_at__lte=now)))
    )
    for unit, place, kind, number, late in rows:
        for scope in _scopes(unit, place, kind, places):
            yield scope, number, late


@dataclass(frozen=True)
class Figure:
    """One more kept figure of the scorecard. ``count(period, now)`` gives a part and the whole it is of, or None for a
    plain number. One that ``is_of_now`` is counted only for the present: how it was in a past year nobody kept."""

    code: str
    label: Any
    count: Callable[[Period, datetime], tuple[int, int | None]]
    group: Any
    order: int = 50
    is_of_now: bool = False


FIGURES: Registry[Figure] = Registry("figures of the scorecard")
"""Filled by this app and by those above it, once all apps are there."""


def register_figure(figure: Figure) -> None:
    FIGURES.register(figure.code, figure)


def years_of_promises(now: datetime) -> list[int]:
    """The calendar years from the first kept promise until ``now``."""
    first = counted_promises().fulfilled().order_by("fulfilled_at").values_list("fulfilled_at", flat=True).first()
    this_year = timezone.localdate(now).year
    return list(range(timezone.localdate(first).year if first else this_year, this_year + 1))
