import json

import pytest
import redis
from django.conf import settings
from django.db import transaction
from structlog.testing import capture_logs

from portal import later
from portal.later import JOBS, job, run_job, run_later


@pytest.fixture
def queue():
    """The broker's queue, empty before and after."""
    broker = redis.Redis.from_url(settings.REDIS_URL)
    broker.delete(settings.CELERY_TASK_DEFAULT_QUEUE)
    yield lambda: [json.loads(entry)["headers"]["argsrepr"] for entry in broker.lrange(settings.CELERY_TASK_DEFAULT_QUEUE, 0, -1)]
    broker.delete(settings.CELERY_TASK_DEFAULT_QUEUE)


def test_a_job_is_queued_once_the_transaction_commits(db, queue, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run_later("notifications.deliver", 7)
        assert queue() == []

    assert queue() == ["('notifications.deliver', ['7'])"]


def test_a_job_of_a_transaction_that_failed_is_not_queued(db, queue, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        run_later("notifications.deliver")
        transaction.set_rollback(True)

    assert queue() == []


def test_an_unknown_job_is_refused_at_once():
    with pytest.raises(LookupError, match=r"'nobody\.knows' is not registered"):
        run_later("nobody.knows")


def test_a_worker_runs_the_registered_function_with_its_ids(monkeypatch):
    monkeypatch.setattr(JOBS, "_entries", {})
    done = []
    job("test.note")(lambda *ids: done.append(ids))

    run_job("test.note", ["7", "8"])

    assert done == [("7", "8")]


@pytest.fixture
def _lost_broker(monkeypatch):
    """A broker nobody answers at; Celery's connections are made anew before and after."""
    app = run_job.app
    monkeypatch.setattr(later, "_rest", {"until": 0.0})
    monkeypatch.setattr(app.conf, "broker_url", "redis://127.0.0.1:1/0")
    app.__dict__.pop("amqp", None)
    yield
    app.__dict__.pop("amqp")


@pytest.mark.usefixtures("_lost_broker")
def test_a_broker_that_cannot_be_reached_is_only_noted(db, django_capture_on_commit_callbacks):
    with capture_logs() as notes, django_capture_on_commit_callbacks(execute=True):
        run_later("notifications.deliver", 7)

    assert notes == [{"event": "job_not_enqueued", "job": "notifications.deliver", "ids": ["7"], "log_level": "warning"}]


@pytest.mark.usefixtures("_lost_broker")
def test_a_broker_that_did_not_answer_is_left_alone_for_a_while(db, queue, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run_later("notifications.deliver", 7)
    run_job.app.conf.broker_url = settings.REDIS_URL
    run_job.app.__dict__.pop("amqp")

    with django_capture_on_commit_callbacks(execute=True):
        run_later("notifications.deliver", 8)
    assert queue() == []
    later._rest["until"] -= later.REST
    with django_capture_on_commit_callbacks(execute=True):
        run_later("notifications.deliver", 9)
    assert queue() == ["('notifications.deliver', ['9'])"]
