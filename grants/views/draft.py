"""The draft of an application: its sections, saved as they are typed, and handing in."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Prefetch, Subquery, prefetch_related_objects
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from communities.models import Membership
from communities.rules import remember_role
from grants.actions.application import save_section, submit_application
from grants.enums import ApplicationState
from grants.forms.application import DeclarationForm
from grants.forms.sections import (
    SECTIONS,
    TYPED,
    budget_faults,
    revision_of,
    section_form,
    section_states,
    sections_of,
    typed_forms,
    typed_in,
)
from grants.models import Application, Attachment
from grants.queries.contract import with_unfulfilled
from grants.queries.eligibility import eligibility_of
from grants.views.attachment import attachments_page
from grants.views.partner import partners_page
from portal.db import only_columns
from portal.errors import DomainError, EditConflict, StateConflict
from portal.ui.attempts import attempt
from portal.ui.drafting import note_presence, posted_fields, posted_revision

WHOLE = Application.objects.select_related("call__unit", "community", "draft", "lot", "idea")
FOR_SAVING = only_columns(Application.objects, "state", "community_id", "draft__data", "draft__revision")
ROLE_OF_SOMEBODY = Membership.objects.current().filter(community=OuterRef("community")).order_by().values("role")


def draft_of(request, pk, *, whole: bool = True) -> Application:
    """The application, for those who edit it now: the role is asked afresh at every request, along with it. Not ``whole``,
    it is only what saving needs."""
    role = Subquery(ROLE_OF_SOMEBODY.filter(user=request.user))
    needed = with_unfulfilled(WHOLE, localdate(request.arrived_at)) if whole else FOR_SAVING
    application = get_object_or_404(needed.annotate(own_role=role), pk=pk)
    remember_role(request.user, application.community_id, application.own_role)
    if request.user.has_perm("grants.edit_application", application):
        return application
    if request.method == "POST" and application.community.memberships.filter(user=request.user).exists():
        raise RoleLost
    if not Application.objects.visible_to(request.user).filter(pk=pk).exists():
        raise Http404
    raise PermissionDenied


class RoleLost(Exception):
    """Somebody who was in the community sends what they typed, and may no longer edit."""


def _place(application: Application, section: str) -> str:
    return f"grants.application:{application.pk}:{section}"


def _save(request, application: Application, section: str, fields):
    return save_section(
        application=application, section=section, fields=fields, revision=posted_revision(request), by=request.user,
        now=request.arrived_at,
    )  # fmt: skip


@never_cache
def application_section(request, pk, section):
    """One section of the form, in any order."""
    if section not in SECTIONS:
        raise Http404
    try:
        application = draft_of(request, pk)
    except RoleLost:
        context = {"typed": [(name, value) for name, value in posted_fields(request).items() if value]}
        return render(request, "grants/application_role_lost.html", context, status=403)
    if section not in sections_of(application.call):
        raise Http404
    if request.method == "GET" and application.state != ApplicationState.DRAFT:
        return redirect(application)
    if section == "partneri":
        return partners_page(request, application)
    if section == "pielikumi":
        return attachments_page(request, application)
    return _typed_section(request, application, section)


def _typed_section(request, application: Application, section: str):
    """Whatever is typed is kept, right or wrong; the errors are shown beside it, and going on asks for none."""
    typed, revision, conflict = typed_in(application, section), revision_of(application, section), None
    if request.method == "POST":
        typed = posted_fields(request)
        try:
            revision, _saved_at = _save(request, application, section, typed)
        except EditConflict as refusal:
            conflict, revision = refusal, refusal.revision
        except StateConflict as refusal:
            messages.error(request, str(refusal))
            return redirect(application)
        else:
            kept = section_form(application, section, typed)
            is_whole = kept.is_valid() and not (section == "tame" and budget_faults(application, kept))
            if request.POST.get("turpinat") == "talak" and is_whole:
                messages.success(request, gettext("Saved."))
                return redirect(application)
    form = section_form(application, section, typed if section == "tame" else typed or None)
    context = {
        "application": application,
        "section": section,
        "label": SECTIONS[section],
        "form": form,
        "revision": revision,
        "conflict": conflict,
        "differences": _differences(application, section, conflict.fields, typed) if conflict else [],
        "others": note_presence(request, _place(application, section)),
        "saved_at": application.draft.saved_at if request.method == "GET" else (None if conflict else request.arrived_at),
        "is_open": application.is_open(request.arrived_at),
    }
    if section == "tame":
        form.is_valid()
        context |= {"sums": form.sums, "broken": budget_faults(application, form) if typed else []}
    elif section == "atbilstiba" and form.is_bound:
        form.is_valid()
        context["findings"] = form.findings
    return render(request, f"grants/application_{section}.html", context, status=409 if conflict else 200)


def _differences(application: Application, section: str, theirs: dict[str, str], mine: dict[str, str]) -> list[dict]:
    """Field by field what the other has saved, and what this person typed."""
    forms = [section_form(application, section, data) for data in (theirs, mine)]
    rows = []
    for name in dict.fromkeys([*theirs, *mine]):
        if theirs.get(name, "") != mine.get(name, ""):
            fields = [form.bound_field(name) if section == "tame" else _field(form, name) for form in forms]
            label = next((str(field.label) for field in fields if field), name)
            values = zip(fields, (theirs.get(name, ""), mine.get(name, "")), strict=True)
            rows.append(dict(zip(("theirs", "mine"), (_shown(*value) for value in values), strict=True)) | {"label": label})
    return rows


def _field(form, name: str):
    return form[name] if name in form.fields else None


def _shown(field, value: str) -> str:
    """A choice in its words, anything else as typed."""
    choices = getattr(field.field, "choices", ()) if field else ()
    return next((str(label) for key, label in choices if str(key) == value), value) if value else ""


@require_POST
@never_cache
def application_autosave(request, pk, section):
    """Keep what is typed and say when; for the budget also the sums as they stand. Asked every few seconds."""
    if section not in TYPED:
        raise Http404
    try:
        application = draft_of(request, pk, whole=section == "tame")
    except RoleLost:
        problem = gettext("You may no longer edit this application: your part in the community has changed. Copy your text.")
        return JsonResponse({"problem": problem}, status=403)
    fields = posted_fields(request)
    try:
        revision, saved_at = _save(request, application, section, fields)
    except EditConflict as refusal:
        problem = gettext('%(sentence)s Press "Save" to see both texts and choose.') % {"sentence": refusal}
        return JsonResponse({"problem": problem}, status=409)
    except DomainError as refusal:
        return JsonResponse({"problem": str(refusal)}, status=409)
    others = note_presence(request, _place(application, section))
    answer = {
        "revision": revision,
        "saved": gettext("Saved at %(time)s") % {"time": date_format(localtime(saved_at), "TIME_FORMAT")},
        "others": gettext("Also open here: %(names)s.") % {"names": ", ".join(others)} if others else "",
    }
    if section == "tame":
        budget = section_form(application, section, fields)
        context = {"sums": budget.sums, "broken": budget_faults(application, budget), "call": application.call}
        answer["sums"] = render_to_string("grants/partials/budget_sums.html", context, request)
    return JsonResponse(answer)


@never_cache
def application_submit(request, pk):
    """Check your answers, declare, hand in: the leader's right."""
    try:
        application = draft_of(request, pk)
    except RoleLost:
        raise PermissionDenied from None
    may_submit = request.user.has_perm("grants.submit_application", application)
    if request.method == "POST" and not may_submit:
        raise PermissionDenied
    if application.state != ApplicationState.DRAFT:
        return redirect(application)
    forms = typed_forms(application)
    attached = Prefetch("attachments", Attachment.objects.select_related("kind", "upload"))
    prefetch_related_objects([application], "partners", attached)
    if any(state.is_missing for state in section_states(application, forms)):
        messages.error(request, gettext("Complete every section first."))
        return redirect(application)
    project, budget, eligibility = forms["projekts"], forms["tame"], forms["atbilstiba"]
    form = DeclarationForm(request.POST or None)
    about = {"application": application, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(
        form, submit_application, project=project.cleaned_data, lines=budget.good_lines(),
        eligibility=eligibility.cleaned_data, **about,
    ):  # fmt: skip
        messages.success(request, gettext("The application is handed in. The receipt is on this page and in your e-mail."))
        return redirect(application)
    application.eligibility = eligibility.cleaned_data
    context = {
        "application": application,
        "project": [(project[name].label, value) for name, value in project.cleaned_data.items() if value not in (None, "")],
        "lines": budget.good_lines(),
        "sums": budget.sums,
        "findings": eligibility_of(application),
        "partners": application.partners.all(),
        "attachments": application.attachments.all(),
        "form": form,
        "may_submit": may_submit,
        "is_open": application.is_open(request.arrived_at),
        "unfulfilled": application.unfulfilled,
    }
    return render(request, "grants/application_submit.html", context, status=422 if form.errors else 200)
