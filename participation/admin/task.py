from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.actions.task import finish_task, forward_task, set_task
from participation.enums import Promise, TaskState
from participation.forms.task import FinishForm, ForwardForm, TaskEntryForm
from participation.models import MeetingTask
from participation.resources import TaskResource
from participation.workflow import TASK
from portal.audit.wording import timeline
from portal.obligations.queries import obligations_of_many
from portal.ui.admin import OfficialAdmin, Step

SOURCES = ("forum", "event", "meeting")
PROMISES = (Promise.MEETING_TASK, Promise.COMMUNITY_TASK, Promise.STALLED_TASK)


@admin.register(MeetingTask)
class MeetingTaskAdmin(OfficialAdmin):
    """Tasks of forums, visits, NGO days and councils; what was only talked of stands among them until somebody takes it."""

    form = TaskEntryForm
    list_display = ("title", "source", "holder", "due_on", "state")
    list_filter = ("state", "unit", "neighbourhood")
    search_fields = ("title",)
    autocomplete_fields = ("forum", "event", "meeting", "community", "unit")
    fields = TaskEntryForm.Meta.fields
    workflow_fields = ("state", "set_at", "result", "done_at", "done_by")
    export_resource = TaskResource
    steps = (
        Step(
            name="izdarits",
            label=_("It is done"),
            permission="participation.finish_task",
            perform=lambda task, **answers: finish_task(task=task, **answers),
            done=_("What was done is public."),
            form=FinishForm,
            available=lambda task: TASK.allows(task.state, TaskState.DONE),
            prominent=True,
        ),
        Step(
            name="virzit",
            label=_("Take it forward"),
            permission="participation.finish_task",
            perform=lambda task, **answers: forward_task(task=task, **answers),
            done=_("Somebody does it by a day now."),
            form=ForwardForm,
            available=lambda task: TASK.allows(task.state, TaskState.OPEN),
            initial=lambda task: {"unit": task.unit_id},
            prominent=True,
        ),
    )

    def get_queryset(self, request):
        return super().get_queryset(request).for_list()

    @admin.display(description=_("agreed at"))
    def source(self, task) -> str:
        return str(task.source)

    @admin.display(description=_("who does it"))
    def holder(self, task) -> str:
        return str(task.holder)

    def has_change_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        """Set by its action, which starts the clock; a day left empty means: talked of, not taken forward."""
        facts = dict(form.cleaned_data)
        source = next(filter(None, [facts.pop(name) for name in SOURCES]))
        task = set_task(source=source, by=request.user, now=request.arrived_at, **facts)
        obj.pk = task.pk
        obj.refresh_from_db()

    def side_context(self, request, task):
        promises = [obligations_of_many(MeetingTask, [task.pk], kind).get(task.pk) for kind in PROMISES]
        return {
            "side_template": "admin/participation/task_side.html",
            "obligation": next((one for one in promises if one and one.is_open), next(filter(None, promises), None)),
            "status": task.status_at(timezone.now()),
            "entries": timeline(task, public=False),
        }
