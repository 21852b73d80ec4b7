"""Pages of residents' forums."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from participation.filters import ForumFilter
from participation.models import Forum, Submission
from participation.queries.answer import submission_cards
from participation.resources import ForumResource
from portal.ui.lists import ListPage, Sorting


@method_decorator(login_not_required, name="dispatch")
class ForumList(ListPage):
    template_name = "participation/forum_list.html"
    filterset_class = ForumFilter
    resource_class = ForumResource
    sortings = (Sorting("jaunakie", _("newest first"), ("-held_at", "-pk")),)
    export_name = "forumi"
    empty_text = _("No forum is entered yet.")

    def rows(self):
        return Forum.objects.for_list()


@login_not_required
def forum_detail(request, slug):
    forum = get_object_or_404(
        Forum.objects.visible_to(request.user).select_related("neighbourhood", "unit").prefetch_related("communities"),
        slug=slug,
    )
    proposals = list(Submission.objects.public().filter(forum=forum).for_list().order_by("pk"))
    context = {"forum": forum, "cards": submission_cards(proposals), "steps_done": len(forum.ten_steps)}
    return render(request, "participation/forum_detail.html", context)
