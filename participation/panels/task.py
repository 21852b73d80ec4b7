"""Tasks of meetings on a community's desk, and what forums ask of officers."""

from django.utils.translation import gettext_lazy as _

from participation.models import Forum, MeetingTask
from participation.queries.task import tasks_of_community
from portal.ui.links import plain_reverse
from portal.ui.panels import Panel, Slot, fill_slot

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
    forums = Forum.objects.to_close(now).order_by("held_at")
    stalled = MeetingTask.objects.filter(state="discussed").select_related("unit").order_by("set_at")
    return [
        _panel(_("Forums to close"), "forum", [(one, one.place) for one in forums[:8]], order=50),
        _panel(_("Discussed, not taken forward"), "meetingtask", [(one, str(one.unit)) for one in stalled[:8]], order=51),
    ]


def _panel(title, model: str, things: list[tuple], *, order: int) -> Panel:
    rows = [
        {"label": str(one), "url": plain_reverse(f"admin:participation_{model}_change", one.pk), "note": note}
        for one, note in things
    ]
    context = {
        "title": title,
        "url": plain_reverse(f"admin:participation_{model}_changelist"),
        "count": len(rows),
        "rows": rows,
        "empty": _("None."),
    }
    return Panel("", context, order=order)
