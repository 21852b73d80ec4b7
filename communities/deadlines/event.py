"""The day before an event those who have a place are reminded of it."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.utils import timezone

from communities.enums import EventState
from communities.models import EventRegistration
from portal.notifications.models import Message
from portal.notifications.reminders import DEADLINES, DueReminder
from portal.obligations.kinds import REMINDER_HOUR

STEP = "day-before"


def tomorrows_events(now: datetime) -> Iterator[DueReminder]:
    """From eight in the morning of the day before until the event begins. When an event moves to another day, the new
    day is reminded of as well. Whoever registered only today has the letter of today."""
    today = timezone.localdate(now)
    first = today + timedelta(days=1 if timezone.localtime(now).time() >= REMINDER_HOUR else 0)
    last_moment = timezone.make_aware(datetime.combine(first + timedelta(days=1), time.min))
    due = EventRegistration.objects.with_place().filter(
        event__state=EventState.PUBLISHED,
        event__starts_at__gt=now,
        event__starts_at__lt=last_moment,
        confirmed_at__lt=timezone.make_aware(datetime.combine(today, time.min)),
    )
    keys = {_key(registration): registration for registration in due.select_related("event", "user")}
    written = Message.objects.filter(reminder_key__in=keys, reminder_step=STEP).values_list("reminder_key", flat=True)
    for key in keys.keys() - set(written):
        yield DueReminder(key, STEP, "communities.event_reminder", keys[key])


def _key(registration: EventRegistration) -> str:
    return f"registration:{registration.pk}@{timezone.localdate(registration.event.starts_at):%Y-%m-%d}"


DEADLINES.register("communities.events", tomorrows_events)
