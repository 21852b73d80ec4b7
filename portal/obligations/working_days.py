"""Which days are worked in Latvia, and how terms are counted over them: dates in, dates out.

Holidays and the transferred working days published so far come from the ``holidays`` package (``official_days.py``); what it
does not know, or the municipality does not follow, comes in as exceptions (facts 2.3, 2.4).
"""

import calendar
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from portal.obligations.official_days import official_year

ONE_DAY = timedelta(days=1)


@cache
def _worked_days(follow_transfers: bool, year: int) -> list[date]:
    """Those of a year, in order: between two days they are then counted without looking at each."""
    first, last, official = date(year, 1, 1), date(year, 12, 31), official_year(year, follow_transfers)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if official.is_worked(day)]


class DayKind(StrEnum):
    """Why a weekday is not worked."""

    HOLIDAY = "holiday"
    TRANSFERRED = "transferred"
    EXCEPTION = "exception"


@dataclass(frozen=True)
class DayOff:
    day: date
    kind: DayKind


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of one municipality.

    ``exceptions`` maps a date to whether it is worked and beats everything else.
    """

    exceptions: Mapping[date, bool] = field(default_factory=dict)
    follow_transfers: bool = True

    def is_working_day(self, day: date) -> bool:
        worked = self.exceptions.get(day)
        return official_year(day.year, self.follow_transfers).is_worked(day) if worked is None else worked

    def next_working_day(self, day: date) -> date:
        """``day`` itself when it is worked, else the first working day after it."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def add_working_days(self, start: date, days: int) -> date:
        """The date on which the ``days``-th working day after ``start`` falls; ``start`` itself is not counted.

        With a negative number of days it counts back the same way.
        """
        step = ONE_DAY if days >= 0 else -ONE_DAY
        day = start
        for _ in range(abs(days)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days lie after ``start`` up to and including ``end``; 0 when ``end`` is not later."""
        if end <= start:
            return 0
        worked = 0
        for year in range(start.year, end.year + 1):
            days = _worked_days(self.follow_transfers, year)
            worked += bisect_right(days, end) - bisect_right(days, start)
        excepted = [(day, is_worked) for day, is_worked in self.exceptions.items() if start < day <= end]
        return worked + sum(
            is_worked - official_year(day.year, self.follow_transfers).is_worked(day) for day, is_worked in excepted
        )

    def days_off_between(self, start: date, end: date) -> list[DayOff]:
        """The weekdays after ``start`` up to ``end`` that are not worked, with the reason."""
        days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
        return [DayOff(day, self._reason(day)) for day in days if day.weekday() < 5 and not self.is_working_day(day)]

    def _reason(self, day: date) -> DayKind:
        if day in self.exceptions:
            return DayKind.EXCEPTION
        return DayKind.HOLIDAY if day in official_year(day.year, False).off else DayKind.TRANSFERRED


class TermUnit(StrEnum):
    """What a term is counted in. A term of calendar days or months that ends on a day off moves to the next
    working day (facts 2.4)."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True)
class Term:
    amount: int
    unit: TermUnit

    def due_on(self, received_on: date, work: WorkCalendar) -> date:
        """The last day of the term that began with receipt on ``received_on``."""
        if self.unit == TermUnit.WORKING_DAYS:
            return work.add_working_days(received_on, self.amount)
        if self.unit == TermUnit.DAYS:
            return work.next_working_day(received_on + timedelta(days=self.amount))
        return work.next_working_day(add_months(received_on, self.amount))


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
