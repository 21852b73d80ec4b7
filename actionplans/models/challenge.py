from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.models.plan import Plan
from communities.enums import TermKind
from communities.models import Term
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank


@tracked()
class Challenge(TimestampedModel):
    """What stands between the place and its vision (S0-35): the first link of the thread that ends in an indicator."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="challenges", verbose_name=_("action plan"))
    position = models.PositiveSmallIntegerField(_("number"), default=1)
    title = models.CharField(_("challenge"), max_length=200)
    explanation = models.TextField(_("how it shows in daily life"), blank=True)
    topic = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("topic"),
        limit_choices_to={"kind": TermKind.CHALLENGE},
    )  # fmt: skip

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("challenge of a plan")
        verbose_name_plural = _("challenges of plans")
        ordering = ["plan", "position"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="challenge_position_once"),
            not_blank("challenge_has_title", "title"),
        ]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actionplans:challenge_detail", args=[self.plan.slug, self.position])
