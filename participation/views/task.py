"""What meetings ended with: who does what by when."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from participation.actions.task import finish_task
from participation.enums import TaskState
from participation.filters import TaskFilter
from participation.forms.task import FinishForm
from participation.models import MeetingTask
from participation.queries.task import with_status
from participation.resources import TaskResource
from portal.errors import DomainError
from portal.ui.lists import ListPage, Sorting


@method_decorator(login_not_required, name="dispatch")
class TaskList(ListPage):
    template_name = "participation/task_list.html"
    filterset_class = TaskFilter
    resource_class = TaskResource
    sortings = (
        Sorting("jaunakie", _("newest first"), ("-set_at", "-pk")),
        Sorting("senakie", _("oldest first"), ("set_at", "pk")),
    )
    columns = (
        "title", "state", "post", "set_at", "due_on", "done_at", "result", "unit__name", "community__name", "forum__title",
        "forum__slug", "event__title", "event__slug", "meeting__number", "meeting__council__name", "meeting__council__slug",
    )  # fmt: skip
    export_name = "uzdevumi"
    unmatched_text = _("No task matches.")

    def rows(self):
        return MeetingTask.objects.public().for_list()

    def lines(self, rows):
        return with_status(rows, self.request.arrived_at)


def task_done(request, pk):
    """A community says what it has done of what it took upon itself."""
    own = Community.objects.of_member(request.user)
    task = get_object_or_404(MeetingTask.objects.filter(community__in=own).for_list(), pk=pk)
    if not request.user.has_perm("communities.edit_for_community", task.community):
        raise PermissionDenied
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            finish_task(task=task, by=request.user, now=request.arrived_at, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            messages.success(request, gettext("Thank you. What was done stands beside the task."))
            return redirect("communities:desk", task.community.slug)
    context = {"task": task, "form": form, "is_done": task.state == TaskState.DONE}
    return render(request, "participation/task_done.html", context, status=422 if form.errors else 200)
