"""Attachments of an application."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.actions.attachment import attach, remove_attachment
from grants.forms.attachment import AttachmentsForm
from grants.forms.sections import SECTIONS
from grants.models import Application, Attachment
from grants.queries.evaluation import attachments_open_to
from portal.errors import DomainError
from portal.files.responses import private_response


def attachments_page(request, application: Application):
    """The section of the draft: a place for each document. Every good file is kept at once, whatever is wrong with another."""
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AttachmentsForm(*posted, application=application)
    if request.method == "POST":
        form.is_valid()
        kept = _keep(request, application, form)
        if kept and not form.errors:
            messages.success(request, _("The files are attached."))
            return redirect("grants:application_section", application.pk, "pielikumi")
        if not kept and not form.errors:
            form.add_error(None, _("Choose a file first."))
        form.forget_kept()
    rows = list(application.attachments.select_related("kind", "upload"))
    context = {
        "application": application,
        "label": SECTIONS["pielikumi"],
        "form": form,
        "places": [(form[name], form.kinds.get(name), _of_kind(rows, form.kinds.get(name))) for name in form.fields],
        "is_open": application.is_open(request.arrived_at),
    }
    return render(request, "grants/application_pielikumi.html", context, status=422 if form.errors else 200)


def _keep(request, application: Application, form: AttachmentsForm) -> int:
    """Attach what is good; a refusal stands on the form."""
    kept = 0
    for kind, file in form.uploads():
        try:
            attach(application=application, kind=kind, upload=file, by=request.user, now=request.arrived_at)
            kept += 1
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return kept


def _of_kind(rows: list[Attachment], kind) -> list[Attachment]:
    return [one for one in rows if one.kind_id == (kind.pk if kind else None)]


@require_POST
def attachment_remove(request, pk, attachment):
    application = get_object_or_404(Application.objects.visible_to(request.user), pk=pk)
    if not request.user.has_perm("grants.edit_application", application):
        raise PermissionDenied
    try:
        remove_attachment(
            attachment=get_object_or_404(application.attachments, pk=attachment), by=request.user, now=request.arrived_at
        )
        messages.success(request, _("The attachment is taken back."))
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("grants:application_section", pk, "pielikumi")


def attachment_download(request, pk, attachment):
    """For members of the applicant, the officers who read applications and the commission that judges them."""
    return private_response(get_object_or_404(attachments_open_to(request.user), application=pk, pk=attachment).upload)
