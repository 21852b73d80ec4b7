"""The applicant's desk: beginning, where the application stands, taking it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from communities.models import Community
from grants.actions.application import begin_application, withdraw_application
from grants.actions.contract import decline_award
from grants.enums import ApplicationState, Promise
from grants.forms.application import ChooseApplicantForm
from grants.forms.contract import DeclineForm
from grants.forms.eligibility import EligibilityForm
from grants.forms.sections import section_states
from grants.models import Application, Call
from grants.queries.clarification import clarifications_of
from grants.queries.contract import with_unfulfilled
from grants.queries.eligibility import eligibility_of
from grants.queries.idea import has_idea_round
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.errors import DomainError
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import receipt_of, secret_of
from portal.ui.attempts import attempt

WITHDRAWABLE = (
    ApplicationState.SUBMITTED, ApplicationState.CLARIFYING, ApplicationState.ELIGIBLE, ApplicationState.EVALUATED,
)  # fmt: skip


@never_cache
def application_create(request, slug):
    """Choose in whose name, then begin; a draft that is there already opens instead.

    The address carries the answers of the check that came before (``eligibility``): nothing is kept of a visitor.
    """
    call = get_object_or_404(Call.objects.visible_to(request.user), slug=slug)
    mine = Community.objects.of_member(request.user).filter(verified_at__isnull=False)
    allowed = mine.filter(pk__in=[one.pk for one in mine if request.user.has_perm("communities.edit_for_community", one)])
    form = ChooseApplicantForm(request.POST or None, communities=allowed)
    check = EligibilityForm(request.GET or None, call=call)
    about = {"call": call, "by": request.user, "now": request.arrived_at}
    eligibility = check.cleaned_data if check.is_valid() else None
    if form.is_valid() and (
        application := attempt(form, begin_application, eligibility=eligibility, **about, **form.cleaned_data)
    ):
        return redirect(application)
    context = {
        "call": call,
        "form": form,
        "communities": allowed,
        "is_checked": eligibility is not None,
        "is_open": call.is_open(request.arrived_at),
        "has_idea_round": has_idea_round(call),
    }
    return render(request, "grants/application_begin.html", context, status=422 if form.errors else 200)


@never_cache
def application_detail(request, pk):
    """A draft: its sections with ticks. Handed in: where it is, what happens next, its papers."""
    applications = with_unfulfilled(Application.objects.visible_to(request.user), localdate(request.arrived_at))
    application = get_object_or_404(
        applications.select_related("call__unit", "community", "draft__saved_by", "lot", "decision", "idea", "contract"), pk=pk
    )
    if application.state == ApplicationState.DRAFT:
        return _draft(request, application)
    return _page(request, application)


def _page(request, application: Application, *, decline_form=None):
    decision, receipt = getattr(application, "decision", None), receipt_of(application)
    context = {
        "application": application,
        "lines": application.budget_lines.select_related("category"),
        "partners": application.partners.select_related("community"),
        "attachments": application.attachments.select_related("kind", "upload"),
        "findings": eligibility_of(application),
        "decision": decision,
        "letter": Document.objects.latest_of("grants.decision_letter", decision) if decision else None,
        "print": Document.objects.latest_of("grants.application_print", application),
        "receipt": receipt,
        "secret": secret_of(receipt) if receipt and request.user.has_perm("grants.open_receipt", application) else "",
        "obligation": obligation_of(application, Promise.DECISION),
        "clarifications": clarifications_of(application),
        "entries": timeline(application, public=True),
        "next_step": _next_step(application),
        "may_withdraw": application.state in WITHDRAWABLE and request.user.has_perm("grants.submit_application", application),
        "may_decline": _is_without_contract(application) and request.user.has_perm("grants.bind_project", application),
        "form": decline_form or DeclineForm(),
    }
    return render(request, "grants/application_detail.html", context, status=422 if context["form"].errors else 200)


def _is_without_contract(application: Application) -> bool:
    return application.state == ApplicationState.FUNDED and not hasattr(application, "contract")


def _next_step(application: Application):
    """Once there is a contract, it says what comes next."""
    contract = getattr(application, "contract", None)
    return contract.status.next_step if contract else application.status.next_step


def _draft(request, application: Application):
    if not request.user.has_perm("grants.see_application", application):
        raise Http404
    states = section_states(application)
    context = {
        "application": application,
        "sections": states,
        "is_ready": not any(state.is_missing for state in states),
        "may_edit": request.user.has_perm("grants.edit_application", application),
        "may_submit": request.user.has_perm("grants.submit_application", application),
        "is_open": application.is_open(request.arrived_at),
        "unfulfilled": application.unfulfilled,
    }
    return render(request, "grants/application_draft.html", context)


@require_POST
def application_decline(request, pk):
    """The grant is given up before its contract was made."""
    application = get_object_or_404(Application.objects.visible_to(request.user).for_list(), pk=pk)
    if not request.user.has_perm("grants.bind_project", application):
        raise PermissionDenied
    form = DeclineForm(request.POST)
    about = {"application": application, "by": request.user, "now": request.arrived_at}
    if not _is_without_contract(application):
        messages.error(request, gettext("The grant can no longer be given up here. Look what stands on this page."))
        return redirect(application)
    if form.is_valid() and attempt(form, decline_award, **form.cleaned_data, **about):
        messages.success(request, gettext("The grant is given up; its money goes to the projects in reserve."))
        return redirect(application)
    return _page(request, application, decline_form=form)


@require_POST
def application_withdraw(request, pk):
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("grants.submit_application", application):
        raise PermissionDenied
    try:
        withdraw_application(application=application, by=request.user, now=request.arrived_at)
        messages.success(request, gettext("The application is withdrawn."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(application)
