import uuid
from datetime import datetime, timedelta

import pghistory
from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portal.db import LockingQuerySet, TimestampedModel


def private_storage():
    return storages["private"]


def random_path(file: "File", _name: str) -> str:
    """Files lie under random names: neither the path nor the address tells what a file is."""
    return f"{file.pk.hex[:2]}/{file.pk.hex}"


UNATTACHED_TERM = timedelta(days=7)


class FileQuerySet(LockingQuerySet):
    def ready(self) -> "FileQuerySet":
        return self.filter(ready_at__isnull=False)

    def forgotten(self, now: datetime) -> "FileQuerySet":
        """Ready for a week, and nothing points at them."""
        files = self.ready().filter(ready_at__lt=now - UNATTACHED_TERM, erased_at=None)
        for field in File._meta.get_fields(include_hidden=True):
            if field.auto_created and not field.concrete and not issubclass(field.related_model, pghistory.models.Event):
                owners = field.related_model._base_manager.filter(**{field.field.name: OuterRef("pk")})
                files = files.exclude(Exists(owners))
        return files


class File(TimestampedModel):
    """One stored file: uploaded by somebody, or reserved now and filled by a worker later.

    A file belongs to the thing that points at it with a PROTECT foreign key, and that thing's app decides who may
    read it. ``sha256`` is of the bytes as stored (after picture metadata was removed).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content = models.FileField(_("content"), storage=private_storage, upload_to=random_path, blank=True, max_length=200)
    original_name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.BigIntegerField(_("size in bytes"), default=0, validators=[MinValueValidator(0)])
    sha256 = models.CharField(max_length=64, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True)
    erased_at = models.DateTimeField(_("erased"), null=True, blank=True)

    objects = FileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_at__isnull=True) | ~Q(sha256=""),
                name="file_ready_has_hash",
            ),
        ]

    class Privacy:
        personal = ("content", "original_name", "uploaded_by", "sha256")
        retention = "as the thing it belongs to; drafts nobody attached: 7 days"
        ended_by = "portal.files.tasks.erase_unattached_files"

    def __str__(self) -> str:
        return self.original_name

    @property
    def is_ready(self) -> bool:
        return self.ready_at is not None
