"""Periodic work of the messages. Any number of schedulers may ask for it: each run takes only what is still unsent."""

from celery import shared_task
from django.utils import timezone

from portal.audit.heartbeats import beat
from portal.notifications.actions import erase_unconfirmed_subscription
from portal.notifications.delivery import deliver_due
from portal.notifications.digests import send_digests
from portal.notifications.models import Message, Subscription
from portal.notifications.reminders import send_due_reminders
from portal.obligations.clock import end_of_day
from portal.obligations.rules_of_law import legal_rule
from portal.obligations.working_days import add_months

ERASED_AT_ONCE = 2000


@shared_task(ignore_result=True)
def deliver_messages() -> None:
    now = timezone.now()
    beat("deliver_messages", now, deliver_due(now))


@shared_task(ignore_result=True)
def remind() -> None:
    now = timezone.now()
    beat("remind", now, send_due_reminders(now))


@shared_task(ignore_result=True)
def gather_digests() -> None:
    now = timezone.now()
    beat("gather_digests", now, send_digests(now))


@shared_task(ignore_result=True)
def erase_unconfirmed_subscriptions() -> None:
    now = timezone.now()
    late = list(Subscription.objects.never_confirmed(now)[:500])
    for subscription in late:
        erase_unconfirmed_subscription(subscription=subscription, now=now)
    beat("erase_unconfirmed_subscriptions", now, len(late))


@shared_task(ignore_result=True)
def erase_old_messages() -> None:
    """What was sent longer ago than letters are kept."""
    now = timezone.now()
    today = timezone.localdate(now)
    before = end_of_day(add_months(today, -legal_rule("MESSAGE_KEPT_MONTHS", today).whole))
    old = list(Message.objects.over_before(before).order_by("created_at").values_list("pk", flat=True)[:ERASED_AT_ONCE])
    Message.objects.filter(pk__in=old).delete()
    beat("erase_old_messages", now, len(old))
