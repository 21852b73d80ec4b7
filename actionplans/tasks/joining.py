from celery import shared_task
from django.utils import timezone

from actionplans.actions.joining import erase_joining
from actionplans.models import Joining
from actionplans.queries.joining import kept_months
from portal.audit.heartbeats import beat
from portal.obligations.working_days import add_months

BATCH = 500


@shared_task(ignore_result=True)
def erase_joinings() -> None:
    """Who never opened the link, and who joined an action that is over longer than such data are kept."""
    now = timezone.now()
    today = timezone.localdate(now)
    kept_from = add_months(today, -kept_months(today))
    due = list((Joining.objects.never_confirmed(now) | Joining.objects.over_before(kept_from))[:BATCH])
    for joining in due:
        erase_joining(joining=joining, now=now)
    beat("erase_joinings", now, len(due))
