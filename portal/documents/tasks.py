from celery import shared_task
from django.utils import timezone

from portal.audit.heartbeats import beat
from portal.documents.actions import sweep_documents


@shared_task(ignore_result=True)
def make_forgotten_documents() -> None:
    """Documents whose job was lost are asked for again."""
    now = timezone.now()
    beat("make_forgotten_documents", now, sweep_documents(now))
