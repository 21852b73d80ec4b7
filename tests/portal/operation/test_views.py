import json
from datetime import timedelta

import pytest
from django.db import connection
from prometheus_client.parser import text_string_to_metric_families
from redis import Redis

from portal.audit.heartbeats import beat
from portal.notifications.models import Message
from tests.factories.portal import MessageFactory, make_promise

TOKEN = "a-long-random-text"


def ready(client) -> tuple[int, dict[str, str]]:
    response = client.get("/-/ready/", headers={"Accept": "application/json"})
    return response.status_code, json.loads(response.content)


def test_the_process_says_that_it_is_alive_without_asking_the_database(db, client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/-/alive/").text == "ok"


def test_the_portal_is_ready_while_database_schema_redis_and_files_answer(db, client):
    status, checks = ready(client)

    assert status == 200
    assert list(checks.values()) == ["OK"] * 4


def test_the_portal_is_not_ready_without_redis(db, client, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    assert ready(client)[0] == 500


def test_the_portal_is_not_ready_before_its_migrations(committed, client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'grants'")

    status, checks = ready(client)

    assert status == 500
    [said] = [said for said in checks.values() if said != "OK"]
    assert "manage.py upgrade" in said


def figures(client, **headers) -> dict[str, float]:
    """What Prometheus reads: name with labels to value."""
    text = client.get("/-/metrics/", headers={"Authorization": f"Bearer {TOKEN}", **headers}).text
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.parametrize(("token", "given"), [("", "Bearer "), (TOKEN, ""), (TOKEN, "Bearer other"), (TOKEN, "Bearer žagari")])
def test_metrics_are_for_who_brings_the_token(db, client, settings, token, given):
    settings.METRICS_TOKEN = token

    assert client.get("/-/metrics/", headers={"Authorization": given}).status_code == 404


def test_metrics_tell_whether_the_portal_does_its_work(db, client, settings, now):
    settings.METRICS_TOKEN = TOKEN
    make_promise(received_at=now - timedelta(days=60))
    make_promise(received_at=now)
    MessageFactory(deliver_after=now + timedelta(days=1))
    refused = MessageFactory(deliver_after=now + timedelta(minutes=5), attempts=2)
    Message.objects.filter(pk=refused.pk).update(created_at=now - timedelta(hours=1))
    MessageFactory(state=Message.State.FAILED)
    beat("remind", now - timedelta(minutes=30))
    Redis.from_url(settings.REDIS_URL).lpush(settings.CELERY_TASK_DEFAULT_QUEUE, "a task")

    found = figures(client)

    assert found["portal_overdue_obligations"] == 1
    assert (found["portal_messages waiting"], found["portal_messages failed"]) == (2, 1)
    assert found["portal_oldest_waiting_message_seconds"] == pytest.approx(3600, abs=60)
    assert found["portal_periodic_task_age_seconds remind"] == pytest.approx(1800, abs=60)
    assert found["portal_periodic_task_age_seconds deliver_messages"] == float("inf")
    assert found["portal_queue_length"] == 1
    Redis.from_url(settings.REDIS_URL).delete(settings.CELERY_TASK_DEFAULT_QUEUE)


def test_metrics_count_requests_by_route_and_never_by_address(db, client, settings):
    settings.METRICS_TOKEN = TOKEN
    name = "portal_request_seconds_count GET none 4xx"
    before = figures(client).get(name, 0)

    client.get("/nav/tadas/lapas/")

    after = figures(client)
    assert after[name] == before + 1
    assert not [name for name in after if "tadas" in name]


def test_metrics_without_redis_leave_the_queue_out(db, client, settings):
    settings.METRICS_TOKEN = TOKEN
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    found = figures(client)

    assert "portal_queue_length" not in found
    assert "portal_overdue_obligations" in found
