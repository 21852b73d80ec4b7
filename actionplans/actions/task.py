from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.actions.writing import lock_written
from actionplans.models import Chapter, Plan, PlanTask, TeamMember
from portal.audit.actions import action, record
from portal.errors import InvalidInput
from portal.notifications.actions import notify
from portal.ui.plain_text import plain_text


@action("actionplans.task.given")
def give_task(
    *,
    plan: Plan,
    title: str,
    due_on: date,
    by,
    now: datetime,
    chapter: Chapter | None = None,
    member: TeamMember | None = None,
) -> PlanTask:
    """Agree who does what for the plan by which day; without a member it is anybody's."""
    plan = lock_written(plan)
    if due_on < timezone.localdate(now):
        raise InvalidInput(_("This day has passed. Choose today or a later one."), field="due_on")
    task = PlanTask.objects.create(plan=plan, chapter=chapter, member=member, title=plain_text(title), due_on=due_on)
    record(target=plan, due_on=due_on)
    if member and member.user and member.user != by:
        notify("actionplans.task_given", subject=task, now=now)
    return task


@action("actionplans.task.done")
def finish_task(*, task: PlanTask, by, now: datetime) -> PlanTask:
    """Note that a task is done; a second time changes nothing."""
    task = PlanTask.objects.lock(task.pk)
    if task.done_at is None:
        task.done_at, task.done_by = now, by
        task.save(update_fields=["done_at", "done_by", "updated_at"])
        record(target=task.plan, title=task.title)
    return task
