"""Reads of applications."""

from datetime import datetime, timedelta

from grants.enums import ApplicationState
from grants.models import Application


def drafts_closing(now: datetime, days: int):
    """Drafts whose call closes within ``days`` days."""
    return (
        Application.objects.filter(state=ApplicationState.DRAFT, call__state="published")
        .filter(call__closes_at__gt=now, call__closes_at__lte=now + timedelta(days=days))
        .select_related("call", "community")
    )
