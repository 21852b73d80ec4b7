from celery import shared_task
from django.utils import timezone

from participation.actions.scorecard import keep_scores
from portal.audit.heartbeats import beat


@shared_task(ignore_result=True)
def count_scorecard() -> None:
    """The last twelve months and this year; in January also the year that has just ended."""
    now = timezone.now()
    today = timezone.localdate(now)
    years = [None, today.year, *([today.year - 1] if today.month == 1 else [])]
    beat("count_scorecard", now, keep_scores(years=years, now=now))
