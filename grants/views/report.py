"""A community's reports: typed without loss, with receipts and photos, handed in, answered."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BooleanField
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from communities.actions.photo import add_photo, remove_photo
from grants.actions.report import add_report_receipt, remove_report_receipt, save_report, submit_report
from grants.enums import Promise, ReportKind, ReportState
from grants.forms.report import PhotoForm, ReceiptForm, ReportForm
from grants.models import ProjectReport
from grants.queries.contract import to_come_back
from grants.queries.report import parts_of_report
from portal.audit.wording import timeline
from portal.errors import DomainError, EditConflict
from portal.files.responses import private_response
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import receipt_of, secret_of
from portal.ui.attempts import attempt
from portal.ui.drafting import posted_fields, posted_revision

WRITES = "grants.write_project"


def _report(request, pk, permission: str = "") -> ProjectReport:
    report = get_object_or_404(ProjectReport.objects.visible_to(request.user).for_list().select_related("draft"), pk=pk)
    if permission and not request.user.has_perm(permission, report.contract.application):
        raise PermissionDenied
    return report


def _lines(report: ProjectReport) -> list:
    return list(report.contract.application.budget_lines.select_related("category").order_by("position"))


@never_cache
def report_detail(request, pk):
    """The report as handed in, what was asked back, and the answer to it."""
    report = _report(request, pk)
    receipt = receipt_of(report)
    may_write = request.user.has_perm(WRITES, report.contract.application)
    parts = parts_of_report(report)
    context = {
        "report": report,
        "contract": report.contract,
        "application": report.contract.application,
        **parts,
        **_unused(report, parts["sums"].requested),
        "obligation": obligation_of(report, Promise.REPORT if report.is_open else Promise.REPORT_ANSWER),
        "receipt": receipt,
        "secret": secret_of(receipt) if receipt and may_write else "",
        "may_write": may_write and report.is_open,
        "entries": timeline(report, public=False),
    }
    return render(request, "grants/report_detail.html", context)


@never_cache
def report_form(request, pk):
    """The whole report on one page. Whatever is typed is kept, right or wrong; handing in says what is missing."""
    report = _report(request, pk, WRITES)
    if not report.is_open:
        return redirect(report)
    typed, revision, conflict = report.draft.data, report.draft.revision, None
    form = ReportForm(typed or None, report=report, lines=_lines(report))
    if request.method == "POST":
        typed = posted_fields(request)
        form = ReportForm(typed, report=report, lines=_lines(report))
        about = {"report": report, "by": request.user, "now": request.arrived_at}
        try:
            revision, _saved_at = save_report(fields=typed, revision=posted_revision(request), **about)
        except EditConflict as refusal:
            conflict, revision = refusal, refusal.revision
        except DomainError as refusal:
            messages.error(request, str(refusal))
            return redirect(report)
        else:
            if (
                request.POST.get("turpinat") == "iesniegt"
                and form.is_valid()
                and attempt(form, submit_report, **form.facts, **about)
            ):
                messages.success(request, _("The report is handed in. The receipt is on this page and in your e-mail."))
                return redirect(report)
    return _form_page(request, report, form, revision=revision, conflict=conflict)


def _form_page(request, report: ProjectReport, form, *, revision=None, conflict=None, receipt_form=None, photo_form=None):
    refused = (
        conflict
        or any(one is not None and one.errors for one in (receipt_form, photo_form))
        or (request.method == "POST" and form.errors)
    )
    context = {
        "report": report,
        "contract": report.contract,
        "application": report.contract.application,
        "form": form,
        "revision": report.draft.revision if revision is None else revision,
        "conflict": conflict,
        "differences": _differences(form, conflict.fields) if conflict else [],
        "saved_at": request.arrived_at if request.method == "POST" and not conflict else report.draft.saved_at,
        "receipts": report.receipts.select_related("file"),
        "photos": report.photos.select_related("file"),
        "receipt_form": receipt_form or ReceiptForm(prefix="ceks"),
        "photo_form": photo_form or PhotoForm(prefix="foto"),
        "obligation": obligation_of(report, Promise.REPORT),
        **_unused(report, form.used),
    }
    return render(request, "grants/report_form.html", context, status=409 if conflict else 422 if refused else 200)


def _unused(report: ProjectReport, used) -> dict:
    """With the last report: what was paid and not used comes back."""
    is_settling = report.kind == ReportKind.FINAL and report.state != ReportState.ACCEPTED
    return {"to_return": to_come_back(report.contract, used) if is_settling else None}


def _differences(form: ReportForm, theirs: dict[str, str]) -> list[dict]:
    """Field by field what the other has saved, and what this person typed."""
    mine = form.data
    return [
        {"label": form[name].label, "theirs": _said(form, name, theirs), "mine": _said(form, name, mine)}
        for name in form.fields
        if theirs.get(name, "") != mine.get(name, "")
    ]


def _said(form: ReportForm, name: str, typed: dict[str, str]) -> str:
    """What stands in a field, for reading: a tick is a word."""
    said = typed.get(name, "")
    return _("yes") if said and isinstance(form.fields[name], BooleanField) else said


@require_POST
@never_cache
def report_autosave(request, pk):
    """Keep what is typed and say when, with the sums as they stand. Asked every few seconds."""
    report = _report(request, pk, WRITES)
    fields = posted_fields(request)
    try:
        revision, saved_at = save_report(
            report=report, fields=fields, revision=posted_revision(request), by=request.user, now=request.arrived_at
        )
    except DomainError as refusal:
        return JsonResponse({"problem": str(refusal)}, status=409)
    form = ReportForm(fields, report=report, lines=_lines(report))
    facts = {"form": form, "contract": report.contract, **_unused(report, form.used)}
    sums = render_to_string("grants/partials/report_sums.html", facts, request)
    saved = _("Saved at %(time)s") % {"time": date_format(localtime(saved_at), "TIME_FORMAT")}
    return JsonResponse({"revision": revision, "saved": saved, "sums": sums})


@require_POST
def report_receipt_add(request, pk):
    report = _report(request, pk, WRITES)
    form = ReceiptForm(request.POST, request.FILES, prefix="ceks")
    about = {"report": report, "by": request.user, "now": request.arrived_at}
    if form.is_valid() and attempt(form, add_report_receipt, **form.cleaned_data, **about):
        messages.success(request, _("The receipt is attached."))
        return redirect("grants:report_form", pk)
    return _form_page(request, report, _typed_form(report), receipt_form=form)


def _typed_form(report: ProjectReport) -> ReportForm:
    return ReportForm(report.draft.data or None, report=report, lines=_lines(report))


@require_POST
def report_receipt_remove(request, pk, receipt):
    report = _report(request, pk, WRITES)
    found = get_object_or_404(report.receipts.select_related("file", "report"), pk=receipt)
    try:
        remove_report_receipt(receipt=found, by=request.user, now=request.arrived_at)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("grants:report_form", pk)


@never_cache
def report_receipt(request, pk, receipt):
    """A proof of cost, for the community and the officers who read its report."""
    return private_response(get_object_or_404(_report(request, pk).receipts.select_related("file"), pk=receipt).file)


@require_POST
def report_photo_add(request, pk):
    report = _report(request, pk, WRITES)
    form = PhotoForm(request.POST, request.FILES, prefix="foto")
    about = {"album": report.photos, "by": request.user, "now": request.arrived_at}
    if report.is_open and form.is_valid() and attempt(form, add_photo, **form.cleaned_data, **about):
        messages.success(request, _("The photo is added. It is public once the report is accepted."))
        return redirect("grants:report_form", pk)
    return _form_page(request, report, _typed_form(report), photo_form=form)


@require_POST
def report_photo_remove(request, pk, photo):
    report = _report(request, pk, WRITES)
    found = get_object_or_404(report.photos.select_related("file"), pk=photo)
    if report.is_open:
        remove_photo(photo=found, owner=report, by=request.user, now=request.arrived_at)
    return redirect("grants:report_form", pk)


@never_cache
def report_photo(request, pk, photo):
    """A photo before it is public."""
    return private_response(get_object_or_404(_report(request, pk).photos.select_related("file"), pk=photo).file)
