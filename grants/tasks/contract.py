from datetime import datetime

import structlog
from celery import shared_task
from django.utils import timezone

from grants.actions.contract import lapse_contract
from grants.models import Contract
from grants.queries.contract import unsigned_in_time
from portal.audit.heartbeats import beat

BATCH = 200
log = structlog.get_logger(__name__)


@shared_task(ignore_result=True)
def let_unsigned_awards_lapse() -> None:
    """Awards whose budget or signature never came; the money is free for the reserve. One that cannot be let go is passed
    over until the next run."""
    now, lapsed, last = timezone.now(), 0, 0
    while batch := list(unsigned_in_time(now).filter(pk__gt=last)[:BATCH]):
        lapsed += sum(_lapse(contract, now) for contract in batch)
        last = batch[-1].pk
    beat("let_unsigned_awards_lapse", now, lapsed)


def _lapse(contract: Contract, now: datetime) -> bool:
    try:
        lapse_contract(contract=contract, now=now)
    except Exception:
        log.exception("award_not_lapsed", contract=contract.pk)
        return False
    return True
