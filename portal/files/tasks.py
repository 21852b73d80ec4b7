"""Periodic work of files."""

from celery import shared_task
from django.utils import timezone

from portal.audit.heartbeats import beat
from portal.files.actions import erase
from portal.files.models import File


@shared_task(ignore_result=True)
def erase_unattached_files() -> None:
    """Uploads of forms that were never sent, and what an undone transaction left."""
    now = timezone.now()
    forgotten = list(File.objects.forgotten(now)[:500])
    for file in forgotten:
        erase(file, now=now)
    beat("erase_unattached_files", now, len(forgotten))
