import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.db import LockingQuerySet, TimestampedModel
from portal.documents.kinds import KINDS, DocumentKind
from portal.files.models import File


class DocumentQuerySet(LockingQuerySet):
    def about(self, subject: models.Model | models.QuerySet) -> "DocumentQuerySet":
        """Of one thing, or of those that are still to be looked up."""
        if isinstance(subject, models.QuerySet):
            return self.filter(subject_type=ContentType.objects.get_for_model(subject.model), subject_id__in=subject.values("pk"))
        return self.filter(subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk)

    def latest_of(self, kind: str, subject: models.Model | models.QuerySet) -> "Document | None":
        return self.about(subject).filter(kind=kind).order_by("-version").first()

    def keys_of_latest(self, wanted: dict[str, models.Model]) -> dict[str, uuid.UUID]:
        """By kind, the key of the latest of each kind that is ``wanted`` of its subject."""
        condition = Q()
        for kind, subject in wanted.items():
            condition |= Q(kind=kind, subject_type=ContentType.objects.get_for_model(subject), subject_id=subject.pk)
        return dict(self.filter(condition).order_by("version").values_list("kind", "pk"))

    def waiting(self) -> "DocumentQuerySet":
        return self.filter(state=Document.State.REQUESTED)


class Document(TimestampedModel):
    """One version of an official document: its HTML body and its PDF (PDF/UA-1), kept together.

    A new request makes a new version; versions are never rewritten. The hash of the PDF is its ``File``'s; a signed
    copy that comes back is tied to the version whose bytes it contains.
    """

    class State(models.TextChoices):
        REQUESTED = "requested", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("could not be made")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=60)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    version = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=300)
    is_draft = models.BooleanField(_("draft"), default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.REQUESTED)
    body = models.TextField(_("text"), blank=True)
    pdf = models.OneToOneField(File, models.PROTECT, related_name="document", verbose_name="PDF")
    requested_at = models.DateTimeField(_("requested"))
    rendered_at = models.DateTimeField(_("made"), null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    failure = models.CharField(_("what went wrong"), max_length=300, blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_type", "subject_id", "version"], name="document_version_once"),
            models.CheckConstraint(condition=~Q(state="ready") | Q(rendered_at__isnull=False), name="document_ready_is_rendered"),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "kind", "-version"], name="document_subject"),
            models.Index(fields=["requested_at"], condition=Q(state="requested"), name="document_waiting"),
        ]

    class Privacy:
        personal = ("body", "title")
        retention = "as the thing it is about"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:document_detail", args=[self.pk])

    @property
    def kind_info(self) -> DocumentKind:
        return KINDS[self.kind]


class SignedCopy(TimestampedModel):
    """A signed file that came back for a document. The portal says what it compared, never that a signature is valid."""

    class Match(models.TextChoices):
        CONTAINS = "contains", _("contains exactly this version")
        EXTENDS = "extends", _("is this version with signatures added")

    document = models.ForeignKey(Document, models.PROTECT, related_name="signed_copies", verbose_name=_("document"))
    file = models.OneToOneField(File, models.PROTECT, related_name="signed_copy", verbose_name=_("signed file"))
    match = models.CharField(_("comparison"), max_length=10, choices=Match)
    signature_files = models.PositiveIntegerField(_("signatures in the file"), default=0)
    received_at = models.DateTimeField(_("received"))
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("received by"))

    class Meta:
        verbose_name = _("signed copy")
        verbose_name_plural = _("signed copies")
        ordering = ["-received_at"]

    class Privacy:
        personal = ("received_by",)
        retention = "as the document"

    def __str__(self) -> str:
        return str(self.file)
