import hashlib
from contextlib import suppress
from datetime import datetime
from functools import partial

import structlog
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from portal.audit.erasure import blank_value, personal_fields
from portal.errors import DomainError
from portal.files.models import File, random_path
from portal.files.uploads import STORAGE_FULL, CheckedUpload

log = structlog.get_logger(__name__)


def store_upload(*, upload: CheckedUpload, by=None, now: datetime | None = None) -> File:
    """Keep a checked upload. The caller attaches it to the thing it belongs to.

    Raises ``DomainError`` with code ``storage`` when the disk is full or the store cannot be reached.
    """
    file = File(original_name=upload.name, content_type=upload.content_type, uploaded_by=by)
    return fill(file=file, content=upload.content, now=now)


def reserve(*, name: str, content_type: str) -> File:
    """A file that a worker will fill: messages may list it and wait."""
    return File.objects.create(original_name=name, content_type=content_type)


def fill(*, file: File, content: bytes, now: datetime | None = None) -> File:
    """Put the bytes into a new or reserved file and mark it ready. Filling a ready file again changes nothing."""
    if file.is_ready:
        return file
    file.sha256 = hashlib.sha256(content).hexdigest()
    file.size = len(content)
    file.ready_at = now or timezone.now()
    try:
        file.content.save(file.original_name, ContentFile(content), save=False)
    except OSError as error:
        log.error("file_not_stored", file=str(file.pk), reason=error.__class__.__name__, errno=error.errno)
        with suppress(OSError):  # half a file would only keep the disk full
            file.content.storage.delete(random_path(file, file.original_name))
        raise DomainError(STORAGE_FULL, code="storage") from error
    file.save()
    return file


def sent_before(rows: QuerySet, file: File, *, at: str = "file") -> Model | None:
    """Among ``rows`` that point at files (``at``) the one with the same bytes under the same name. Whoever sends a file again
    because the answer was lost on its way finds it once."""
    return rows.filter(**{f"{at}__sha256": file.sha256, f"{at}__original_name": file.original_name}).first()


def read(file: File) -> bytes:
    """The stored bytes."""
    with file.content.open("rb") as stored:
        return stored.read()


def erase(file: File, *, now: datetime) -> None:
    """Blank what a file holds and says about a person. The row stays for the thing that points at it.

    The bytes go once the running action has committed, so that a refused erasure loses nothing.
    """
    if file.content:
        transaction.on_commit(partial(file.content.storage.delete, file.content.name))
    for name in personal_fields(File):
        setattr(file, name, blank_value(File._meta.get_field(name)))
    file.erased_at = now
    file.save()
