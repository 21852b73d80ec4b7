"""Tasks of meetings on a community's desk, and what forums ask of officers."""

from django.utils.translation import gettext_lazy as _

from participation.models import Forum, MeetingTask
from participation.queries.task import tasks_of_community
from portal.ui.links import plain_reverse
from portal.ui.panels import Panel, Slot, fill_slot
from portal.ui.queues import NONE_WAITS, Queue

EDITS = "communities.edit_for_community"


@fill_slot(Slot.COMMUNITY_DESK, when=lambda community, now: [MeetingTask.objects.unfinished().filter(community=community)])
def tasks_of_the_community(request, community, *, now):
    tasks = tasks_of_community(community, now)
    context = {"tasks": tasks, "may_finish": request.user.has_perm(EDITS, community)}
    return [Panel("participation/partials/desk_tasks.html", context, order=20)] if tasks else []


@fill_slot(Slot.ADMIN_TASKS)
def forums_and_tasks(request, *, now):
    """Forums whose minutes are owed, and what was talked of and nobody has taken over."""
    if not request.user.has_perm("participation.view_meetingtask"):
        return []
    return [
        Queue(
            _("Forums to close"),
            plain_reverse("admin:participation_forum_changelist"),
            Forum.objects.to_close(now),
            order_by="held_at",
            page="admin:participation_forum_change",
            label="title",
            note="place",
            empty=NONE_WAITS,
            order=50,
        ),
        Queue(
            _("Discussed, not taken forward"),
            plain_reverse("admin:participation_meetingtask_changelist"),
            MeetingTask.objects.filter(state="discussed"),
            order_by="set_at",
            page="admin:participation_meetingtask_change",
            label="title",
            note="unit__name",
            empty=NONE_WAITS,
            order=51,
        ),
    ]
