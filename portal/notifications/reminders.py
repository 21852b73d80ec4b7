"""Who must be reminded now? Asked of the obligations' table and of the apps' computed dates, in small transactions.

Exactly once per promise, step and reader: the promise's row is claimed with a lock, the message is written under a
unique constraint, and the next step is set, all in one transaction. Steps missed while nothing ran are not made up
for one by one: the latest due step speaks for them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction

from portal.later import run_later
from portal.notifications.actions import compose, notify
from portal.notifications.contacts import contacts_for
from portal.notifications.models import Message
from portal.obligations.actions import plan_next_reminder
from portal.obligations.models import Obligation
from portal.obligations.rules_of_law import work_calendar
from portal.registry import Registry
from portal.ui.cache import read_once

BATCH = 200


@dataclass(frozen=True)
class DueReminder:
    """One reminder of a computed date: the (key, step) it is written under, and the message to write."""

    key: str
    step: str
    notification: str
    subject: models.Model


DEADLINES: Registry[Callable[[datetime], Iterable[DueReminder]]] = Registry("computed dates")
"""Dates that follow from the state of things (a call closes, a forum is a year old) rather than from a promise."""


def send_due_reminders(now: datetime) -> int:
    """Write every reminder that is due at ``now``; the number of promises and dates reminded of."""
    reminded = 0
    while count := _remind_batch(now):
        reminded += count
    for source in DEADLINES.values():
        for due in source(now):
            reminded += _remind_of_date(due, now)
    run_later("notifications.deliver")
    return reminded


def _remind_batch(now: datetime) -> int:
    with read_once(), transaction.atomic():
        work, contacts, messages = work_calendar(), {}, []
        due = list(
            Obligation.objects.reminder_due(now)
            .select_related("unit__head")
            .prefetch_related("holder")
            .select_for_update(of=("self",), skip_locked=True)[:BATCH]
        )
        for obligation in due:
            step = obligation.kind_info.ladder.latest_due(now, obligation.received_on, obligation.due_on, work)
            if step is not None:
                readers = (obligation.holder_type_id, obligation.holder_id, obligation.unit_id, step.to)
                if readers not in contacts:
                    contacts[readers] = contacts_for(obligation, step.to)
                messages += compose(
                    "notifications.obligation_reminder",
                    subject=obligation,
                    now=now,
                    to=contacts[readers],
                    reminder=(f"obligation:{obligation.pk}@{obligation.due_on:%Y-%m-%d}", step.code),
                    step=step.code,
                )
            plan_next_reminder(obligation, after=now)
        Message.objects.bulk_create(messages, ignore_conflicts=True)
        Obligation.objects.bulk_update(due, ["next_reminder_at", "next_reminder_step", "next_reminder_to"])
    return len(due)


def _remind_of_date(due: DueReminder, now: datetime) -> int:
    if Message.objects.filter(reminder_key=due.key, reminder_step=due.step).exists():
        return 0
    with transaction.atomic():
        return int(bool(notify(due.notification, subject=due.subject, now=now, reminder=(due.key, due.step))))
