"""Reading the clock of a promise: how much of the term is used, how much is left, and why it ends when it ends."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.obligations.models import Obligation
from portal.obligations.rules_of_law import work_calendar
from portal.obligations.working_days import DayKind, DayOff, TermUnit, WorkCalendar

SOON_WORKING_DAYS = 2
BAR_SEGMENTS = 20


def end_of_day(day: date) -> datetime:
    """The half-open instant at which ``day`` is over in Riga."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def last_day_of(over_at: datetime) -> date:
    """The last day of what is over at the half-open instant ``over_at``: midnight belongs to the day before."""
    return timezone.localdate(over_at - timedelta(microseconds=1))


class ClockState(StrEnum):
    RUNNING = "open"
    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"
    DONE = "done"
    DONE_LATE = "done-late"
    CANCELLED = "cancelled"


@dataclass(frozen=True)
class Clock:
    """One reading. Days are working days where the term is counted in them, else calendar days."""

    state: ClockState
    used: int
    left: int
    total: int
    late: int
    in_working_days: bool
    is_first_day: bool
    due_on: date

    @property
    def share_used(self) -> float:
        """0.0 at receipt to 1.0 when the term is used up."""
        return min(1.0, self.used / self.total) if self.total else 1.0

    @property
    def used_text(self) -> str:
        if self.is_first_day:
            return _("received today")
        if self.in_working_days:
            return ngettext("%(n)s working day has passed", "%(n)s working days have passed", self.used) % {"n": self.used}
        return ngettext("%(n)s day has passed", "%(n)s days have passed", self.used) % {"n": self.used}

    @property
    def left_text(self) -> str:
        if self.in_working_days:
            return ngettext("%(n)s working day left", "%(n)s working days left", self.left) % {"n": self.left}
        return ngettext("%(n)s day left", "%(n)s days left", self.left) % {"n": self.left}

    @property
    def late_text(self) -> str:
        if self.in_working_days:
            return ngettext("%(n)s working day late", "%(n)s working days late", self.late) % {"n": self.late}
        return ngettext("%(n)s day late", "%(n)s days late", self.late) % {"n": self.late}

    @property
    def text(self) -> str:
        """The reading in words, as it stands beside the bar."""
        if self.state == ClockState.CANCELLED:
            return _("withdrawn, no answer is due")
        if self.state == ClockState.DONE:
            return _("answered in time")
        if self.state == ClockState.DONE_LATE:
            return _("answered, %(late)s") % {"late": self.late_text} if self.late else _("answered after the term")
        if self.state == ClockState.OVERDUE:
            return self.late_text if self.late else _("the term is over")
        if self.state == ClockState.TODAY:
            return _("due today")
        return f"{self.used_text}, {self.left_text}"


def read_clock(obligation: Obligation, now: datetime, work: WorkCalendar | None = None) -> Clock:
    """The clock of ``obligation`` at ``now``; a kept promise reads as at the moment it was kept."""
    work = work or work_calendar()
    in_working_days = obligation.term_unit == TermUnit.WORKING_DAYS
    ended_at = obligation.fulfilled_at or obligation.cancelled_at
    moment = ended_at or now
    received, due, today = obligation.received_on, obligation.due_on, timezone.localdate(moment)

    def days(start: date, end: date) -> int:
        return work.working_days_between(start, end) if in_working_days else max(0, (end - start).days)

    total = days(received, due)
    late = days(due, today) if moment >= obligation.due_at else 0
    left = days(today, due) if moment < obligation.due_at else 0
    if obligation.cancelled_at:
        state = ClockState.CANCELLED
    elif obligation.fulfilled_at:
        state = ClockState.DONE_LATE if obligation.was_late else ClockState.DONE
    elif moment >= obligation.due_at:
        state = ClockState.OVERDUE
    elif today == due:
        state = ClockState.TODAY
    elif (left if in_working_days else work.working_days_between(today, due)) <= SOON_WORKING_DAYS:
        state = ClockState.SOON
    else:
        state = ClockState.RUNNING
    return Clock(
        state=state,
        used=total if today >= due else days(received, today),
        left=left,
        total=total,
        late=late,
        in_working_days=in_working_days,
        is_first_day=today == received,
        due_on=due,
    )


def explain_term(obligation: Obligation, work: WorkCalendar | None = None) -> str:
    """How the term was counted, in one line: “10 working days counted from 12.11.2026; 18.11. is a public holiday”."""
    work = work or work_calendar()
    received = date_format(obligation.received_on, "SHORT_DATE_FORMAT")
    if obligation.extended_at:
        return _("Extended: %(reason)s") % {"reason": obligation.extension_reason}
    if obligation.term_amount is None:
        return _("The day was set beforehand.")
    counted = term_text(obligation.term_amount, obligation.term_unit)
    parts = [_("%(term)s, counted from %(date)s") % {"term": counted, "date": received}]
    if obligation.term_unit == TermUnit.WORKING_DAYS:
        parts += [day_off_text(day) for day in work.days_off_between(obligation.received_on, obligation.due_on)]
    return "; ".join(parts)


def term_text(amount: int, unit: str) -> str:
    if unit == TermUnit.WORKING_DAYS:
        return ngettext("%(n)s working day", "%(n)s working days", amount) % {"n": amount}
    if unit == TermUnit.MONTHS:
        return ngettext("%(n)s month", "%(n)s months", amount) % {"n": amount}
    return ngettext("%(n)s day", "%(n)s days", amount) % {"n": amount}


def day_off_text(day_off: DayOff) -> str:
    day = date_format(day_off.day, "j.m.")
    if day_off.kind == DayKind.HOLIDAY:
        return _("%(day)s is a public holiday") % {"day": day}
    if day_off.kind == DayKind.TRANSFERRED:
        return _("%(day)s is a transferred day off") % {"day": day}
    return _("%(day)s is a day off by the municipality's order") % {"day": day}
