from datetime import date, datetime

from celery import shared_task
from django.db.models import Q, QuerySet
from django.utils import timezone

from participation.actions.retention import forget_opinion_author, forget_submission_author
from participation.enums import SubmissionState
from participation.models import Opinion, Submission
from participation.models.submission_kind import PUBLIC_KINDS
from portal.audit.erasure import ERASED
from portal.audit.heartbeats import beat
from portal.obligations.clock import end_of_day
from portal.obligations.rules_of_law import legal_rule
from portal.obligations.working_days import add_months

BATCH = 200
KNOWN = Q(author__isnull=False) | ~Q(author_name="") | ~Q(author_email="") | Q(attachment__isnull=False)


@shared_task(ignore_result=True)
def forget_authors() -> None:
    """Who spoke in consultations long closed, and who wrote what was answered long ago."""
    now = timezone.now()
    today = timezone.localdate(now)
    opinions = list(opinions_over_term(today)[:BATCH])
    for opinion in opinions:
        forget_opinion_author(opinion=opinion, now=now)
    submissions = list(submissions_over_term(today)[:BATCH])
    for submission in submissions:
        forget_submission_author(submission=submission, now=now)
    beat("forget_authors", now, len(opinions) + len(submissions))


def opinions_over_term(today: date) -> QuerySet[Opinion]:
    closed = Q(consultation__closes_at__lt=_years_ago("OPINION_KEPT_YEARS", today))
    return Opinion.objects.filter(closed, KNOWN | Q(evidence__isnull=False)).order_by("pk")


def submissions_over_term(today: date) -> QuerySet[Submission]:
    """Answered so long ago; of what was taken back the term runs from the day it came."""
    before = _years_ago("SUBMISSION_KEPT_YEARS", today)
    over = Q(answer__published_at__lt=before) | Q(state=SubmissionState.WITHDRAWN, received_at__lt=before)
    private = ~Q(kind__in=PUBLIC_KINDS) & ~Q(text=ERASED)
    return Submission.objects.filter(over, KNOWN | private).order_by("pk")


def _years_ago(rule: str, today: date) -> datetime:
    return end_of_day(add_months(today, -12 * legal_rule(rule, today).whole))
