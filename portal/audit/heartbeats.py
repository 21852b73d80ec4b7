from datetime import datetime

from portal.audit.models import Heartbeat


def beat(name: str, now: datetime, result: object = "") -> None:
    """Note that a periodic task ran, and what came of it."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": now, "result": str(result)[:200]})
