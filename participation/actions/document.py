from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _

from participation.enums import ConsultationState
from participation.models import Consultation, ConsultationDocument, DocumentVersion, Paragraph
from participation.queries.document import keys_for, split_paragraphs
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify

LONGEST_DOCUMENT = 500_000
MOST_PARAGRAPHS = 500


@action("participation.document.added")
def add_document(*, consultation: Consultation, title: str, text: str, by, now: datetime) -> DocumentVersion:
    """Put a text with numbered paragraphs beside the consultation. Its title is its own within the consultation."""
    consultation = _lock(consultation)
    title = title.strip()
    if consultation.documents.filter(title=title).exists():
        raise InvalidInput(_("A document with this title is there already: add a new version of it."), field="title")
    document = ConsultationDocument(consultation=consultation, title=title)
    version = _write(document, is_public=_is_public(consultation), text=text, note="", by=by, now=now)
    record(target=consultation, document=document, version=version.number)
    return version


@action("participation.document.version_added")
def add_version(*, document: ConsultationDocument, text: str, note: str, by, now: datetime) -> DocumentVersion:
    """Put a new text in the place of the old one; the old one stays to be read and compared.

    Before the consultation is published the text is simply replaced. Afterwards a version needs a note that says what
    changed, and those who spoke or follow are told. Raises ``InvalidInput`` for a text that is the same as before.
    """
    consultation = _lock(document.consultation)
    last = document.versions.order_by("-number").first()
    if last and last.text == _cleaned(text):
        raise InvalidInput(_("The text is the same as in the last version."), field="text")
    is_public = _is_public(consultation)
    if is_public and not note.strip():
        raise InvalidInput(_("Say what changed and why: those who read the earlier version will want to know."), field="note")
    note = note.strip() if is_public else ""
    version = _write(document, is_public=is_public, text=text, note=note, by=by, now=now)
    notices = notify("participation.document_changed", subject=version, now=now) if is_public else []
    record(target=consultation, document=document, version=version.number, notices=len(notices))
    return version


def _lock(consultation: Consultation) -> Consultation:
    consultation = Consultation.objects.lock(consultation.pk)
    if consultation.state == ConsultationState.CANCELLED:
        raise StateConflict(_("The consultation was called off, so its documents stay as they are."))
    return consultation


def _is_public(consultation: Consultation) -> bool:
    return consultation.state == ConsultationState.PUBLISHED


def _cleaned(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _write(document: ConsultationDocument, *, is_public: bool, text: str, note: str, by, now: datetime) -> DocumentVersion:
    """The next version with its paragraphs; where nothing is public yet, the first one anew."""
    text = _cleaned(text)
    paragraphs = split_paragraphs(text)
    if not paragraphs:
        raise InvalidInput(_("Paste the text; blank lines part its paragraphs."), field="text")
    if len(text) > LONGEST_DOCUMENT or len(paragraphs) > MOST_PARAGRAPHS:
        raise InvalidInput(
            _("The text is too long for a page: at most %(paragraphs)s paragraphs and %(characters)s characters. "
              "Add its parts as documents of their own.")
            % {"paragraphs": MOST_PARAGRAPHS, "characters": LONGEST_DOCUMENT},
            field="text",
        )  # fmt: skip
    if document.pk is None:
        document.save()
    document.versions.filter(published_at__isnull=True).delete()
    last = document.versions.order_by("-number").first()
    version = DocumentVersion.objects.create(
        document=document,
        number=last.number + 1 if last else 1,
        note=note,
        text=text,
        published_at=now if is_public else None,
        published_by=by if is_public else None,
    )
    earlier = list(last.paragraphs.values_list("key", "text")) if last else []
    last_key = Paragraph.objects.filter(version__document=document).aggregate(last=Max("key"))["last"] or 0
    keys = keys_for(paragraphs, earlier, last_key)
    Paragraph.objects.bulk_create(
        Paragraph(version=version, number=number, key=key, text=one)
        for number, (key, one) in enumerate(zip(keys, paragraphs, strict=True), start=1)
    )
    return version
