"""The admin opens on what the officer has to do, not on a menu of tables."""

from django.utils import timezone

from portal.notifications.models import Message
from portal.obligations.models import Obligation
from portal.obligations.queries import staff_page, task_counts, tasks_of
from portal.ui.links import plain_reverse
from portal.ui.panels import Slot, gather
from portal.ui.queues import panels_of

TASKS_SHOWN = 15


def dashboard(request, context):
    """Values for ``admin/index.html``: the officer's own tasks, the unit's counts, what each app adds."""
    now = timezone.now()
    tasks = tasks_of(request.user)
    context.update(
        {
            "tasks": with_desks(tasks.by_urgency()[:TASKS_SHOWN], request.user),
            **task_counts(request.user, now),
            "failed_messages": Message.objects.filter(state=Message.State.FAILED).count(),
            "queues": panels_of(gather(Slot.ADMIN_TASKS, request, now=now)),
        }
    )
    return context


def with_desks(tasks, user) -> list[tuple[Obligation, str]]:
    """Each task with the page of the admin where the officer works on it."""
    return [(task, staff_page(task, user) or plain_reverse("admin:obligations_obligation_change", task.pk)) for task in tasks]
