from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from actionplans.enums import ActionStatus, IndicatorDirection
from actionplans.models.plan import Plan
from actionplans.workflow import ACTION
from portal.audit.history import tracked
from portal.db import TimestampedModel
from portal.workflow import Status


@tracked()
class Goal(TimestampedModel):
    """A SMART goal (S0-37): specific, measured by an indicator from a baseline to a target, with a day and an owner."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="goals")
    code = models.CharField(_("code"), max_length=6)
    title = models.CharField(_("goal"), max_length=300)
    challenge = models.CharField(_("which challenge it answers"), max_length=200)
    owner = models.CharField(_("owner"), max_length=120)

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="goal_code_once")]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return f"{self.code}. {self.title}"


@tracked()
class Indicator(TimestampedModel):
    """What shows whether a goal is reached: unit, baseline and target with their days, source."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="indicators")
    name = models.CharField(_("indicator"), max_length=200)
    unit = models.CharField(_("unit of measure"), max_length=40)
    direction = models.CharField(_("direction"), max_length=5, choices=IndicatorDirection, default=IndicatorDirection.UP)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2)
    baseline_on = models.DateField(_("baseline's date"))
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2)
    target_on = models.DateField(_("target's date"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["goal", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(target_on__gt=F("baseline_on")),
                name="indicator_target_after_baseline",
                violation_error_message=_("The target's date must be later than the baseline's."),
            )
        ]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return self.name

    def clean(self):
        if self.baseline is not None and self.baseline == self.target:
            raise ValidationError({"target": _("The target must differ from the baseline, or nothing would change.")})


@tracked()
class Reading(TimestampedModel):
    """One value of an indicator on a day."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="readings")
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    measured_on = models.DateField(_("measured"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["measured_on"]
        constraints = [models.UniqueConstraint(fields=["indicator", "measured_on"], name="reading_once_a_day")]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"


@tracked()
class Action(TimestampedModel):
    """What will be done (S0-45): what, who, when, with which money and people, for which goals."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="actions")
    code = models.CharField(_("code"), max_length=6)
    what = models.CharField(_("what will happen"), max_length=300)
    who = models.CharField(_("who"), max_length=200)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    money = models.DecimalField(
        _("money, EUR"), max_digits=12, decimal_places=2, default=Decimal(0), validators=[MinValueValidator(Decimal(0))]
    )
    people = models.CharField(_("people"), max_length=120)
    goals = models.ManyToManyField(Goal, related_name="actions", verbose_name=_("goals"))
    progress = models.CharField(_("progress"), max_length=10, choices=ActionStatus, default=ActionStatus.NOT_BEGUN)
    is_open_to_join = models.BooleanField(_("open to join"), default=True)

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="action_code_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="action_ends_after_it_begins",
                violation_error_message=_("The end may not be before the beginning."),
            ),
        ]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return f"{self.code}. {self.what}"

    @property
    def status(self) -> Status:
        return ACTION.status(self.progress)
