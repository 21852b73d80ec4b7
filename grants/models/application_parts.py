"""What belongs to an application beside its texts and its budget: partners, attachments, a deadline of its own."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from grants.models.application import Application
from grants.models.call import Call
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired
from portal.files.models import File


class ApplicationPartnerQuerySet(LockingQuerySet):
    def unconfirmed(self) -> "ApplicationPartnerQuerySet":
        """Communities of the portal whose leader has not said yes; an organisation outside it has nobody who could."""
        return self.filter(community__isnull=False, confirmed_at__isnull=True)


@tracked()
class ApplicationPartner(TimestampedModel):
    """Who carries the project together with the applicant (S1-25): a community of the portal, whose leader confirms it, or
    an organisation by its name."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="partners", verbose_name=_("application"))
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="partnerships", verbose_name=_("partner community")
    )
    name = models.CharField(_("partner"), max_length=150)
    role = models.CharField(_("what the partner does"), max_length=300)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )

    objects = ApplicationPartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner in a project")
        verbose_name_plural = _("partners in projects")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "community"], name="project_partner_once"),
            not_blank("project_partner_has_name", "name"),
            not_blank("project_partner_does_something", "role"),
            paired("project_partner_confirmation_whole", "confirmed_at", "confirmed_by"),
        ]

    class Privacy:
        personal = ("confirmed_by",)
        retention = "as the application"

    def __str__(self) -> str:
        return self.name

    @property
    def is_agreed(self) -> bool:
        return self.community_id is None or self.confirmed_at is not None


class Attachment(TimestampedModel):
    """A file handed in with an application: one the call asks for, or another the applicant finds useful."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments", verbose_name=_("application"))
    kind = models.ForeignKey(
        "grants.AttachmentKind", models.PROTECT, null=True, blank=True, related_name="attachments", verbose_name=_("kind")
    )
    upload = models.ForeignKey(File, models.PROTECT, related_name="+", verbose_name=_("file"))
    attached_at = models.DateTimeField(_("attached"))
    attached_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("attached by"))

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment of an application")
        verbose_name_plural = _("attachments of applications")
        ordering = ["kind__position", "pk"]

    class Privacy:
        personal = ("upload", "attached_by")
        retention = "as the application"

    def __str__(self) -> str:
        return str(self.upload)

    @property
    def label(self) -> str:
        """The document it stands for, or else the name of the file. Wants ``kind`` and ``upload`` loaded."""
        return self.kind.name if self.kind else self.upload.original_name


@tracked()
class Extension(TimestampedModel):
    """An officer gives one community a later deadline, with a reason: for it alone, and for the audit log (S4-101: the
    terms are equal for all, so whoever gets others needs a reason)."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="extensions", verbose_name=_("call"))
    community = models.ForeignKey(Community, models.PROTECT, related_name="extensions", verbose_name=_("community"))
    until = models.DateTimeField(_("applications until"))
    reason = models.TextField(_("reason"))
    granted_at = models.DateTimeField(_("given at"))
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("given by"))

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("later deadline for one community")
        verbose_name_plural = _("later deadlines for single communities")
        ordering = ["-granted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "community"], name="extension_once"),
            not_blank("extension_has_reason", "reason", minimum=30),
        ]
        indexes = [models.Index(fields=["-granted_at", "-id"], name="extension_recent")]

    class Privacy:
        personal = ("granted_by",)
        retention = "as the application"

    def __str__(self) -> str:
        return f"{self.community}: {self.call}"
