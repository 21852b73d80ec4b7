"""What the municipality tells neighbourhoods directly."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from participation.documents.announcement import notice_pdf
from participation.filters import AnnouncementFilter
from participation.models import Announcement
from participation.resources import AnnouncementResource
from portal.ui.lists import ListPage, Sorting


@method_decorator(login_not_required, name="dispatch")
class AnnouncementList(ListPage):
    template_name = "participation/announcement_list.html"
    filterset_class = AnnouncementFilter
    resource_class = AnnouncementResource
    sortings = (Sorting("jaunakie", _("newest first"), ("-sent_at", "-pk")),)
    columns = ("title", "text", "sent_at")
    export_name = "pazinojumi"
    empty_text = _("Nothing has been announced yet.")

    def rows(self):
        return Announcement.objects.public().for_list()


@login_not_required
def announcement_detail(request, pk):
    announcement = get_object_or_404(Announcement.objects.visible_to(request.user).for_list(), pk=pk)
    return render(request, "participation/announcement_detail.html", {"announcement": announcement})


@login_not_required
def announcement_notice(request, pk):
    """One page of A4 for the door of the shop."""
    announcement = get_object_or_404(Announcement.objects.public().for_list(), pk=pk)
    response = HttpResponse(notice_pdf(announcement), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="pazinojums-{announcement.pk}.pdf"'
    return response
