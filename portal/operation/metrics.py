"""The portal's own figures for Prometheus, asked of the database and the broker at each visit."""

import os
from collections.abc import Iterator
from datetime import datetime

from celery import current_app
from django.conf import settings
from django.db.models import Count, Min, Q
from django.utils import timezone
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from redis import Redis
from redis.exceptions import RedisError

from portal.audit.heartbeats import clockwork
from portal.notifications.models import Message
from portal.obligations.models import Obligation

NEVER = float("inf")


class PortalCollector(Collector):
    """What tells whether the portal does its work, whichever process is asked."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        now = timezone.now()
        yield GaugeMetricFamily(
            "portal_overdue_obligations", "Open promises whose day is over.", Obligation.objects.overdue(now).count()
        )
        yield from self._messages(now)
        yield from self._tasks(now)
        yield from self._queue()

    @staticmethod
    def _messages(now: datetime) -> Iterator[GaugeMetricFamily]:
        states = GaugeMetricFamily("portal_messages", "Messages that are not out yet.", labels=["state"])
        due = Q(deliver_after__lte=now) | Q(attempts__gt=0)
        waiting = Message.objects.filter(state=Message.State.QUEUED).aggregate(
            count=Count("pk"), since=Min("created_at", filter=due)
        )
        states.add_metric(["waiting"], waiting["count"])
        states.add_metric(["failed"], Message.objects.filter(state=Message.State.FAILED).count())
        yield states
        age = (now - waiting["since"]).total_seconds() if waiting["since"] else 0
        yield GaugeMetricFamily("portal_oldest_waiting_message_seconds", "Age of the oldest message that should be out.", age)

    @staticmethod
    def _tasks(now: datetime) -> Iterator[GaugeMetricFamily]:
        ages = GaugeMetricFamily("portal_periodic_task_age_seconds", "Time since a periodic task last ran.", labels=["task"])
        for task in clockwork(now):
            ages.add_metric([task.name], (now - task.beat_at).total_seconds() if task.beat_at else NEVER)
        yield ages

    @staticmethod
    def _queue() -> Iterator[GaugeMetricFamily]:
        """Left out while Redis cannot be reached: no figure is better than a wrong one."""
        try:
            with Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2) as redis:
                length = redis.llen(current_app.conf.task_default_queue)
        except RedisError:
            return
        yield GaugeMetricFamily("portal_queue_length", "Tasks that no worker has taken yet.", length)


def exposition() -> bytes:
    """All figures as text, with those of every web process where gunicorn keeps them together (deploy/gunicorn.conf.py)."""
    registry = CollectorRegistry()
    registry.register(PortalCollector())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)
        return generate_latest(registry)
    return generate_latest(registry) + generate_latest(REGISTRY)
