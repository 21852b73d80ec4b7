from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grants.models.application import Application
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired


class ClarificationQuerySet(LockingQuerySet):
    def open(self) -> "ClarificationQuerySet":
        """Neither answered nor passed over by an officer who decided on what was there."""
        return self.filter(answered_at__isnull=True, closed_at__isnull=True)


@tracked("typed")
class Clarification(TimestampedModel):
    """What officers ask about an application before they say whether it meets the rules (precizējums).

    Only ``fields`` open again to the applicant, until the end of ``due_on``. ``typed`` is the unfinished answer, outside
    the tracked history; ``before`` and ``after`` hold the named fields as texts, so that the difference stays readable.
    """

    application = models.ForeignKey(Application, models.PROTECT, related_name="clarifications", verbose_name=_("application"))
    question = models.TextField(_("what is to be clarified"))
    fields = ArrayField(models.CharField(max_length=30), verbose_name=_("open fields"))
    asked_at = models.DateTimeField(pgettext_lazy("question", "asked"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    due_on = models.DateField(_("answer by"))
    typed = models.JSONField(_("typed"), default=dict, blank=True)
    before = models.JSONField(_("before"), default=dict, blank=True)
    after = models.JSONField(_("after"), default=dict, blank=True)
    answer = models.TextField(_("the applicant's explanation"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    closed_at = models.DateTimeField(_("decided without an answer"), null=True, blank=True)

    objects = ClarificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("clarification")
        verbose_name_plural = _("clarifications")
        ordering = ["-asked_at"]
        constraints = [
            paired("clarification_answered_by_somebody", "answered_at", "answered_by"),
            not_blank("clarification_asks_something", "question", message=_("Say what is to be clarified.")),
            models.UniqueConstraint(
                fields=["application"], condition=Q(answered_at__isnull=True, closed_at__isnull=True),
                name="clarification_open_once",
            ),
        ]  # fmt: skip

    class Privacy:
        personal = ("asked_by", "answered_by", "typed")
        retention = "as the application"

    def __str__(self) -> str:
        return str(self.application)
