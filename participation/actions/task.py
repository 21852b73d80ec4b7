from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import Community, Event, Meeting, Neighbourhood
from participation.enums import Promise, TaskState
from participation.models import Forum, MeetingTask, Submission
from participation.workflow import TASK
from portal.audit.actions import action, record
from portal.errors import InvalidInput
from portal.municipality.models import Unit
from portal.notifications.actions import notify
from portal.obligations.actions import fulfil_obligation, open_obligation
from portal.ui.links import plain_path, plain_reverse

SHORTEST_RESULT = 10


@action("participation.task.set")
def set_task(
    *, source: Forum | Event | Meeting, title: str, unit: Unit, due_on: date | None, by, now: datetime,
    community: Community | None = None, post: str = "", proposal: Submission | None = None,
) -> MeetingTask:  # fmt: skip
    """A meeting ended with something to be done. With a day it is a promise of ``community``, or else of ``unit``;
    without one it was talked of and taken nowhere, and the head of the unit is asked in time (S4-17)."""
    task = MeetingTask(
        title=title, unit=unit, community=community, post=post, due_on=due_on, proposal=proposal, set_at=now,
        state=TaskState.OPEN if due_on else TaskState.DISCUSSED, neighbourhood=_neighbourhood_of(source),
        **{source._meta.model_name: source},
    )  # fmt: skip
    if due_on:
        _require_coming(due_on, now)
    if proposal and proposal.forum_id != task.forum_id:
        raise InvalidInput(_("Choose a proposal of this forum."), field="proposal")
    task.full_clean()
    task.save()
    record(target=task, source=str(source), due_on=due_on)
    _start_clock(task, now)
    return task


def _neighbourhood_of(source: Forum | Event | Meeting) -> Neighbourhood | None:
    if isinstance(source, Forum):
        return source.neighbourhood
    return source.neighbourhoods.first() if isinstance(source, Event) else None


def _require_coming(due_on: date, now: datetime) -> None:
    if due_on <= timezone.localdate(now):
        raise InvalidInput(_("This day has passed. Choose a later one."), field="due_on")


def _start_clock(task: MeetingTask, now: datetime) -> None:
    """What nobody took over is watched by the rule, what was promised by its day; a community is only reminded."""
    if task.state == TaskState.DISCUSSED:
        kind, holder = Promise.STALLED_TASK, task.unit
    else:
        kind, holder = (Promise.COMMUNITY_TASK, task.community) if task.community else (Promise.MEETING_TASK, task.unit)
    open_obligation(
        kind=kind,
        subject=task,
        holder=holder,
        unit=task.unit,
        received_at=now,
        due_on=task.due_on,
        label=task.title,
        address=plain_path(task),
        staff_address=plain_reverse("admin:participation_meetingtask_change", task.pk),
        neighbourhood_key=task.neighbourhood_id,
    )
    if kind == Promise.COMMUNITY_TASK:
        notify("participation.task_given", subject=task, now=now)


@action("participation.task.forwarded")
def forward_task(
    *, task: MeetingTask, unit: Unit, due_on: date, by, now: datetime, community: Community | None = None, post: str = ""
) -> MeetingTask:
    """What was only talked of is taken forward: somebody does it by a day."""
    task = MeetingTask.objects.lock(task.pk)
    TASK.check(task.state, TaskState.OPEN)
    _require_coming(due_on, now)
    fulfil_obligation(kind=Promise.STALLED_TASK, subject=task, now=now)
    task.state, task.unit, task.community, task.post, task.due_on = TaskState.OPEN, unit, community, post, due_on
    task.full_clean()
    task.save()
    record(target=task, holder=str(task.holder), due_on=due_on)
    _start_clock(task, now)
    return task


@action("participation.task.done")
def finish_task(*, task: MeetingTask, result: str, by, now: datetime) -> MeetingTask:
    """It is done, and everybody reads what was done."""
    task = MeetingTask.objects.lock(task.pk)
    TASK.check(task.state, TaskState.DONE)
    result = result.strip()
    if len(result) < SHORTEST_RESULT:
        raise InvalidInput(_("Say in a sentence what was done, so that those who were there know."), field="result")
    task.state, task.result, task.done_at, task.done_by = TaskState.DONE, result, now, by
    task.save()
    record(target=task)
    for kind in (Promise.MEETING_TASK, Promise.COMMUNITY_TASK, Promise.STALLED_TASK):
        fulfil_obligation(kind=kind, subject=task, now=now)
    notify("participation.task_done", subject=task, now=now)
    return task
