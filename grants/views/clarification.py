"""The applicant clarifies what officers asked: only the named fields are open, and nothing typed is lost."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from grants.actions.checking import answer_clarification, keep_clarification
from grants.forms.budget import BudgetForm, as_typed
from grants.forms.clarification import ClarificationForm
from grants.models import Application, Clarification
from grants.queries.clarification import BUDGET, attachments_by_name
from portal.obligations.clock import end_of_day
from portal.ui.attempts import attempt
from portal.ui.drafting import posted_fields


def _application(request, pk) -> Application:
    application = get_object_or_404(
        Application.objects.visible_to(request.user).select_related("call", "community", "neighbourhood"), pk=pk
    )
    if not request.user.has_perm("grants.answer_clarification", application):
        raise PermissionDenied
    return application


def _question(application: Application) -> Clarification | None:
    return application.clarifications.open().first()


def _as_stored(application: Application) -> dict[str, str]:
    """The application's own values as the form would have them typed."""
    stored = {name: getattr(application, name) or "" for name in ("title", "summary", "need", "involvement", "results")}
    days = {name: f"{getattr(application, name):%Y-%m-%d}" for name in ("starts_on", "ends_on") if getattr(application, name)}
    place = {"neighbourhood": str(application.neighbourhood_id or ""), "replication": application.replication}
    return {**stored, **days, **place, **as_typed(application.budget_lines.all())}


@never_cache
def clarification(request, pk):
    """The question, the open fields and until when; answered, passed over or too late, the application instead."""
    application = _application(request, pk)
    asked = _question(application)
    if asked is None:
        return redirect(application)
    is_sent = request.method == "POST"
    typed = posted_fields(request) if is_sent else {**_as_stored(application), **asked.typed}
    form = ClarificationForm(
        *((typed, request.FILES) if is_sent else ()), initial=typed, call=application.call,
        community=application.community, open_fields=asked.fields, files=attachments_by_name(application),
    )  # fmt: skip
    budget = BudgetForm(typed, call=application.call, is_checked=is_sent) if BUDGET in asked.fields else None
    if is_sent:
        keep_clarification(clarification=asked, typed=typed)
        if form.is_valid() and (budget is None or budget.is_valid()):
            facts = {"answer": form.cleaned_data["answer"], "changes": form.changes}
            facts |= {"lines": budget.good_lines() if budget else None, "uploads": form.uploads}
            about = {"clarification": asked, "by": request.user, "now": request.arrived_at}
            if attempt(form, answer_clarification, **facts, **about):
                messages.success(request, _("Thank you, the officer goes on with the application."))
                return redirect(application)
    context = {
        "application": application,
        "clarification": asked,
        "form": form,
        "budget": budget,
        "is_late": request.arrived_at >= end_of_day(asked.due_on),
    }
    has_errors = form.errors or (budget and budget.has_errors)
    return render(request, "grants/clarification.html", context, status=422 if has_errors else 200)


@require_POST
@never_cache
def clarification_autosave(request, pk):
    """Keep what is typed and say when."""
    asked = _question(_application(request, pk))
    if asked is None:
        return JsonResponse({"problem": _("This question is closed already; somebody may have been faster.")}, status=409)
    keep_clarification(clarification=asked, typed=posted_fields(request))
    saved = _("Saved at %(time)s") % {"time": date_format(localtime(request.arrived_at), "TIME_FORMAT")}
    return JsonResponse({"revision": 0, "saved": saved})
