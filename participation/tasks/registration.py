from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from participation.actions.registration import erase_registration
from participation.models import ForumRegistration
from participation.queries.registration import never_confirmed
from portal.audit.heartbeats import beat
from portal.obligations.rules_of_law import legal_rule

BATCH = 500
KEPT_RULE = "FORUM_REGISTRATION_DAYS"


@shared_task(ignore_result=True)
def erase_forum_registrations() -> None:
    """Who wanted to come: unconfirmed a week, the others as many days after the forum as the rule says."""
    now = timezone.now()
    kept = timedelta(days=legal_rule(KEPT_RULE, timezone.localdate(now)).whole)
    over = ForumRegistration.objects.filter(forum__held_at__lte=now - kept)
    due = list((never_confirmed(now) | over).select_related("forum")[:BATCH])
    for registration in due:
        erase_registration(registration=registration, now=now)
    beat("erase_forum_registrations", now, len(due))
