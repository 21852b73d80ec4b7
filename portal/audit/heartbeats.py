from dataclasses import dataclass
from datetime import datetime, timedelta

from celery import current_app

from portal.audit.models import Heartbeat

ALIVE_FOR = timedelta(minutes=20)
"""Every periodic task runs at least every quarter of an hour; one that did not for so long has stopped."""


@dataclass(frozen=True)
class Clock:
    """A periodic task and when it last ran; None when it never did."""

    name: str
    beat_at: datetime | None
    result: str
    is_alive: bool


def beat(name: str, now: datetime, result: object = "") -> None:
    """Note that a periodic task ran, and what came of it."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": now, "result": str(result)[:200]})


def clockwork(now: datetime) -> list[Clock]:
    """Every task of the schedule, whether it ever ran or not: what stopped first, then by name."""
    beats = {one.name: one for one in Heartbeat.objects.all()}
    clocks = []
    for name in {entry["task"].rpartition(".")[2] for entry in current_app.conf.beat_schedule.values()}:
        last = beats.get(name)
        clocks.append(
            Clock(name, last.beat_at, last.result, last.beat_at > now - ALIVE_FOR) if last else Clock(name, None, "", False)
        )
    return sorted(clocks, key=lambda clock: (clock.is_alive, clock.name))
