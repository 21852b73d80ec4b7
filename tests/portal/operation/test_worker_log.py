import os
import subprocess
import sys
import time

import pytest
from django.conf import settings
from redis import Redis
from structlog.contextvars import bound_contextvars

from portal.later import run_job

PATIENCE = 60


@pytest.fixture
def worker_log(tmp_path):
    """What a real worker logs until it has done a task."""
    broker = Redis.from_url(settings.CELERY_BROKER_URL)
    broker.delete(settings.CELERY_TASK_DEFAULT_QUEUE)
    log = tmp_path / "worker.log"
    with log.open("w") as output:
        worker = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "portal", "worker", "--pool", "solo", "--without-gossip", "--without-mingle"],
            env={**os.environ, "LOG_LEVEL": "INFO", "LOG_JSON": "true"}, stdout=output, stderr=output,
        )  # fmt: skip

    def read() -> str:
        end = time.monotonic() + PATIENCE
        while '"event": "task"' not in log.read_text():
            assert time.monotonic() < end, log.read_text()
            time.sleep(0.05)
        return log.read_text()

    yield read
    worker.kill()
    worker.wait()


def test_the_id_of_a_request_is_found_in_the_log_of_its_task(committed, worker_log):
    with bound_contextvars(request_id="4f6d5c1b8a0e4b1c"):
        run_job.delay("nobody.knows", [])

    [line] = [line for line in worker_log().splitlines() if '"event": "task"' in line]
    assert '"request_id": "4f6d5c1b8a0e4b1c"' in line
    assert '"task": "portal.run_job"' in line
    assert '"state": "FAILURE"' in line
