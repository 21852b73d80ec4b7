"""Accounts that nobody uses: their holders are warned, then forgotten. And official records whose term is over."""

from datetime import date, datetime, timedelta

import structlog
from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.accounts.actions import erase_person
from portal.accounts.models import User
from portal.accounts.retention import let_go
from portal.audit.heartbeats import beat
from portal.errors import DomainError
from portal.notifications.actions import notify
from portal.notifications.models import Message
from portal.obligations.clock import end_of_day
from portal.obligations.rules_of_law import legal_rule
from portal.obligations.working_days import add_months

log = structlog.get_logger(__name__)

BATCH = 200
WARNED = "accounts.idle"


@shared_task(ignore_result=True)
def erase_idle_accounts() -> None:
    """Warns whoever has not signed in for nearly as long as accounts are kept; erases who was warned and did not come.

    A warning is about one absence: whoever signs in and stays away once more is warned anew.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    days = legal_rule("IDLE_WARNING_DAYS", today).whole
    over = add_months(today, -12 * legal_rule("IDLE_ACCOUNT_YEARS", today).whole)
    warned = {
        (message.recipient_id, message.reminder_step): message.created_at
        for message in Message.objects.filter(reminder_key=WARNED).only("recipient_id", "reminder_step", "created_at")
    }
    idle = [
        (person, warned.get((person.pk, _absence(person))))
        for person in User.objects.idle_since(end_of_day(over) + timedelta(days=days)).order_by("last_seen", "pk")
    ]
    to_warn = [person for person, warned_at in idle if warned_at is None][:BATCH]
    for person in to_warn:
        _warn(person, today + timedelta(days=days), now)
    to_erase = [
        person
        for person, warned_at in idle
        if warned_at and warned_at <= now - timedelta(days=days) and person.last_seen < end_of_day(over)
    ]
    erased = sum(_erase(person, now) for person in to_erase[:BATCH])
    beat("erase_idle_accounts", now, len(to_warn) + erased)


def _absence(person: User) -> str:
    """Since when the person has not been here, as the step of the warning."""
    return timezone.localdate(person.last_seen).isoformat()


def _warn(person: User, erased_on: date, now: datetime) -> None:
    with transaction.atomic():
        notify("accounts.account_idle", subject=person, now=now, reminder=(WARNED, _absence(person)), erased_on=erased_on)


def _erase(person: User, now: datetime) -> bool:
    """Whether it went: the last leader of a community stays until somebody takes over."""
    try:
        erase_person(person=person, by=None, now=now)
    except DomainError as refusal:
        log.info("idle_account_kept", person=person.pk, why=refusal.code)
        return False
    return True


@shared_task(ignore_result=True)
def let_old_records_go() -> None:
    """Counts the official records that are over their term; lets them go where the municipality has said so."""
    now = timezone.now()
    beat("let_old_records_go", now, sum(let_go(now=now, apply=settings.RETENTION_APPLIED).values()))
