from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.models.opinion import Opinion
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired


class ModerationQuerySet(LockingQuerySet):
    def current(self) -> "ModerationQuerySet":
        """Opinions that are hidden now; what was shown again is past."""
        return self.filter(ended_at__isnull=True)

    def appealed(self) -> "ModerationQuerySet":
        """The author objected and nobody has decided yet."""
        return self.filter(appealed_at__isnull=False, decided_at__isnull=True)


@tracked()
class Moderation(TimestampedModel):
    """An opinion was taken out of public sight (paslēpšana): by whom, for which public reason, until when.

    The author may object once. Somebody other than the one who hid it decides on that, on a clock (``reviewer`` is
    whom it was given to; without one it is the unit's). Nothing is deleted: the trace stays and the opinion is answered.
    """

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="moderations", verbose_name=_("opinion"))
    reason = models.CharField(_("public reason"), max_length=300)
    hidden_at = models.DateTimeField(_("hidden at"))
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("hidden by"))
    objection = models.TextField(_("objection"), blank=True)
    appealed_at = models.DateTimeField(_("objected at"), null=True, blank=True)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decides")
    )
    decision = models.TextField(_("decision on the objection"), blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(_("shown again at"), null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ModerationQuerySet.as_manager()

    class Meta:
        verbose_name = _("moderation")
        verbose_name_plural = _("moderations")
        ordering = ["-hidden_at"]
        constraints = [
            not_blank("moderation_has_reason", "reason", message=_("Say why the opinion is hidden.")),
            models.UniqueConstraint(fields=["opinion"], condition=Q(ended_at__isnull=True), name="moderation_current_once"),
            models.CheckConstraint(
                condition=Q(appealed_at__isnull=True) | ~Q(objection=""), name="moderation_objection_has_text"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | Q(appealed_at__isnull=False) & ~Q(decision=""),
                name="moderation_decision_answers",
            ),
            paired("moderation_decision_whole", "decided_at", "decided_by"),
            paired("moderation_end_whole", "ended_at", "ended_by"),
        ]

    class Privacy:
        personal = ("objection",)
        retention = "as the opinion"

    def __str__(self) -> str:
        return str(self.opinion)
