from celery import shared_task
from django.utils import timezone

from participation.actions.submission import erase_unconfirmed_submission
from participation.actions.support import erase_unconfirmed_support
from participation.models import Submission, Support
from portal.audit.heartbeats import beat


@shared_task(ignore_result=True)
def erase_unconfirmed_submissions() -> None:
    """What guests sent, and their support, where nobody opened the link within its term."""
    now = timezone.now()
    submissions = list(Submission.objects.never_confirmed(now)[:500])
    for submission in submissions:
        erase_unconfirmed_submission(submission=submission, now=now)
    supports = list(Support.objects.never_confirmed(now)[:500])
    for support in supports:
        erase_unconfirmed_support(support=support, now=now)
    beat("erase_unconfirmed_submissions", now, len(submissions) + len(supports))
