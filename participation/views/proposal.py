"""Pages of proposals and of whatever else is public."""

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_page
from django.views.decorators.gzip import gzip_page

from participation.filters import ProposalFilter
from participation.models import Submission
from participation.queries.answer import submission_cards
from participation.queries.proposal import proposal_layer, way_of
from participation.queries.submission import may_open_attachment, signatures_needed
from participation.resources import ProposalResource
from portal.obligations.receipts import receipt_of
from portal.ui.lists import ListPage, Sorting
from portal.ui.panels import Slot, gather_alike

KEPT_FOR = 5 * 60


@method_decorator(login_not_required, name="dispatch")
class ProposalList(ListPage):
    template_name = "participation/proposal_list.html"
    filterset_class = ProposalFilter
    resource_class = ProposalResource
    sortings = (
        Sorting("jaunakie", _("newest first"), ("-received_at", "-pk")),
        Sorting("senakie", _("oldest first"), ("received_at", "pk")),
        Sorting("atbalstitakie", _("most supported first"), ("-support_count", "-pk")),
    )
    export_name = "priekslikumi"
    unmatched_text = _("No proposal matches.")

    def rows(self):
        return Submission.objects.public()

    def shown(self, rows):
        return rows.for_cards()

    def exported(self, rows):
        return rows.for_list()

    def lines(self, rows):
        return submission_cards(rows)


@login_not_required
def proposal_detail(request, pk):
    """What is public, for everybody; what is private, for its author, the community's members and officers."""
    submission = get_object_or_404(Submission.objects.visible_to(request.user).for_list(), pk=pk)
    card = submission_cards([submission])[0]
    own = submission.supports.of(request.user).first()
    is_author = request.user.is_authenticated and submission.author_id == request.user.pk
    context = {
        "submission": submission,
        "card": card,
        "way": way_of(submission, card.answer),
        "is_author": is_author,
        "has_supported": own is not None and own.confirmed_at is not None,
        "needed": signatures_needed(request.arrived_at) if submission.is_collective else 0,
        "also_represents": list(submission.also_represents.all()),
        "receipt": receipt_of(submission) if is_author else None,
        "shows_attachment": submission.attachment_id and may_open_attachment(request.user, submission),
        "tied": gather_alike(Slot.TIED, submission, now=request.arrived_at),
    }
    return render(request, "participation/proposal_detail.html", context)


@login_not_required
@gzip_page
@cache_page(KEPT_FOR)
def proposal_map(request):
    """Points of the proposals whose place was shown on the map."""
    return JsonResponse({"layers": [proposal_layer(Submission.objects.public())]})


@login_not_required
def proposal_point(request, pk):
    """The one point of a proposal."""
    submission = get_object_or_404(Submission.objects.public().filter(latitude__isnull=False), pk=pk)
    return JsonResponse({"layers": [proposal_layer(Submission.objects.filter(pk=submission.pk))]})
