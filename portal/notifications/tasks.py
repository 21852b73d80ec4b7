"""Periodic work of the messages. Any number of schedulers may ask for it: each run takes only what is still unsent."""

from celery import shared_task
from django.utils import timezone

from portal.audit.heartbeats import beat
from portal.notifications.actions import erase_unconfirmed_subscription
from portal.notifications.delivery import deliver_due
from portal.notifications.digests import send_digests
from portal.notifications.models import Subscription
from portal.notifications.reminders import send_due_reminders


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
