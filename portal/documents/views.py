from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django_htmx.http import HttpResponseClientRefresh

from portal.documents.models import Document
from portal.files.responses import private_response


def visible_document(request, pk) -> Document:
    """The document, if its kind's rule lets the visitor see it.

    Raises ``Http404`` otherwise, for the signed-out too: whether a document exists is nobody's business.
    """
    document = get_object_or_404(Document.objects.select_related("pdf"), pk=pk)
    if not document.kind_info.may_view(request.user, document.subject):
        raise Http404
    return document


def may_have_signed_copies(user, document: Document) -> bool:
    return user.has_perm("documents.view_document") or document.kind_info.is_party(user, document.subject)


@login_not_required
@never_cache
def document_detail(request, pk):
    """The document's HTML twin, with its versions and signed copies. While it is being made the page asks every two
    seconds, and shows itself anew once it is ready."""
    document = visible_document(request, pk)
    if request.htmx and document.state != Document.State.REQUESTED:
        return HttpResponseClientRefresh()
    context = {
        "document": document,
        "versions": Document.objects.about(document.subject).filter(kind=document.kind).order_by("-version"),
        "signed_copies": document.signed_copies.select_related("file"),
        "may_have_signed_copies": may_have_signed_copies(request.user, document),
    }
    return render(request, "documents/document_detail.html", context)


@login_not_required
def document_pdf(request, pk):
    return private_response(visible_document(request, pk).pdf)


@login_not_required
def signed_copy(request, pk, file):
    document = visible_document(request, pk)
    if not may_have_signed_copies(request.user, document):
        raise Http404
    copy = get_object_or_404(document.signed_copies.select_related("file"), file_id=file)
    return private_response(copy.file)
