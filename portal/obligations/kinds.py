"""What kinds of promises there are. Apps register theirs in ``AppConfig.ready()``."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import count

from django.utils import timezone

from portal.obligations.working_days import WorkCalendar
from portal.registry import Registry

REMINDER_HOUR = time(8, 0)
"""Reminders are due at eight in the morning, local time: they are read when work begins."""


class Audience(StrEnum):
    """Who hears of a step: the holder, or the head of the holder's unit."""

    HOLDER = "holder"
    HEAD = "head"


@dataclass(frozen=True)
class Step:
    """One rung of a reminder ladder.

    ``offset`` counts working days from the due date (negative: before); None means half of the term.
    """

    code: str
    offset: int | None
    to: Audience = Audience.HOLDER


@dataclass(frozen=True)
class PlannedStep:
    code: str
    day: date
    to: Audience

    @property
    def at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.day, REMINDER_HOUR))


@dataclass(frozen=True)
class Ladder:
    """Which reminders a promise gets. ``weekly`` goes on every seven days after the last step until fulfilled."""

    steps: tuple[Step, ...]
    weekly: Audience | None = None

    def planned(self, received_on: date, due_on: date, work: WorkCalendar) -> list[PlannedStep]:
        """The fixed steps in order of their days. Where two fall on one day, the later rung stands."""
        half = work.add_working_days(received_on, work.working_days_between(received_on, due_on) // 2)
        by_day: dict[date, PlannedStep] = {}
        for step in self.steps:
            day = half if step.offset is None else work.add_working_days(due_on, step.offset)
            if day > received_on or (step.offset is not None and step.offset >= 0):
                by_day[day] = PlannedStep(step.code, day, step.to)
        return [by_day[day] for day in sorted(by_day)]

    def next_after(self, moment: datetime | None, received_on: date, due_on: date, work: WorkCalendar) -> PlannedStep | None:
        """The first step later than ``moment``, or the very first when nothing was sent yet."""
        return next((step for step in self._endless(received_on, due_on, work) if moment is None or step.at > moment), None)

    def latest_due(self, now: datetime, received_on: date, due_on: date, work: WorkCalendar) -> PlannedStep | None:
        """The last step whose hour has come at ``now``: it speaks for any that were missed before it."""
        latest = None
        for step in self._endless(received_on, due_on, work):
            if step.at > now:
                break
            latest = step
        return latest

    def _endless(self, received_on: date, due_on: date, work: WorkCalendar) -> Iterator[PlannedStep]:
        planned = self.planned(received_on, due_on, work)
        yield from planned
        if self.weekly is None:
            return
        start = max([due_on, *(step.day for step in planned)])
        for week in count(1):
            yield PlannedStep(f"weekly-{week}", start + timedelta(weeks=week), self.weekly)


STAFF_LADDER = Ladder(
    steps=(
        Step("half", None),
        Step("two-days-before", -2),
        Step("on-the-day", 0),
        Step("overdue", +1, Audience.HEAD),
    ),
    weekly=Audience.HEAD,
)
"""Officers: half of the term, two working days before, on the day; then the head of the unit, every week."""

PARTNER_LADDER = Ladder(steps=(Step("ten-days-before", -10), Step("two-days-before", -2)))
"""Communities and residents: at most twice, and never after the term (product rule 1)."""


@dataclass(frozen=True)
class ObligationKind:
    """One kind of promise.

    ``rule_code`` names the ``LegalRule`` that gives the term, or is empty where the date is agreed case by case.
    ``public_clock`` says whether the kind counts in the public figures of how the municipality answers.
    """

    key: str
    label: str
    ladder: Ladder
    rule_code: str = ""
    public_clock: bool = False
    may_extend_once: bool = False


KINDS: Registry[ObligationKind] = Registry("obligation kinds")


def register_kind(kind: ObligationKind) -> None:
    KINDS.register(kind.key, kind)
