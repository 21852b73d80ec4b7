from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.enums import ActionStatus, IndicatorDirection, ProposalState, ReadingFrequency, ReportFigure
from actionplans.models.goal import Goal
from actionplans.models.plan import YEARS, Plan
from actionplans.workflow import ACTION, PROPOSAL
from grants.models import ProjectReport
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, paired
from portal.ui.links import path_to
from portal.workflow import Status

NUMBER = {"max_digits": 14, "decimal_places": 2}


class IndicatorQuerySet(LockingQuerySet):
    def for_list(self) -> "IndicatorQuerySet":
        return self.select_related("goal__plan__unit", "reporter").prefetch_related("readings", "targets")


@tracked()
class Indicator(TimestampedModel):
    """What shows whether a goal is reached: unit, baseline and target with their days, source; who reports it, how often.

    Without a ``reporter`` the plan's unit reports. ``report_figure`` names the number of a project's final report that
    belongs to it: once such a report is accepted, its number is proposed as a reading.
    """

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="indicators", verbose_name=_("goal"))
    name = models.CharField(_("indicator"), max_length=200)
    unit = models.CharField(_("unit of measure"), max_length=40)
    direction = models.CharField(_("direction"), max_length=5, choices=IndicatorDirection, default=IndicatorDirection.UP)
    baseline = models.DecimalField(_("baseline"), **NUMBER)
    baseline_on = models.DateField(_("baseline's date"))
    target = models.DecimalField(_("target"), **NUMBER)
    target_on = models.DateField(_("target's date"))
    source = models.CharField(_("source"), max_length=200)
    method = models.CharField(_("how it is measured"), max_length=300, blank=True)
    frequency = models.CharField(_("how often"), max_length=11, choices=ReadingFrequency, default=ReadingFrequency.YEARLY)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("who reports")
    )
    report_figure = models.CharField(_("number of a project report"), max_length=10, choices=ReportFigure, blank=True)

    objects = IndicatorQuerySet.as_manager()

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
        personal = ("reporter",)
        retention = "as the plan"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to("actionplans:indicator_detail", self.pk)

    def clean(self):
        if self.baseline is not None and self.baseline == self.target:
            raise ValidationError({"target": _("The target must differ from the baseline, or nothing would change.")})


@tracked()
class YearlyTarget(TimestampedModel):
    """Where an indicator should stand at the end of one year on its way to the target."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets", verbose_name=_("indicator"))
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("value"), **NUMBER)

    class Meta:
        verbose_name = _("target of a year")
        verbose_name_plural = _("targets of years")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="yearly_target_once"),
            models.CheckConstraint(condition=Q(year__range=(YEARS[0], YEARS[-1])), name="yearly_target_likely_year"),
        ]

    class Privacy:
        personal = ()
        retention = "as the plan"

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"


@tracked()
class Reading(TimestampedModel):
    """One value of an indicator on a day."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="readings", verbose_name=_("indicator"))
    value = models.DecimalField(_("value"), **NUMBER)
    measured_on = models.DateField(_("measured"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reported by")
    )

    class Meta:
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        ordering = ["measured_on"]
        constraints = [models.UniqueConstraint(fields=["indicator", "measured_on"], name="reading_once_a_day")]

    class Privacy:
        personal = ("reported_by",)
        retention = "as the plan"

    def __str__(self) -> str:
        return f"{self.indicator}: {self.value}"

    @property
    def plan(self) -> Plan:
        return self.indicator.goal.plan


class ReadingProposalQuerySet(LockingQuerySet):
    def waiting(self) -> "ReadingProposalQuerySet":
        return self.filter(state=ProposalState.WAITING)


class ReadingProposal(TimestampedModel):
    """A number of an accepted project report that belongs to an indicator; a person takes it as a reading, or does not."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="proposals", verbose_name=_("indicator"))
    report = models.ForeignKey(ProjectReport, models.PROTECT, related_name="+", verbose_name=_("project report"))
    figure = models.DecimalField(_("number in the report"), **NUMBER)
    state = models.CharField(_("state"), max_length=10, choices=ProposalState, default=ProposalState.WAITING)
    reading = models.ForeignKey(
        Reading, models.SET_NULL, null=True, blank=True, related_name="proposals", verbose_name=_("reading")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )

    objects = ReadingProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed reading")
        verbose_name_plural = _("proposed readings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "report"], name="reading_proposed_once"),
            paired("reading_proposal_decision_whole", "decided_at", "decided_by"),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at__isnull=True) | ~Q(state="waiting") & Q(decided_at__isnull=False),
                name="reading_proposal_decided_by_somebody",
            ),
        ]

    class Privacy:
        personal = ("decided_by",)
        retention = "as the plan"

    def __str__(self) -> str:
        return f"{self.indicator}: {self.figure}"

    @property
    def status(self) -> Status:
        return PROPOSAL.status(self.state)


@tracked()
class ActionUpdate(TimestampedModel):
    """How an action stood in one quarter, and why where it is late or stopped."""

    action = models.ForeignKey("actionplans.Action", models.CASCADE, related_name="updates", verbose_name=_("action"))
    quarter_from = models.DateField(_("quarter, its first day"))
    progress = models.CharField(_("progress"), max_length=10, choices=ActionStatus)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    reported_at = models.DateTimeField(_("reported at"))
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reported by")
    )

    class Meta:
        verbose_name = _("quarterly status")
        verbose_name_plural = _("quarterly statuses")
        ordering = ["-quarter_from"]
        constraints = [
            models.UniqueConstraint(fields=["action", "quarter_from"], name="action_update_once_a_quarter"),
            models.CheckConstraint(
                condition=Q(quarter_from__day=1, quarter_from__month__in=(1, 4, 7, 10)), name="action_update_of_a_quarter"
            ),
            models.CheckConstraint(
                condition=~Q(progress__in=("late", "stopped")) | ~Q(reason=""), name="action_update_says_why"
            ),
        ]  # fmt: skip

    class Privacy:
        personal = ("reported_by",)
        retention = "as the plan"

    def __str__(self) -> str:
        return f"{self.action}: {self.get_progress_display()}"

    @property
    def status(self) -> Status:
        return ACTION.status(self.progress)


class MonitoringReport(TimestampedModel):
    """The yearly monitoring report of a plan as it is printed. What was concluded of the year stands in its review."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="monitoring_reports", verbose_name=_("action plan"))
    year = models.PositiveSmallIntegerField(_("year"))

    class Meta:
        verbose_name = _("monitoring report")
        verbose_name_plural = _("monitoring reports")
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["plan", "year"], name="monitoring_report_once_a_year")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.plan}, {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("actionplans:monitoring_year", args=[self.plan.slug, self.year])
