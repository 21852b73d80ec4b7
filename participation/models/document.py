import re

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from participation.models.consultation import Consultation
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired

HEADING_MARKS = re.compile(r"^#+\s*", re.MULTILINE)


@tracked()
class ConsultationDocument(TimestampedModel):
    """A text that a consultation asks about (apspriešanas dokuments); its versions stand beside each other."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="documents", verbose_name=_("consultation"))
    title = models.CharField(_("title of the document"), max_length=150)

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("document of a consultation")
        verbose_name_plural = _("documents of consultations")
        ordering = ["pk"]
        constraints = [
            not_blank("consultation_document_has_title", "title"),
            models.UniqueConstraint(
                fields=["consultation", "title"],
                name="consultation_document_once",
                violation_error_message=_("A document with this title is there already: add a new version of it."),
            ),
        ]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participation:document_detail", args=[self.consultation.slug, self.pk])


@tracked()
class DocumentVersion(TimestampedModel):
    """The text of a document as it was put before the public; once published it is never changed.

    Until the consultation is published its first version may still be replaced: nobody has read it.
    """

    document = models.ForeignKey(
        ConsultationDocument, models.CASCADE, related_name="versions", verbose_name=_("document of a consultation")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    note = models.CharField(_("what changed and why"), max_length=500, blank=True)
    text = models.TextField(_("text"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of documents")
        ordering = ["document_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="consultation_document_version_once"),
            not_blank("document_version_not_blank", "text"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(note=""),
                name="document_version_says_what_changed",
                violation_error_message=_("Say what changed and why: those who read the earlier version will want to know."),
            ),
            paired("document_version_publication_whole", "published_at", "published_by"),
        ]

    class Privacy:
        personal = ("published_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"


class ParagraphQuerySet(LockingQuerySet):
    def of(self, consultation: Consultation) -> "ParagraphQuerySet":
        """What can be spoken of in a consultation: the paragraphs of its published versions."""
        return self.filter(version__document__consultation=consultation, version__published_at__isnull=False)

    def newest(self) -> "ParagraphQuerySet":
        """The paragraphs of the last version of each document."""
        versions = DocumentVersion.objects.filter(document=OuterRef("version__document"))
        return self.filter(version=Subquery(versions.order_by("-number").values("pk")[:1]))


class Paragraph(models.Model):
    """A numbered paragraph of one version of a document (punkts).

    ``key`` stays the same from version to version as far as the text allows, so that what was said of a paragraph is
    found beside what became of it; an opinion keeps the very paragraph it was said of.
    """

    version = models.ForeignKey(DocumentVersion, models.CASCADE, related_name="paragraphs", verbose_name=_("version"))
    number = models.PositiveSmallIntegerField(_("number"))
    key = models.PositiveIntegerField(_("mark that stays"), editable=False)
    text = models.TextField(_("text"))

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ["version_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="paragraph_number_once"),
            models.UniqueConstraint(fields=["version", "key"], name="paragraph_key_once"),
            not_blank("paragraph_not_blank", "text"),
        ]

    class Privacy:
        personal = ()
        retention = "as the document"

    def __str__(self) -> str:
        return f"{self.number}. {self.words[:60]}"

    @property
    def words(self) -> str:
        """The text without the marks of its headings, for where it stands as plain text."""
        return HEADING_MARKS.sub("", self.text)
