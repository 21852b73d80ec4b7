"""Consultations, their documents and their tables: who may open what."""

from participation.models import Consultation, ConsultationDocument
from tests.factories.consultation import put_document
from tests.factories.participation import ConsultationFactory
from tests.project.visitors import ADMINISTRATOR, COORDINATOR, STAFF, Desk, Page, first, official, only, public


def draft() -> dict[str, str]:
    return {"slug": ConsultationFactory(draft=True).slug}


def arguments(document: ConsultationDocument) -> dict[str, str | int]:
    return {"slug": document.consultation.slug, "pk": document.pk}


def published_document() -> dict[str, str | int]:
    return arguments(ConsultationDocument.objects.order_by("pk").first())


def unpublished_document() -> dict[str, str | int]:
    return arguments(put_document(ConsultationFactory(draft=True)))


PAGES: tuple[Page, ...] = (
    public("participation:consultation_list"),
    public("participation:consultation_detail", first(Consultation.objects.published)),
    public("participation:consultation_detail", draft, opens=STAFF),
    public("participation:contribution_list", first(Consultation.objects.published)),
    public("participation:contribution_list", draft, opens=STAFF),
    public("participation:document_detail", published_document),
    public("participation:document_detail", unpublished_document, opens=STAFF),
    public("participation:document_changes", published_document),
    public("participation:document_changes", unpublished_document, opens=STAFF),
    official("admin:participation_consultation_workbook", lambda: {"object_id": Consultation.objects.published().first().pk}),
)

STEPS = ("publicet", "rezultats", "dokuments", "versija", "pagarinat", "atcelt", "apkopojums", "viedoklis")
PREPARES = only(COORDINATOR)
KEEPS_PRESETS = only(COORDINATOR, ADMINISTRATOR)

DESKS: dict[str, Desk] = {
    "participation.consultation": Desk(STAFF, PREPARES, steps=dict.fromkeys(STEPS, PREPARES)),
    "participation.consultationpreset": Desk(STAFF, KEEPS_PRESETS),
    "participation.legalbasis": Desk(STAFF, KEEPS_PRESETS),
}
