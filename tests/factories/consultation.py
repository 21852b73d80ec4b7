"""Documents of consultations, born by their actions."""

from django.utils import timezone

from participation.actions.document import add_document, add_version
from participation.models import Consultation, ConsultationDocument, DocumentVersion, Paragraph
from tests.factories.participation import ConsultationFactory
from tests.factories.portal import OfficerFactory

TEXT = "Taka ved gar upi.\n\nSuņi jāved pavadā.\n\nUgunskuru kurt nedrīkst."


def put_document(consultation: Consultation | None = None, *texts: str, title: str = "Takas kārtība") -> ConsultationDocument:
    """A document with a version for each of ``texts``; without them, one of three paragraphs."""
    first, *later = texts or (TEXT,)
    by, now = OfficerFactory(), timezone.now()
    version = add_document(consultation=consultation or ConsultationFactory(), title=title, text=first, by=by, now=now)
    for text in later:
        renew(version.document, text)
    return version.document


def renew(document: ConsultationDocument, text: str, **details) -> DocumentVersion:
    """The next version of the document."""
    given = {"note": "Iedzīvotāju ierosinājums.", "by": OfficerFactory(), "now": timezone.now()} | details
    return add_version(document=document, text=text, **given)


def paragraph(document: ConsultationDocument, number: int, version: int = 1) -> Paragraph:
    return Paragraph.objects.get(version__document=document, version__number=version, number=number)
