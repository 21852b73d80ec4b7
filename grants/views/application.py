"""The applicant's desk: a draft that is never lost, and from handing in, what becomes of it."""

import re
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from communities.models import Community
from grants.actions.application import (
    EditConflict,
    begin_application,
    save_section,
    submit_application,
    withdraw_application,
)
from grants.enums import ApplicationState
from grants.forms.application import ChooseApplicantForm, DeclarationForm, ProjectForm
from grants.forms.budget import BudgetForm
from grants.models import Application, Call
from grants.queries.money import terms_of
from grants.validators.budget import Line, Sums, add_up, broken_rules
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.errors import DomainError, StateConflict
from portal.obligations.models import Receipt
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import secret_of

SECTIONS = {"projekts": _("The project"), "tame": _("Budget")}
NOT_FIELDS = {"csrfmiddlewaretoken", "revision", "turpinat"}
NUL = "\x00"


@dataclass(frozen=True)
class SectionState:
    """One section in the list: its name and whether nothing is missing in it."""

    key: str
    label: Any
    is_complete: bool
    is_begun: bool


def _application(request, pk) -> Application:
    return get_object_or_404(
        Application.objects.visible_to(request.user).select_related("call__unit", "community", "draft", "lot", "decision"), pk=pk
    )


def _draft(request, pk) -> Application:
    """A draft the person may edit now; the role is asked afresh at every request."""
    application = _application(request, pk)
    if not request.user.has_perm("grants.edit_application", application):
        raise PermissionDenied
    return application


def _typed(application: Application, section: str) -> dict[str, str]:
    return application.draft.data.get(section, {}).get("fields", {})


def _revision(application: Application, section: str) -> int:
    return application.draft.data.get(section, {}).get("revision", 0)


def _posted_fields(request) -> dict[str, str]:
    """What stands in the form, without the one character that the database cannot keep."""
    return {name.replace(NUL, ""): value.replace(NUL, "") for name, value in request.POST.items() if name not in NOT_FIELDS}


def _posted_revision(request) -> int:
    text = request.POST.get("revision", "")
    return int(text) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else 0


def _form(application: Application, section: str, data):
    if section == "projekts":
        return ProjectForm(data, call=application.call)
    return BudgetForm(data, call=application.call)


def _sums(budget: BudgetForm) -> Sums:
    return add_up(
        Line(row["kind"], row["quantity"], row["price"], bool(row.get("category") and row["category"].is_administration))
        for row in budget.good_lines()
    )


def _section_states(application: Application) -> list[SectionState]:
    states = []
    for key, label in SECTIONS.items():
        typed = _typed(application, key)
        form = _form(application, key, typed)
        complete = bool(typed) and form.is_valid()
        if complete and key == "tame":
            complete = not broken_rules(_sums(form), terms_of(application.call))
        states.append(SectionState(key, label, complete, bool(typed)))
    return states


@never_cache
def application_create(request, slug):
    """Choose in whose name, then begin; a draft that is there already opens instead."""
    call = get_object_or_404(Call.objects.visible_to(request.user), slug=slug)
    mine = Community.objects.of_member(request.user).filter(verified_at__isnull=False)
    allowed = mine.filter(pk__in=[one.pk for one in mine if request.user.has_perm("communities.edit_for_community", one)])
    form = ChooseApplicantForm(request.POST or None, communities=allowed)
    if request.method == "POST" and form.is_valid():
        try:
            application = begin_application(
                call=call, community=form.cleaned_data["community"], by=request.user, now=request.arrived_at
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(application)
    context = {"call": call, "form": form, "communities": allowed, "is_open": call.is_open(request.arrived_at)}
    return render(request, "grants/application_begin.html", context, status=422 if form.errors else 200)


@never_cache
def application_detail(request, pk):
    """A draft: its sections with ticks. Handed in: where it is, what happens next, its papers."""
    application = _application(request, pk)
    if application.state == ApplicationState.DRAFT:
        if not request.user.has_perm("grants.see_application", application):
            raise Http404
        states = _section_states(application)
        context = {
            "application": application,
            "sections": states,
            "is_ready": all(state.is_complete for state in states),
            "may_edit": request.user.has_perm("grants.edit_application", application),
            "is_open": application.call.is_open(request.arrived_at),
        }
        return render(request, "grants/application_draft.html", context)
    decision = getattr(application, "decision", None)
    receipt = Receipt.objects.filter(subject_type__model="application", subject_id=application.pk).first()
    context = {
        "application": application,
        "lines": application.budget_lines.select_related("category"),
        "decision": decision,
        "letter": Document.objects.latest_of("grants.decision_letter", decision) if decision else None,
        "receipt": receipt,
        "secret": secret_of(receipt) if receipt and request.user.has_perm("grants.open_receipt", application) else "",
        "obligation": obligation_of(application, "grants.decision"),
        "entries": timeline(application, public=True),
        "may_withdraw": request.user.has_perm("grants.submit_application", application)
        and application.state in ("submitted", "eligible", "evaluated"),
    }
    return render(request, "grants/application_detail.html", context)


@never_cache
def application_section(request, pk, section):
    """One section of the form. Whatever is typed is kept, right or wrong; the errors are shown beside it."""
    if section not in SECTIONS:
        raise Http404
    application = _draft(request, pk)
    if request.method == "GET" and application.state != ApplicationState.DRAFT:
        return redirect(application)
    typed, revision, conflict = _typed(application, section), _revision(application, section), ""
    if request.method == "POST":
        typed = _posted_fields(request)
        try:
            revision, _saved_at = save_section(
                application=application,
                section=section,
                fields=typed,
                revision=_posted_revision(request),
                by=request.user,
                now=request.arrived_at,
            )
        except EditConflict as refusal:
            conflict, revision = str(refusal), refusal.revision
        except StateConflict as refusal:
            messages.error(request, str(refusal))
            return redirect(application)
        else:
            form = _form(application, section, typed)
            if request.POST.get("turpinat") == "talak" and form.is_valid():
                messages.success(request, gettext("Saved."))
                return redirect(application)
    form = _form(application, section, typed or None if section == "projekts" else typed)
    context = {
        "application": application,
        "section": section,
        "label": SECTIONS[section],
        "form": form,
        "revision": revision,
        "conflict": conflict,
        "saved_at": application.draft.saved_at if request.method == "GET" else (None if conflict else request.arrived_at),
        "is_open": application.call.is_open(request.arrived_at),
    }
    if section == "tame":
        form.is_valid()
        context["sums"] = _sums(form)
        context["broken"] = broken_rules(context["sums"], terms_of(application.call)) if typed else []
    return render(request, f"grants/application_{section}.html", context, status=409 if conflict else 200)


@require_POST
@never_cache
def application_autosave(request, pk, section):
    """Keep what is typed and say when; for the budget also the sums as they stand. Asked every few seconds."""
    if section not in SECTIONS:
        raise Http404
    application = _draft(request, pk)
    fields = _posted_fields(request)
    try:
        revision, saved_at = save_section(
            application=application,
            section=section,
            fields=fields,
            revision=_posted_revision(request),
            by=request.user,
            now=request.arrived_at,
        )
    except DomainError as refusal:
        return JsonResponse({"problem": str(refusal)}, status=409)
    answer = {
        "revision": revision,
        "saved": gettext("Saved at %(time)s") % {"time": date_format(localtime(saved_at), "TIME_FORMAT")},
    }
    if section == "tame":
        budget = BudgetForm(fields, call=application.call)
        sums = _sums(budget)
        context = {"sums": sums, "broken": broken_rules(sums, terms_of(application.call)), "call": application.call}
        answer["sums"] = render_to_string("grants/partials/budget_sums.html", context, request)
    return JsonResponse(answer)


@never_cache
def application_submit(request, pk):
    """Check your answers, declare, hand in."""
    application = _draft(request, pk)
    if application.state != ApplicationState.DRAFT:
        return redirect(application)
    states = _section_states(application)
    if not all(state.is_complete for state in states):
        messages.error(request, gettext("Complete every section first."))
        return redirect(application)
    project, budget = (
        _form(application, "projekts", _typed(application, "projekts")),
        _form(application, "tame", _typed(application, "tame")),
    )
    project.is_valid()
    form = DeclarationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            application = submit_application(
                application=application,
                project=project.cleaned_data,
                lines=budget.good_lines(),
                by=request.user,
                now=request.arrived_at,
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("The application is handed in. The receipt is on this page and in your e-mail."))
            return redirect(application)
    context = {
        "application": application,
        "project": [(project[name].label, value) for name, value in project.cleaned_data.items()],
        "lines": budget.good_lines(),
        "sums": _sums(budget),
        "form": form,
        "is_open": application.call.is_open(request.arrived_at),
    }
    return render(request, "grants/application_submit.html", context, status=422 if form.errors else 200)


@require_POST
def application_withdraw(request, pk):
    application = _application(request, pk)
    if not request.user.has_perm("grants.submit_application", application):
        raise PermissionDenied
    try:
        withdraw_application(application=application, by=request.user, now=request.arrived_at)
        messages.success(request, gettext("The application is withdrawn."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect(application)
