from datetime import datetime, timedelta

import structlog
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.actions import action, record, running_action
from portal.documents.kinds import KINDS
from portal.documents.models import Document, SignedCopy
from portal.documents.rendering import render_body, render_pdf
from portal.documents.signed import compare
from portal.errors import DomainError, InvalidInput
from portal.files.actions import fill, read, reserve, store_upload
from portal.files.uploads import CheckedUpload
from portal.later import run_later

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 5
PATIENCE = timedelta(minutes=2)
"""How long a requested document may wait before the sweep asks for it again."""


def request_document(kind: str, *, subject: models.Model, now: datetime | None = None) -> Document:
    """Ask for the next version of a document. A worker makes it once the running action has committed.

    The PDF's file exists from now on, empty, so a message may list it and wait for it.
    """
    running_action()
    info = KINDS[kind]
    content_type = ContentType.objects.get_for_model(subject)
    last = Document.objects.filter(kind=kind, subject_type=content_type, subject_id=subject.pk).aggregate(last=Max("version"))[
        "last"
    ]
    document = Document.objects.create(
        kind=kind,
        subject_type=content_type,
        subject_id=subject.pk,
        version=(last or 0) + 1,
        title=info.title(subject)[:300],
        is_draft=info.is_draft(subject),
        pdf=reserve(name=f"{info.file_name(subject)}.pdf", content_type="application/pdf"),
        requested_at=now or timezone.now(),
    )
    run_later("documents.render", document.pk)
    return document


def render_document(pk) -> None:
    """Make the HTML and the PDF of a requested document. Safe to run twice; a missing row is logged."""
    with transaction.atomic():
        document = Document.objects.waiting().select_for_update(of=("self",), skip_locked=True).filter(pk=pk).first()
        if document is None:
            log.info("document_not_waiting", document=str(pk))
            return
        document.attempts += 1
        try:
            with transaction.atomic():
                document.body = render_body(document)
                fill(file=document.pdf, content=render_pdf(document, document.body))
        except Exception as error:
            log.exception("document_failed", document=str(pk), kind=document.kind)
            document.failure = f"{error.__class__.__name__}: {error}"[:300]
            if document.attempts >= MAX_ATTEMPTS:
                document.state = Document.State.FAILED
        else:
            document.state = Document.State.READY
            document.rendered_at = timezone.now()
            document.failure = ""
        document.save()
    if document.state == Document.State.READY:
        run_later("notifications.deliver")


def sweep_documents(now: datetime) -> int:
    """Ask again for documents whose job was lost."""
    forgotten = Document.objects.waiting().filter(updated_at__lte=now - PATIENCE).values_list("pk", flat=True)[:100]
    for pk in forgotten:
        run_later("documents.render", pk)
    return len(forgotten)


@action("documents.document.made_again")
def make_again(*, document: Document, by, now: datetime) -> Document:
    """Try once more what could not be made (the disk was full, a library was missing)."""
    document = Document.objects.lock(document.pk)
    if document.state == Document.State.FAILED:
        document.state, document.attempts, document.failure = Document.State.REQUESTED, 0, ""
        document.save(update_fields=["state", "attempts", "failure", "updated_at"])
        record(target=document, version=document.version)
        run_later("documents.render", document.pk)
    return document


@action("documents.signed_copy.received")
def receive_signed_copy(*, document: Document, upload: CheckedUpload, by, now: datetime) -> SignedCopy:
    """Take a signed file back and tie it to the version it contains.

    Raises ``InvalidInput`` when the file does not hold this version, byte for byte, or nobody has signed it.
    """
    document = Document.objects.lock(document.pk)
    if document.state != Document.State.READY:
        raise DomainError(_("The document is still being made. Try again in a minute."))
    found = compare(upload.content, read(document.pdf))
    if found is None:
        raise InvalidInput(
            _(
                "The signed file does not contain version %(version)s of this document. Download the PDF from this "
                "page, sign exactly that file and attach the result."
            )
            % {"version": document.version},
            field="file",
        )
    if not found.signatures:
        raise InvalidInput(
            _("This file is not signed: it is the document as the portal made it. Sign it and attach the result."),
            field="file",
            code="unsigned",
        )
    copy = SignedCopy.objects.create(
        document=document,
        file=store_upload(upload=upload, by=by, now=now),
        match=found.match,
        signature_files=found.signatures,
        received_at=now,
        received_by=by,
    )
    record(target=document, version=document.version, match=found.match, sha256=copy.file.sha256)
    return copy
