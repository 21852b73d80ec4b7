from dataclasses import replace

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.models import memberships_of
from grants.enums import ChangeState
from grants.models.contract import Contract
from grants.workflow import CHANGE
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired
from portal.ui.links import path_to
from portal.workflow import Status


class ChangeRequestQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "ChangeRequestQuerySet":
        if user.has_perm("grants.view_changerequest"):
            return self
        return self.filter(contract__application__community__in=memberships_of(user))

    def for_list(self) -> "ChangeRequestQuerySet":
        return self.select_related("contract__application__community", "contract__application__call__unit")


@tracked()
class ChangeRequest(TimestampedModel):
    """A community asks to change its contract: days, work, rows of the budget; never the sum. Or to end it early
    (``wants_end``): then nothing differs, and ending the contract grants it.

    ``before`` and ``after`` hold the same facts (``starts_on``, ``ends_on``, ``work``, ``lines``), so that the
    difference can be shown at any time, whatever was changed later.
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="changes", verbose_name=_("grant contract"))
    state = models.CharField(_("state"), max_length=10, choices=ChangeState, default=ChangeState.PROPOSED)
    wants_end = models.BooleanField(_("asks to end the contract early"), default=False, db_default=False)
    reason = models.TextField(_("why it has to change"))
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    submitted_at = models.DateTimeField(_("handed in"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("handed in by"))
    answer = models.TextField(_("answer with reasons"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    objects = ChangeRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("change request")
        verbose_name_plural = _("change requests")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["contract"], condition=Q(state="proposed"), name="change_one_at_a_time"),
            not_blank("change_has_reason", "reason", minimum=20),
            paired("change_decision_whole", "decided_at", "decided_by"),
            models.CheckConstraint(
                condition=~Q(state__in=("approved", "refused")) | Q(decided_at__isnull=False) & ~Q(answer=""),
                name="change_decided_with_reasons",
            ),
        ]

    class Privacy:
        personal = ("submitted_by", "decided_by")
        retention = "as the contract"

    def __str__(self) -> str:
        return str(self.contract)

    def get_absolute_url(self) -> str:
        return path_to("grants:change_detail", self.pk)

    @property
    def status(self) -> Status:
        status = CHANGE.status(self.state)
        if self.wants_end and self.state == ChangeState.APPROVED:
            return replace(status, next_step=_("The contract is ended."))
        return status
