"""What is promised about forums, and the dates that follow from when they were held."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from participation.enums import ForumState, Promise
from participation.models import ForumRegistration
from participation.queries.forum import compliance, standings
from portal.notifications.reminders import DEADLINES, DueReminder
from portal.obligations.kinds import REMINDER_HOUR, STAFF_LADDER, ObligationKind, register_kind
from portal.obligations.rules_of_law import legal_rule

REMINDER_RULES = ("FORUM_REMIND_LAST_DAYS", "FORUM_REMIND_FIRST_DAYS")


def forums_due(now: datetime) -> Iterator[DueReminder]:
    """Two months and one month before a neighbourhood has been without a forum for a year, unless one is planned; the
    nearer reminder speaks for the other (S4-65)."""
    if timezone.localtime(now).time() < REMINDER_HOUR:
        return
    today = timezone.localdate(now)
    ahead = [legal_rule(rule, today).whole for rule in REMINDER_RULES]
    for row in compliance(standings(now), now):
        if row.due_on is None or row.next_forum or row.due_on < today:
            continue
        step = next((days for days in ahead if row.due_on <= today + timedelta(days=days)), None)
        if step:
            yield DueReminder(_key(row.place, row.due_on), f"{step}-days-before", "participation.forum_due", row.place)


def _key(place: Neighbourhood, due_on) -> str:
    return f"forum-due:{place.pk}@{due_on:%Y-%m-%d}"


def tomorrows_forums(now: datetime) -> Iterator[DueReminder]:
    """From eight in the morning of the day before; whoever registered only today has the letter of today."""
    today = timezone.localdate(now)
    last = today + timedelta(days=1 if timezone.localtime(now).time() >= REMINDER_HOUR else 0)
    due = ForumRegistration.objects.with_place().filter(
        forum__state=ForumState.PLANNED,
        forum__held_at__gt=now,
        forum__held_at__date__lte=last,
        confirmed_at__lt=timezone.make_aware(datetime.combine(today, time.min)),
    )
    for registration in due.select_related("forum", "user"):
        key = f"forum-registration:{registration.pk}@{timezone.localdate(registration.forum.held_at):%Y-%m-%d}"
        yield DueReminder(key, "day-before", "participation.registration_reminder", registration)


register_kind(ObligationKind(Promise.FORUM_MINUTES, _("minutes of a forum"), STAFF_LADDER, "FORUM_MINUTES"))
DEADLINES.register("participation.forums_due", forums_due)
DEADLINES.register("participation.forums_tomorrow", tomorrows_forums)
