from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.enums import Mistake, Occurrence
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired
from portal.municipality.models import Unit


class SelfAuditQuerySet(LockingQuerySet):
    def filled(self) -> "SelfAuditQuerySet":
        return self.filter(filled_at__isnull=False)


@tracked()
class SelfAudit(TimestampedModel):
    """A unit checks its year against the nine typical mistakes of working with communities (S4-36)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="self_audits", verbose_name=_("unit"))
    year = models.PositiveSmallIntegerField(_("year"))
    filled_at = models.DateTimeField(_("filled in at"), null=True, blank=True)
    filled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("filled in by")
    )

    objects = SelfAuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("self-audit")
        verbose_name_plural = _("self-audits")
        ordering = ["-year", "unit__name_sort"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="self_audit_once"),
            paired("self_audit_filling_whole", "filled_at", "filled_by"),
        ]

    class Privacy:
        personal = ("filled_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.unit}, {self.year}"


@tracked()
class SelfAuditMark(TimestampedModel):
    """Whether one of the nine mistakes was made, and by what that is seen."""

    audit = models.ForeignKey(SelfAudit, models.CASCADE, related_name="marks", verbose_name=_("self-audit"))
    mistake = models.CharField(_("mistake"), max_length=20, choices=Mistake)
    occurrence = models.CharField(_("does it happen with us?"), max_length=10, choices=Occurrence)
    evidence = models.CharField(_("by what it is seen"), max_length=300)

    class Meta:
        verbose_name = _("mark of a self-audit")
        verbose_name_plural = _("marks of a self-audit")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "mistake"], name="self_audit_mark_once"),
            not_blank("self_audit_mark_has_evidence", "evidence"),
        ]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.get_mistake_display()
