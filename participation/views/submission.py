"""Pages of proposals and submissions."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from participation.filters import ProposalFilter
from participation.models import Submission
from participation.queries.answer import submission_cards
from participation.resources import ProposalResource
from portal.ui.lists import ListPage, Sorting


@method_decorator(login_not_required, name="dispatch")
class ProposalList(ListPage):
    template_name = "participation/proposal_list.html"
    filterset_class = ProposalFilter
    resource_class = ProposalResource
    sortings = (
        Sorting("jaunakie", _("newest first"), ("-received_at", "-pk")),
        Sorting("senakie", _("oldest first"), ("received_at", "pk")),
    )
    export_name = "priekslikumi"
    empty_text = _("No proposal matches.")

    def rows(self):
        return Submission.objects.public().for_list()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"cards": submission_cards(context["rows"])}


@login_not_required
def proposal_detail(request, pk):
    submission = get_object_or_404(Submission.objects.visible_to(request.user).for_list(), pk=pk)
    return render(
        request, "participation/proposal_detail.html", {"submission": submission, "card": submission_cards([submission])[0]}
    )
