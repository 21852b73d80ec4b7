from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from communities.actions.helper import erase_offers
from communities.actions.registration import erase_registrations, erase_unconfirmed_registration
from communities.models import Event
from communities.queries.registration import kept_days, never_confirmed
from portal.audit.heartbeats import beat
from portal.obligations.rules_of_law import legal_rule

BATCH = 200


@shared_task(ignore_result=True)
def erase_registrations_and_offers() -> None:
    """Who wanted to come or to help: unconfirmed a week, the others as many days after the event as the rules say."""
    now = timezone.now()
    unconfirmed = list(never_confirmed(now)[:BATCH])
    for registration in unconfirmed:
        erase_unconfirmed_registration(registration=registration, now=now)
    today = timezone.localdate(now)
    visited = _over(kept_days(today), now, registrations__isnull=False)
    for event in visited:
        erase_registrations(event=event, now=now)
    helped = _over(legal_rule("EVENT_HELPER_DAYS", today).whole, now, helper_tasks__offers__isnull=False)
    for event in helped:
        erase_offers(event=event, now=now)
    beat("erase_registrations_and_offers", now, len(unconfirmed) + len(visited) + len(helped))


def _over(days: int, now, **holding) -> list[Event]:
    """Events over for so many days that still hold such data."""
    return list(Event.objects.filter(ends_at__lte=now - timedelta(days=days), **holding).distinct()[:BATCH])
