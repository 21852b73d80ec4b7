"""The admin opens on what the officer has to do, not on a menu of tables."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from portal.notifications.models import Message
from portal.obligations.models import Obligation
from portal.obligations.queries import (
    OpenCount,
    most_urgent_of,
    open_counts,
    open_in,
    overdue_in,
    own_counts,
    staff_pages,
    units_of,
)
from portal.ui.links import plain_reverse
from portal.ui.page_cache import for_everybody
from portal.ui.panels import Panel, Slot, gather
from portal.ui.queues import own_tasks_for, panels_of

TASKS_SHOWN = 15


def dashboard(request, context):
    """Values for ``admin/index.html``: the officer's own tasks, the unit's counts, what each app adds."""
    now = timezone.now()
    units = units_of(request.user)
    everybodys, own = open_counts(request.user, now), own_counts(request.user, units, now)
    context.update(
        {
            "tasks": with_desks(most_urgent_of(request.user, TASKS_SHOWN), request.user),
            "task_count": open_in(own),
            "overdue_count": overdue_in(own),
            "all_open": open_in(everybodys),
            "all_overdue": overdue_in(everybodys),
            "failed_messages": Message.objects.filter(state=Message.State.FAILED).count(),
            "queues": _queues(request, units, own, now),
        }
    )
    return context


def with_desks(tasks, user) -> list[tuple[Obligation, str]]:
    """Each task with the page of the admin where the officer works on it."""
    change = "admin:obligations_obligation_change"
    return [(task, page or plain_reverse(change, task.pk)) for task, page in staff_pages(tasks, user)]


def _queues(request, units: dict[int, bool], own: list[OpenCount], now: datetime) -> list[SafeString]:
    """In their order, drawn. Only what counts the officer's own promises is drawn for the officer alone."""
    lines = [line.panel(open_in(one for one in own if one.kind in line.kinds)) for line in own_tasks_for(request.user)]
    drawn = [(line.order, _drawn(line)) for line in lines] + _alike(request, units, now)
    return [section for _order, section in sorted(drawn, key=lambda one: one[0])]


def _alike(request, units: dict[int, bool], now: datetime) -> list[tuple[int, SafeString]]:
    """What waits is the same for all officers with the same roles in the same units."""
    return for_everybody(
        f"admin.queues.{sorted(request.user.roles)}.{units}",
        lambda: [(panel.order, _drawn(panel)) for panel in panels_of(gather(Slot.ADMIN_TASKS, request, now=now))],
    )


def _drawn(panel: Panel) -> SafeString:
    return render_to_string("admin/queue.html", {"queue": panel.context})
