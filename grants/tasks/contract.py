from celery import shared_task
from django.utils import timezone

from grants.actions.contract import lapse_contract
from grants.queries.contract import unsigned_in_time
from portal.audit.heartbeats import beat

BATCH = 200


@shared_task(ignore_result=True)
def let_unsigned_awards_lapse() -> None:
    """Awards whose budget or signature never came; the money is free for the reserve."""
    now = timezone.now()
    unsigned = list(unsigned_in_time(now)[:BATCH])
    for contract in unsigned:
        lapse_contract(contract=contract, now=now)
    beat("let_unsigned_awards_lapse", now, len(unsigned))
