"""Work that is done by a worker after the transaction has committed.

Actions never import tasks: they name a job by its registry key and hand over ids.
The row that needs the work is written first, and a periodic sweep finds rows that
nobody worked on, so losing a job (a flushed broker, a killed worker) loses time, not work.
"""

import time
from collections.abc import Callable

import structlog
from celery import shared_task
from django.db import transaction

from portal.registry import Registry

JOBS: Registry[Callable[..., None]] = Registry("background jobs")
log = structlog.get_logger(__name__)


def job(key: str):
    """Register a function that a worker may run by ``key``. It receives ids and must be safe to run twice."""

    def decorate(function):
        return JOBS.register(key, function)

    return decorate


def run_later(key: str, *ids) -> None:
    """Ask for the job ``key`` once the surrounding transaction commits.

    A broker that cannot be reached is logged, not raised: the commit stands and the sweep does the rest.
    """
    if key not in JOBS:
        raise LookupError(f"background jobs: {key!r} is not registered.")
    plain = [str(one) for one in ids]
    transaction.on_commit(lambda: _enqueue(key, plain), robust=True)


REST = 10
"""Seconds in which a broker that did not answer is not asked again: whoever waits for a page waits for it once."""
_rest = {"until": 0.0}


def _enqueue(key: str, ids: list[str]) -> None:
    if time.monotonic() >= _rest["until"]:
        try:
            run_job.delay(key, ids)
            return
        except run_job.OperationalError:
            _rest["until"] = time.monotonic() + REST
    log.warning("job_not_enqueued", job=key, ids=ids)


@shared_task(name="portal.run_job", ignore_result=True)
def run_job(key: str, ids: list[str]) -> None:
    JOBS[key](*ids)
