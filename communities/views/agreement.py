from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.actions.commitment import keep_commitment
from communities.enums import MutualBenefit
from communities.filters import AgreementFilter
from communities.forms.agreement import CommitmentKeptForm
from communities.models import Agreement
from communities.queries.agreement import commitments_with_clocks, document_to_sign, public_until, what_next
from communities.resources import AgreementResource
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.documents.views import may_have_signed_copies
from portal.errors import DomainError
from portal.ui.lists import ListPage, Sorting

KEEPS = "communities.keep_commitment"


@method_decorator(login_not_required, name="dispatch")
class AgreementList(ListPage):
    template_name = "communities/agreement_list.html"
    filterset_class = AgreementFilter
    resource_class = AgreementResource
    sortings = (
        Sorting("jaunakie", _("newest first"), ("-valid_from", "-pk")),
        Sorting("beidzas", _("by the last day"), ("valid_to", "pk")),
    )
    export_name = "vienosanas"
    empty_text = _("No agreement is public yet.")

    def rows(self):
        return Agreement.objects.public().for_list()


def benefits_of(agreement: Agreement) -> list:
    return [MutualBenefit(code).label for code in agreement.benefits]


def commitments_for(user, agreement: Agreement) -> list:
    """The commitments with their clocks; those the visitor may mark as kept say so."""
    commitments = commitments_with_clocks(agreement)
    for one in commitments:
        one.agreement = agreement
        one.may_be_kept = bool(one.promise and one.kept_on is None and user.has_perm(KEEPS, one))
    return commitments


def copies_for(user, document: Document | None) -> list:
    """The signed copies, for the parties and the officers: a certificate carries its signer's personal code."""
    if document is None or not may_have_signed_copies(user, document):
        return []
    return list(document.signed_copies.select_related("file"))


@login_not_required
def agreement_detail(request, slug):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user).for_list().select_related("replaces"), slug=slug)
    document = document_to_sign(agreement)
    next_step, next_when = what_next(agreement, timezone.localdate(request.arrived_at))
    context = {
        "agreement": agreement,
        "document": document,
        "versions": Document.objects.about(agreement).order_by("-version") if document else [],
        "copies": copies_for(request.user, document),
        "benefits": benefits_of(agreement),
        "commitments": commitments_for(request.user, agreement),
        "remarks_until": public_until(agreement) if agreement.state == "published" else None,
        "is_member": request.user.has_perm("communities.see_inside_community", agreement.community),
        "is_keeper": request.user.has_perm("communities.view_agreement"),
        "entries": timeline(agreement, public=True),
        "next_step": next_step,
        "next_when": next_when,
    }
    return render(request, "communities/agreement_detail.html", context)


def commitment_kept(request, slug, pk):
    """The side that promised says that it is done, and how."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user).for_list(), slug=slug)
    commitment = get_object_or_404(agreement.commitments.select_related("agreement__unit", "agreement__community"), pk=pk)
    if not request.user.has_perm(KEEPS, commitment):
        raise PermissionDenied
    form = CommitmentKeptForm(request.POST or None, initial={"kept_on": timezone.localdate(request.arrived_at)})
    if request.method == "POST" and form.is_valid():
        try:
            keep_commitment(commitment=commitment, by=request.user, now=request.arrived_at, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(getattr(refusal, "field", None), str(refusal))
        else:
            messages.success(request, gettext("The commitment is marked as kept."))
            return redirect(agreement)
    context = {"agreement": agreement, "commitment": commitment, "form": form}
    return render(request, "communities/commitment_kept.html", context, status=422 if form.errors else 200)
