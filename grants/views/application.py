"""The applicant's desk: beginning, where the application stands, taking it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from communities.models import Community
from communities.rules import remember_role
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
from grants.queries.eligibility import ADMITTING, eligibility_of
from grants.queries.idea import has_idea_round
from grants.views.draft import ROLE_OF_SOMEBODY
from portal.audit.wording import timeline
from portal.db import only_columns
from portal.documents.models import Document
from portal.errors import DomainError
from portal.obligations.queries import CLOCK, obligation_of
from portal.obligations.receipts import receipt_of, secret_of
from portal.ui.attempts import attempt
from portal.ui.page_cache import for_everybody

LETTER, PRINT = "grants.decision_letter", "grants.application_print"
ON_PAGE = (
    "state", "title", "summary", "need", "involvement", "results", "replication", "eligibility", "starts_on", "ends_on",
    "requested", "total", "submitted_at", "ineligible_reason", "community__name",
    *(f"call__{column}" for column in ("title", *ADMITTING)),
    *(f"decision__{column}" for column in ("outcome", "amount", "reason")),
    *(f"contract__{column}" for column in ("state", "printed_on", "lapse_reason", "ended_on", "end_reason")),
)  # fmt: skip
"""What the page of an application that was handed in says of it."""
IN_BUDGET = ("application", "kind", "item", "unit", "quantity", "price", "amount", "category__name")

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
    applications = Application.objects.visible_to(request.user)
    role = Subquery(ROLE_OF_SOMEBODY.filter(user=request.user))
    application = get_object_or_404(only_columns(applications, *ON_PAGE).annotate(own_role=role), pk=pk)
    remember_role(request.user, application.community_id, application.own_role)
    if application.state != ApplicationState.DRAFT:
        return _page(request, application)
    drafts = with_unfulfilled(applications, localdate(request.arrived_at))
    return _draft(request, drafts.select_related("call__unit", "community", "draft__saved_by", "lot", "idea").get(pk=pk))


def _page(request, application: Application, *, decline_form=None):
    decision, receipt = getattr(application, "decision", None), receipt_of(application)
    is_answered = decision or application.ineligible_reason
    papers = Document.objects.keys_of_latest({PRINT: application} | ({LETTER: decision} if decision else {}))
    context = {
        "application": application,
        "told": for_everybody(f"application.{application.pk}", lambda: _told(application)),
        "decision": decision,
        "letter": papers.get(LETTER),
        "print": papers.get(PRINT),
        "receipt": receipt,
        "secret": secret_of(receipt) if receipt and request.user.has_perm("grants.open_receipt", application) else "",
        "obligation": None if is_answered else obligation_of(application, Promise.DECISION, *CLOCK),
        "next_step": _next_step(application),
        "may_withdraw": application.state in WITHDRAWABLE and request.user.has_perm("grants.submit_application", application),
        "may_decline": _is_without_contract(application) and request.user.has_perm("grants.bind_project", application),
        "form": decline_form or DeclineForm(),
    }
    return render(request, "grants/application_detail.html", context, status=422 if context["form"].errors else 200)


def _told(application: Application) -> dict[str, str]:
    """What was handed in and what has happened since, as all who may see the application read it alike."""
    written = {
        "application": application,
        "lines": only_columns(application.budget_lines, *IN_BUDGET),
        "partners": only_columns(application.partners, "application", "name", "role", "confirmed_at", "community_id"),
        "attachments": only_columns(application.attachments, "application", "kind__name", "upload__original_name"),
        "findings": eligibility_of(application),
        "clarifications": clarifications_of(application),
    }
    happened = {"entries": timeline(application, public=True), "next_step": _next_step(application)}
    return {
        "written": render_to_string("grants/partials/application_written.html", written),
        "happened": render_to_string("components/timeline.html", happened),
    }


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
