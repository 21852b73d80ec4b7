from django.db import models
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.enums import StrategyRoute
from actionplans.models.challenge import Challenge
from actionplans.models.plan import Plan
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel


@tracked()
class Goal(TimestampedModel):
    """A SMART goal (S0-37): specific, measured by an indicator from a baseline to a target, with a day and an owner.

    While it is being written any of the five may still be missing: ``actionplans/queries/smart.py`` says which.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals", verbose_name=_("action plan"))
    code = models.CharField(_("code"), max_length=6)
    title = models.CharField(_("goal"), max_length=300)
    answers_to = models.ForeignKey(
        Challenge, models.PROTECT, null=True, blank=True, related_name="goals", verbose_name=_("which challenge it answers")
    )
    owner = models.CharField(_("owner"), max_length=120, blank=True)
    route = models.CharField(_("way to resilience"), max_length=12, choices=StrategyRoute, blank=True)

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = [Length("code"), "code"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="goal_code_once")]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("actionplans:goal_detail", args=[self.plan.slug, self.code])
