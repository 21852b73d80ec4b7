from celery import shared_task
from django.utils import timezone

from participation.actions.opinion import erase_unconfirmed_opinion
from participation.models import Opinion
from portal.audit.heartbeats import beat


@shared_task(ignore_result=True)
def erase_unconfirmed_opinions() -> None:
    now = timezone.now()
    late = list(Opinion.objects.never_confirmed(now)[:500])
    for opinion in late:
        erase_unconfirmed_opinion(opinion=opinion, now=now)
    beat("erase_unconfirmed_opinions", now, len(late))
