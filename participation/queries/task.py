"""Tasks of meetings as pages show them."""

from collections.abc import Iterable
from datetime import datetime

from communities.models import Community
from participation.models import MeetingTask


def with_status(tasks: Iterable[MeetingTask], now: datetime) -> list[MeetingTask]:
    """Each with the state it is in at ``now``, as ``shown``."""
    rows = list(tasks)
    for task in rows:
        task.shown = task.status_at(now)
    return rows


def tasks_of_community(community: Community, now: datetime) -> list[MeetingTask]:
    """What the community took upon itself and has not done yet, the nearest day first."""
    return with_status(MeetingTask.objects.unfinished().filter(community=community).for_list().order_by("due_on", "pk"), now)
