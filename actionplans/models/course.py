from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models.plan import YEARS, Plan
from participation.models import Consultation
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank


@tracked()
class PlanConsultation(TimestampedModel):
    """A consultation that was opened on the plan; its answers come back to those who write it."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="consultations", verbose_name=_("action plan"))
    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="+", verbose_name=_("consultation"))

    class Meta:
        verbose_name = _("consultation on a plan")
        verbose_name_plural = _("consultations on plans")
        ordering = ["-pk"]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return str(self.consultation)


@tracked()
class PlanReview(TimestampedModel):
    """What a year of the plan brought and what will be done differently; the last one says how it ended."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="reviews", verbose_name=_("action plan"))
    year = models.PositiveSmallIntegerField(_("year"))
    summary = models.TextField(_("what was reached"))
    changes = models.TextField(_("what will be done differently"), blank=True)
    is_final = models.BooleanField(_("the plan's last"), default=False)
    reviewed_at = models.DateTimeField(pgettext_lazy("a plan", "reviewed at"))
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly review of a plan")
        verbose_name_plural = _("yearly reviews of plans")
        ordering = ["plan", "-year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "year", "is_final"], name="plan_review_once_a_year"),
            models.CheckConstraint(condition=models.Q(year__range=(YEARS[0], YEARS[-1])), name="plan_review_of_a_likely_year"),
            not_blank("plan_review_says_something", "summary", minimum=40),
        ]

    class Privacy:
        personal = ("reviewed_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return str(self.year)
