from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.models.plan import YEARS, Plan
from participation.models import Consultation
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank
from portal.documents.models import Document


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


class PlanAmendmentQuerySet(LockingQuerySet):
    def adopted(self) -> "PlanAmendmentQuerySet":
        """Those that hold, in the order in which they were adopted."""
        return self.filter(adopted_on__isnull=False).order_by("edition")


@tracked()
class PlanAmendment(TimestampedModel):
    """A reasoned change of an adopted plan, adopted by a decision of its own.

    ``edition`` is the plan's edition it makes, ``document`` the printed edition it changes: that one stays readable.
    The texts are the whole plan's, before and after, so that everybody sees word by word what changed.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="amendments", verbose_name=_("action plan"))
    edition = models.PositiveSmallIntegerField(_("edition"))
    reason = models.TextField(_("why the plan is amended"))
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("edition it changes"))
    text_before = models.TextField(_("text before"))
    text_after = models.TextField(_("text after"), blank=True)
    begun_at = models.DateTimeField(pgettext_lazy("an amendment", "begun"))
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("begun by"))
    decision_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    adopted_on = models.DateField(_("adopted"), null=True, blank=True)

    objects = PlanAmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("amendment of a plan")
        verbose_name_plural = _("amendments of plans")
        ordering = ["plan", "edition"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "edition"], name="plan_amendment_once_an_edition"),
            models.CheckConstraint(
                condition=models.Q(adopted_on__isnull=True, decision_number="", text_after="")
                | models.Q(adopted_on__isnull=False) & ~models.Q(decision_number="") & ~models.Q(text_after=""),
                name="plan_amendment_adopted_by_decision",
            ),
            not_blank("plan_amendment_has_reason", "reason", minimum=40),
        ]

    class Privacy:
        personal = ("begun_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.plan}, {self.edition}"

    def get_absolute_url(self) -> str:
        return reverse("actionplans:plan_amendment", args=[self.plan.slug, self.edition])


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
