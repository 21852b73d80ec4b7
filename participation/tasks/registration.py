from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from participation.actions.registration import erase_registration
from participation.models import ForumRegistration
from participation.queries.registration import kept_days, never_confirmed
from portal.audit.heartbeats import beat

BATCH = 500


@shared_task(ignore_result=True)
def erase_forum_registrations() -> None:
    """Who wanted to come: unconfirmed a week, the others as many days after the forum as the rule says."""
    now = timezone.now()
    kept = timedelta(days=kept_days(timezone.localdate(now)))
    over = ForumRegistration.objects.filter(forum__held_at__lte=now - kept)
    due = list((never_confirmed(now) | over).select_related("forum")[:BATCH])
    for registration in due:
        erase_registration(registration=registration, now=now)
    beat("erase_forum_registrations", now, len(due))
