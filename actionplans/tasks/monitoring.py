from datetime import date, datetime

from celery import shared_task
from django.utils import timezone

from actionplans.actions.action_update import ask_for_status
from actionplans.actions.monitoring import ask_for_reading, make_monitoring_report, propose_reading
from actionplans.enums import Promise
from actionplans.models import Plan
from actionplans.queries.monitoring import MONITORED, owing_reading, owing_status, unproposed
from portal.audit.heartbeats import beat
from portal.obligations.models import Obligation

BATCH = 200
FIRST_MONTH = 1


@shared_task(ignore_result=True)
def ask_for_monitoring() -> None:
    """Values and statuses of the period that has ended fall due."""
    now = timezone.now()
    today = timezone.localdate(now)
    asked = _ask_readings(today, now) + _ask_statuses(today, now)
    beat("ask_for_monitoring", now, asked)


def _open(kind: str):
    return Obligation.objects.open().filter(kind=kind)


def _ask_readings(today: date, now: datetime) -> int:
    owing = owing_reading(today).filter(goal__plan__template__is_strict=True)
    lacking = list(
        owing.exclude(pk__in=_open(Promise.READING).values("subject_id")).select_related("goal__plan__unit", "reporter")[:BATCH]
    )
    for indicator in lacking:
        ask_for_reading(indicator=indicator, now=now)
    return len(lacking)


def _ask_statuses(today: date, now: datetime) -> int:
    lacking = list(
        owing_status(today).exclude(pk__in=_open(Promise.STATUS).values("subject_id")).select_related("plan__unit")[:BATCH]
    )
    for plan_action in lacking:
        ask_for_status(plan_action=plan_action, now=now)
    return len(lacking)


@shared_task(ignore_result=True)
def propose_readings() -> None:
    """Numbers of project reports that were accepted meanwhile, or whose project an action points at since."""
    now = timezone.now()
    found = list(unproposed())[:BATCH]
    for indicator, report in found:
        propose_reading(indicator=indicator, report=report, now=now)
    beat("propose_readings", now, len(found))


@shared_task(ignore_result=True)
def make_monitoring_reports() -> None:
    """In January the past year's report of every plan being carried out that has none yet."""
    now = timezone.now()
    today = timezone.localdate(now)
    year = today.year - 1
    lacking = []
    if today.month == FIRST_MONTH:
        lacking = list(
            Plan.objects.filter(state__in=MONITORED, year_from__lte=year).exclude(monitoring_reports__year=year)[:BATCH]
        )
    for plan in lacking:
        make_monitoring_report(plan=plan, year=year, now=now)
    beat("make_monitoring_reports", now, len(lacking))
