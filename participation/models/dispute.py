from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from participation.enums import DisputeOutcome
from participation.models.answer import Answer
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired
from portal.ui.links import path_to


class DisputeQuerySet(LockingQuerySet):
    def open(self) -> "DisputeQuerySet":
        return self.filter(decided_at__isnull=True)

    def for_list(self) -> "DisputeQuerySet":
        return self.select_related("answer__unit", "answer__opinion__consultation", "answer__submission")


@tracked()
class Dispute(TimestampedModel):
    """The author does not accept an answer and says why, once. Somebody other than its writer looks at it again, on a
    clock of its own; what came of it is published with the answer."""

    answer = models.OneToOneField(Answer, models.PROTECT, related_name="dispute", verbose_name=_("answer"))
    reason = models.TextField(_("what is wrong with the answer"))
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("raised by")
    )
    raised_at = models.DateTimeField(_("raised at"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=DisputeOutcome, blank=True)
    decision = models.TextField(_("decision"), blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    objects = DisputeQuerySet.as_manager()

    class Meta:
        verbose_name = _("disputed answer")
        verbose_name_plural = _("disputed answers")
        ordering = ["-raised_at", "-pk"]
        constraints = [
            not_blank("dispute_not_blank", "reason"),
            paired("dispute_decision_whole", "decided_at", "decided_by"),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | ~(Q(outcome="") | Q(decision="")), name="dispute_decided_says_why"
            ),
        ]

    class Privacy:
        personal = ("reason", "raised_by", "decided_by")
        retention = "as the question"

    def __str__(self) -> str:
        return str(self.answer)

    def get_absolute_url(self) -> str:
        return path_to("participation:answer_detail", self.answer_id)
