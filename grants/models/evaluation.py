from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.enums import DecisionOutcome
from grants.models.application import Application
from grants.models.call import Call
from grants.models.call_terms import Criterion
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired


@tracked()
class CommissionMember(models.Model):
    """Somebody who scores a call's applications, also from outside the municipality (S4-104)."""

    call = models.ForeignKey(Call, models.PROTECT, related_name="commission", verbose_name=_("call"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="commission_seats", verbose_name=_("person"))
    represents = models.CharField(_("represents"), max_length=150)
    is_chair = models.BooleanField(_("chair"), default=False)

    class Meta:
        verbose_name = _("commission member")
        verbose_name_plural = _("evaluation commission")
        ordering = ["-is_chair", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "user"], name="commission_member_once"),
            models.UniqueConstraint(fields=["call"], condition=Q(is_chair=True), name="commission_one_chair"),
        ]

    class Privacy:
        personal = ("user",)
        retention = "as the call"

    def __str__(self) -> str:
        return f"{self.user} ({self.represents})"


@tracked()
class ConflictDeclaration(models.Model):
    """A member's word on one application, given before opening it. With a conflict the file stays closed to them.

    ``suspicion`` is what the registry said on that day, whatever the member answered.
    """

    member = models.ForeignKey(CommissionMember, models.PROTECT, related_name="declarations")
    application = models.ForeignKey(Application, models.PROTECT, related_name="conflict_declarations")
    has_conflict = models.BooleanField(_("conflict of interest"))
    note = models.CharField(_("what kind"), max_length=300, blank=True)
    suspicion = models.CharField(_("what the register shows"), max_length=300, blank=True)
    declared_at = models.DateTimeField(_("declared"))

    class Meta:
        verbose_name = _("conflict-of-interest declaration")
        verbose_name_plural = _("conflict-of-interest declarations")
        constraints = [models.UniqueConstraint(fields=["member", "application"], name="conflict_declared_once")]

    class Privacy:
        personal = ("member", "note")
        retention = "as the call"

    def __str__(self) -> str:
        return f"{self.member}: {self.application}"


class EvaluationQuerySet(LockingQuerySet):
    def submitted(self) -> "EvaluationQuerySet":
        return self.filter(submitted_at__isnull=False)

    def with_scores(self) -> "EvaluationQuerySet":
        """Each with its points and their criteria, read together."""
        return self.prefetch_related(models.Prefetch("scores", Score.objects.select_related("criterion")))


@tracked()
class Evaluation(TimestampedModel):
    """One member's scores for one application. ``total`` is 0 to 100, weighted, to two places."""

    member = models.ForeignKey(CommissionMember, models.PROTECT, related_name="evaluations")
    application = models.ForeignKey(Application, models.PROTECT, related_name="evaluations")
    total = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        constraints = [
            models.UniqueConstraint(fields=["member", "application"], name="evaluation_once"),
            paired("evaluation_whole", "submitted_at", "total"),
        ]

    class Privacy:
        personal = ("member",)
        retention = "as the call"

    def __str__(self) -> str:
        return f"{self.member}: {self.application}"


@tracked()
class Score(models.Model):
    """Points for one criterion with the reason for them (S4-104)."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(_("points"))
    justification = models.TextField(_("why"))

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "criterion"], name="score_once"),
            not_blank("score_has_reason", "justification"),
        ]

    class Privacy:
        personal = ()
        retention = "as the call"

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"


@tracked()
class Decision(TimestampedModel):
    """What the commission decided about one application, with the reason the letter carries.

    ``reserve_place`` is the application's turn when money becomes free.
    """

    application = models.OneToOneField(Application, models.PROTECT, related_name="decision")
    outcome = models.CharField(_("decision"), max_length=10, choices=DecisionOutcome)
    amount = models.DecimalField(
        _("awarded"), max_digits=12, decimal_places=2, default=Decimal(0), validators=[MinValueValidator(Decimal(0))]
    )
    reason = models.TextField(_("reason"))
    protocol = models.CharField(_("minutes, number and date"), max_length=100)
    sitting = models.ForeignKey(
        "grants.Sitting", models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name=_("sitting")
    )
    reserve_place = models.PositiveSmallIntegerField(_("place in the reserve"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("recorded by"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="funded", amount__gt=0) | ~Q(outcome="funded") & Q(amount=0),
                name="decision_funds_or_not",
                violation_error_message=_("A supported project has a sum, any other has none."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="reserve") | Q(reserve_place__isnull=True), name="decision_place_only_in_reserve"
            ),
            not_blank("decision_has_reason", "reason", minimum=20, message=_("Give the reason for the decision.")),
        ]

    class Privacy:
        personal = ("decided_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"
