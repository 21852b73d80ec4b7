from celery import shared_task
from django.utils import timezone

from communities.actions.agreement_course import expire_agreement
from communities.models import Agreement
from portal.audit.heartbeats import beat


@shared_task(ignore_result=True)
def record_expired_agreements() -> None:
    """Writes down what every reader sees by the clock already."""
    now = timezone.now()
    over = list(Agreement.objects.over_unrecorded(timezone.localdate(now))[:500])
    for agreement in over:
        expire_agreement(agreement=agreement, now=now)
    beat("record_expired_agreements", now, len(over))
