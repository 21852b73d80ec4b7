"""Documents of consultations: numbered paragraphs, versions and their differences."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from participation.models import Consultation, ConsultationDocument
from participation.queries.document import compare_document, paragraph_rows


def _document(request, slug, pk) -> ConsultationDocument:
    """Whoever may see the consultation reads its documents."""
    consultations = Consultation.objects.visible_to(request.user).filter(slug=slug)
    documents = ConsultationDocument.objects.filter(consultation__in=consultations).select_related("consultation")
    return get_object_or_404(documents, pk=pk)


@login_not_required
def document_detail(request, slug, pk):
    """One version, the newest unless ``?versija=`` names another; opinions are given on the newest alone."""
    document = _document(request, slug, pk)
    versions = list(document.versions.order_by("-number"))
    wanted = request.GET.get("versija", "")
    version = next((one for one in versions if str(one.number) == wanted), versions[0] if versions else None)
    if version is None:
        raise Http404
    is_newest = version == versions[0]
    context = {
        "consultation": document.consultation,
        "document": document,
        "version": version,
        "versions": versions,
        "is_newest": is_newest,
        "is_open": is_newest and document.consultation.is_open(timezone.now()),
        "rows": paragraph_rows(version),
    }
    return render(request, "participation/document_detail.html", context)


@login_not_required
def document_changes(request, slug, pk):
    """Two versions beside each other, word by word."""
    document = _document(request, slug, pk)
    comparison = compare_document(document, request.GET.get("no", ""), request.GET.get("lidz", ""))
    context = {"consultation": document.consultation, "document": document, "comparison": comparison}
    return render(request, "participation/document_changes.html", context)
