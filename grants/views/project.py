"""The public register of funded projects."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from grants.enums import ReportState
from grants.filters import ProjectFilter
from grants.models import Application, ReportPhoto
from grants.queries.project import accepted_reports, project_figures
from grants.resources import ProjectResource
from portal.files.responses import picture_response
from portal.ui.cache import kept
from portal.ui.lists import ListPage, Sorting
from portal.ui.panels import Slot, gather_alike


@method_decorator(login_not_required, name="dispatch")
class ProjectList(ListPage):
    template_name = "grants/project_list.html"
    filterset_class = ProjectFilter
    resource_class = ProjectResource
    sortings = (
        Sorting("jaunakie", _("newest first"), ("-submitted_at", "-pk")),
        Sorting("nosaukums", _("by title"), ("title_sort", "pk")),
        Sorting("summa", _("largest grant first"), ("-decision__amount", "-pk")),
    )
    columns = (
        "title",
        "summary",
        "state",
        "submitted_at",
        "community__name",
        "neighbourhood__name",
        "decision__amount",
    )
    export_name = "projekti"
    unmatched_text = _("No project matches.")

    def rows(self):
        return Application.objects.projects().for_list().select_related("result")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"figures": kept("grants.project_figures", project_figures)}


@login_not_required
def project_detail(request, pk):
    """Who, what, where, for how much, and what came of it."""
    project = get_object_or_404(Application.objects.projects().for_list().select_related("result", "contract"), pk=pk)
    context = {"project": project, "tied": gather_alike(Slot.TIED, project, now=request.arrived_at), **accepted_reports(project)}
    return render(request, "grants/project_detail.html", context)


@login_not_required
def project_photo(request, pk, photo):
    """A picture of an accepted report."""
    photos = ReportPhoto.objects.filter(report__contract__application__in=Application.objects.projects().filter(pk=pk))
    found = get_object_or_404(photos.select_related("file"), pk=photo, report__state=ReportState.ACCEPTED)
    return picture_response(found.file)
