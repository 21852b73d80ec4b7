"""The exchange board, kept tidy: what is past leaves the search, what nobody needs any more is erased."""

from celery import shared_task
from django.utils import timezone

from communities.actions.exchange import close_notice, erase_letter, erase_notice
from communities.models import ContactRequest, ExchangeNotice
from portal.audit.heartbeats import beat

BATCH = 500


@shared_task(ignore_result=True)
def tidy_exchange() -> None:
    now = timezone.now()
    past = list(ExchangeNotice.objects.past(timezone.localdate(now))[:BATCH])
    for notice in past:
        close_notice(notice=notice, by=None, now=now)
    letters = list(ContactRequest.objects.forgotten(now)[:BATCH])
    for letter in letters:
        erase_letter(request=letter, by=None, now=now)
    notices = list(ExchangeNotice.objects.forgotten(now)[:BATCH])
    for notice in notices:
        erase_notice(notice=notice, by=None, now=now)
    beat("tidy_exchange", now, len(past) + len(letters) + len(notices))
