"""Shares in outside projects: the rules, the request, what became of it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from communities.queries.speaking import communities_spoken_for
from grants.actions.cofinancing import request_cofinancing, tell_result, withdraw_request
from grants.enums import CoFinancingState, Promise
from grants.filters import CoFinancingFilter
from grants.forms.cofinancing import CoFinancingForm, ProgrammeResultForm
from grants.models import CoFinancingFund, CoFinancingRequest
from grants.queries.cofinancing import left_in
from grants.resources import CoFinancingResource
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.errors import DomainError
from portal.files.responses import private_response
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import receipt_of, secret_of
from portal.ui.attempts import attempt
from portal.ui.lists import ListPage, Sorting


@method_decorator(login_not_required, name="dispatch")
class CoFinancingList(ListPage):
    """The rules of the year, what is left, and to whom a share was promised."""

    template_name = "grants/cofinancing_list.html"
    filterset_class = CoFinancingFilter
    resource_class = CoFinancingResource
    sortings = (Sorting("jaunakie", _("newest first"), ("-decided_at", "-pk")),)
    export_name = "lidzfinansejums"
    empty_text = _("No share is promised yet.")

    def rows(self):
        return CoFinancingRequest.objects.promised().for_list()

    def get_context_data(self, **kwargs):
        fund = CoFinancingFund.objects.of_day(timezone.localdate()).select_related("unit").first()
        return super().get_context_data(**kwargs) | {"fund": fund, "left": left_in(fund) if fund else None}


@never_cache
def cofinancing_create(request):
    """The request: a page, sent by a leader, treasurer or editor of a verified community."""
    fund = CoFinancingFund.objects.of_day(timezone.localdate(request.arrived_at)).first()
    communities = communities_spoken_for(request.user)
    form = CoFinancingForm(request.POST or None, request.FILES or None, communities=communities, fund=fund)
    about = {"by": request.user, "now": request.arrived_at}
    if (
        request.method == "POST"
        and form.is_valid()
        and (sent := attempt(form, request_cofinancing, **about, **form.cleaned_data))
    ):
        messages.success(request, gettext("The request is received. Its number and the day of the decision stand here."))
        return redirect(sent)
    context = {"form": form, "fund": fund, "communities": communities}
    return render(request, "grants/cofinancing_form.html", context, status=422 if form.errors else 200)


@never_cache
def cofinancing_detail(request, pk):
    """Where the request is, its papers, and once promised the question what the programme decided."""
    return _page(request, _own(request, pk), ProgrammeResultForm())


def cofinancing_attachment(request, pk):
    """The description of the project, for the community and for officers of money."""
    attached = CoFinancingRequest.objects.visible_to(request.user).exclude(attachment=None).select_related("attachment")
    return private_response(get_object_or_404(attached, pk=pk).attachment)


@require_POST
def cofinancing_result(request, pk):
    asked = _own(request, pk, acting=True)
    form = ProgrammeResultForm(request.POST)
    about = {"request": asked, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, tell_result, **about, **form.cleaned_data):
        messages.success(request, gettext("Thank you for telling."))
        return redirect(asked)
    return _page(request, asked, form, status=422)


@require_POST
def cofinancing_withdraw(request, pk):
    asked = _own(request, pk, acting=True)
    try:
        withdraw_request(request=asked, by=request.user, now=request.arrived_at)
        messages.success(request, gettext("The request is withdrawn."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(asked)


def _own(request, pk, *, acting: bool = False) -> CoFinancingRequest:
    asked = get_object_or_404(CoFinancingRequest.objects.visible_to(request.user).for_list().select_related("attachment"), pk=pk)
    if acting and not request.user.has_perm("communities.edit_for_community", asked.community):
        raise PermissionDenied
    return asked


def _page(request, asked: CoFinancingRequest, form, status=200):
    acts = request.user.has_perm("communities.edit_for_community", asked.community)
    receipt = receipt_of(asked)
    context = {
        "asked": asked,
        "form": form if acts and asked.state == CoFinancingState.GRANTED else None,
        "may_withdraw": acts and asked.state in (CoFinancingState.SUBMITTED, CoFinancingState.GRANTED),
        "letter": Document.objects.latest_of("grants.commitment_letter", asked),
        "obligation": obligation_of(asked, Promise.COFINANCING_DECISION),
        "result": obligation_of(asked, Promise.COFINANCING_RESULT),
        "receipt": receipt,
        "secret": secret_of(receipt) if receipt and acts else "",
        "entries": timeline(asked, public=True),
    }
    return render(request, "grants/cofinancing_detail.html", context, status=status)
