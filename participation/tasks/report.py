"""What the turn of a year and of a month asks for."""

from datetime import date

from celery import shared_task
from django.utils import timezone

from communities.models import Neighbourhood
from participation.actions.report import ask_yearly_report, make_monthly_sheet
from participation.actions.self_audit import ask_self_audit
from participation.models import MonthlySheet, YearlyReport
from participation.queries.monthly_sheet import contents_of
from portal.accounts.roles import Role
from portal.audit.heartbeats import beat
from portal.municipality.models import Unit
from portal.obligations.rules_of_law import legal_rule, work_calendar

SHEET_DAYS = 3
"""In the first days of a month its sheets are made; later whoever wants one asks for it."""


@shared_task(ignore_result=True)
def ask_for_the_past_year() -> None:
    """In January each unit's self-audit and the participation report fall due. Once the term is over nobody is asked any
    more: a portal that begins in June owes nothing for last year."""
    now = timezone.now()
    today = timezone.localdate(now)
    beat("ask_for_the_past_year", now, _ask_self_audits(today, now) + _ask_report(today, now))


def _is_running(rule: str, today: date) -> bool:
    new_year = date(today.year, 1, 1)
    return today <= legal_rule(rule, new_year).term.due_on(new_year, work_calendar())


def _ask_self_audits(today: date, now) -> int:
    if not _is_running("SELF_AUDIT", today):
        return 0
    units = list(Unit.objects.active().exclude(self_audits__year=today.year - 1))
    for unit in units:
        ask_self_audit(unit=unit, year=today.year - 1, now=now)
    return len(units)


def _ask_report(today: date, now) -> int:
    """The unit in which the participation coordinator works writes it."""
    units = Unit.objects.active().order_by("pk")
    unit = units.filter(members__roles__contains=[Role.COORDINATOR]).first() or units.first()
    if not unit or not _is_running("YEARLY_REPORT", today) or YearlyReport.objects.filter(year=today.year - 1).exists():
        return 0
    ask_yearly_report(unit=unit, year=today.year - 1, now=now)
    return 1


@shared_task(ignore_result=True)
def make_monthly_sheets() -> None:
    """The sheet of the month that has ended, for every neighbourhood with something to tell that has none yet."""
    now = timezone.now()
    today = timezone.localdate(now)
    beat("make_monthly_sheets", now, _make_sheets(today, now) if today.day <= SHEET_DAYS else 0)


def _make_sheets(today: date, now) -> int:
    month = MonthlySheet.last_full(today)
    lacking = Neighbourhood.objects.in_use().exclude(monthly_sheets__month=month)
    told = [place for place in lacking if not contents_of(place, month, now).is_empty]
    for place in told:
        make_monthly_sheet(neighbourhood=place, month=month, now=now)
    return len(told)
