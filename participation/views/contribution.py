"""The public table from contribution to change."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render

from participation.filters import ContributionFilter
from participation.models import Consultation
from participation.queries.consultation import outcome_counts
from participation.queries.contribution import contributions
from participation.resources import ContributionResource
from portal.ui.exports import EXPORT_FORMATS, export_response
from portal.ui.paging import read_page

PAGE_SIZE = 20
ORDER = ("-voice", "-submitted_at", "-pk")
"""Joint opinions first (S4-94)."""


@login_not_required
def contribution_list(request, slug):
    """Each public opinion beside the text before and after, and its answer; as a file with ``?formats=``."""
    consultation = get_object_or_404(Consultation.objects.visible_to(request.user).for_list(), slug=slug)
    filterset = ContributionFilter(
        request.GET, queryset=consultation.opinions.public().for_list(), request=request, consultation=consultation
    )
    chosen = request.GET.get("formats", "")
    if chosen in EXPORT_FORMATS:
        rows = contributions(filterset.qs.order_by(*ORDER))
        return export_response(ContributionResource(), rows, chosen, name=f"{consultation.slug}-izmainas")
    page = read_page(filterset.qs, ORDER, PAGE_SIZE, after=request.GET.get("pec", ""), before=request.GET.get("pirms", ""))
    context = {
        "consultation": consultation,
        "filterset": filterset,
        "is_filtered": any(filterset.form.cleaned_data.values()) if filterset.form.is_valid() else False,
        "outcomes": outcome_counts(consultation),
        "page": page,
        "rows": contributions(page.rows),
    }
    return render(request, "participation/contribution_list.html", context)
