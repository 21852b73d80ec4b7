from datetime import date
from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.models import memberships_of
from communities.models.photo import Photo
from grants.enums import (
    ChangeLevel,
    ChangeStage,
    ContractState,
    LineKind,
    PeopleGroup,
    ReportKind,
    ReportPart,
    ReportState,
    ResultKind,
)
from grants.models.application import BudgetLine
from grants.models.contract import MONEY, POSITIVE, Contract
from grants.workflow import REPORT
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, paired
from portal.files.models import File
from portal.ui.links import path_to
from portal.workflow import Status


class ProjectReportQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "ProjectReportQuerySet":
        if user.has_perm("grants.view_projectreport"):
            return self
        return self.filter(contract__application__community__in=memberships_of(user))

    def overdue(self, on: date) -> "ProjectReportQuerySet":
        """Owed by contracts in force, and not handed in by their day."""
        late = Q(state=ReportState.DRAFT, due_on__lt=on) | Q(state=ReportState.QUESTIONED, question_due_on__lt=on)
        return self.filter(late, contract__state=ContractState.IN_FORCE)

    def for_list(self) -> "ProjectReportQuerySet":
        return self.select_related("contract__application__community", "contract__application__call__unit")


@tracked()
class ProjectReport(TimestampedModel):
    """An interim or final report: what was done, for whom, what changed, what was learned, what it cost.

    ``ineligible`` is what an officer cut from the grant it used, with the reason, when the last report was accepted.

    It exists from the day the contract is in force, so that what is due is known; what is typed meanwhile lives in
    ``ReportDraft``. Asked back, the community hands it in again. A late one is taken, and stays marked as late.
    """

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="reports", verbose_name=_("grant contract"))
    kind = models.CharField(_("report"), max_length=10, choices=ReportKind)
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.DRAFT)
    due_on = models.DateField(_("due"))
    summary = models.TextField(_("the result in short"), blank=True)
    done = models.TextField(_("what was done"), blank=True)
    before = models.CharField(_("before"), max_length=200, blank=True)
    after = models.CharField(_("after"), max_length=200, blank=True)
    learned = models.TextField(_("what we learned"), blank=True)
    led_to = ArrayField(
        models.CharField(max_length=10, choices=ResultKind), verbose_name=_("what it led to"), default=list, blank=True,
        db_default=[],
    )  # fmt: skip
    first_submitted_at = models.DateTimeField(_("first handed in"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("handed in by")
    )
    is_late = models.BooleanField(_("late"), default=False)
    question = models.TextField(_("what was asked back"), blank=True)
    asked_about = ArrayField(
        models.CharField(max_length=10, choices=ReportPart), verbose_name=_("asked about"), default=list, blank=True
    )
    question_due_on = models.DateField(_("answer by"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("accepted by")
    )

    ineligible = models.DecimalField(_("ineligible costs, EUR"), default=Decimal(0), db_default=Decimal(0), **MONEY)
    ineligible_reason = models.TextField(_("why costs are ineligible"), blank=True, db_default="")

    objects = ProjectReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("project report")
        verbose_name_plural = _("project reports")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "kind"], name="project_report_once"),
            paired("project_report_submission_whole", "submitted_at", "submitted_by", "first_submitted_at"),
            paired("project_report_acceptance_whole", "accepted_at", "accepted_by"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "dropped")) | Q(submitted_at__isnull=False),
                name="project_report_submitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="questioned") | ~Q(question="") & Q(question_due_on__isnull=False),
                name="project_report_asked_something",
            ),
            models.CheckConstraint(
                condition=Q(ineligible=0) | Q(ineligible__gt=0) & ~Q(ineligible_reason=""), name="project_report_cut_with_reason"
            ),
        ]

    class Privacy:
        personal = ("submitted_by", "accepted_by")
        retention = "as the contract"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.contract.application.title}"

    def get_absolute_url(self) -> str:
        return path_to("grants:report_detail", self.pk)

    @property
    def status(self) -> Status:
        return REPORT.status(self.state)

    @property
    def is_open(self) -> bool:
        """Whether the community can write in it."""
        return self.state in (ReportState.DRAFT, ReportState.QUESTIONED)


class ReportDraft(models.Model):
    """What is typed of a report so far, right or wrong. Outside the tracked history: it is saved every few seconds."""

    report = models.OneToOneField(ProjectReport, models.CASCADE, related_name="draft")
    data = models.JSONField(_("typed"), default=dict)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("draft of a report")
        verbose_name_plural = _("drafts of reports")

    class Privacy:
        personal = ("data", "saved_by")
        retention = "as the contract"

    def __str__(self) -> str:
        return str(self.report)


class ReportLine(models.Model):
    """One row of the budget as planned on the day of the report, and what it came to. Over a tenth apart, it says why."""

    report = models.ForeignKey(ProjectReport, models.CASCADE, related_name="lines", verbose_name=_("project report"))
    line = models.ForeignKey(BudgetLine, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("budget line"))
    position = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("kind"), max_length=12, choices=LineKind)
    category = models.CharField(_("category"), max_length=150, blank=True)
    is_administration = models.BooleanField(_("administration"), default=False)
    item = models.CharField(_("item"), max_length=200)
    planned = models.DecimalField(_("planned, EUR"), **MONEY)
    actual = models.DecimalField(_("actual, EUR"), validators=[MinValueValidator(Decimal(0))], **MONEY)
    why = models.CharField(_("why it differs"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("line of a report")
        verbose_name_plural = _("lines of reports")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="report_line_position_once"),
            models.CheckConstraint(condition=Q(actual__gte=0), name="report_line_not_negative"),
        ]

    class Privacy:
        personal = ()
        retention = "as the contract"

    def __str__(self) -> str:
        return self.item


class ReachedGroup(models.Model):
    """How many people of one group the project reached."""

    report = models.ForeignKey(ProjectReport, models.CASCADE, related_name="reached", verbose_name=_("project report"))
    group = models.CharField(_("group"), max_length=12, choices=PeopleGroup)
    people = models.PositiveIntegerField(_("people"))

    class Meta:
        verbose_name = _("group reached")
        verbose_name_plural = _("groups reached")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "group"], name="reached_group_once")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.get_group_display()


class ReportedChange(models.Model):
    """What changed on one level, how far it has come, and by what one sees it (S1-07, S1-08)."""

    report = models.ForeignKey(ProjectReport, models.CASCADE, related_name="changes", verbose_name=_("project report"))
    level = models.CharField(_("level"), max_length=15, choices=ChangeLevel)
    stage = models.CharField(_("stage"), max_length=10, choices=ChangeStage)
    text = models.CharField(_("by what one sees it"), max_length=300)

    class Meta:
        verbose_name = _("reported change")
        verbose_name_plural = _("reported changes")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["report", "level"], name="reported_change_once")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.get_stage_display()}"


class ReportReceipt(TimestampedModel):
    """A bill or receipt that proves a cost. Private: it bears names and accounts."""

    report = models.ForeignKey(ProjectReport, models.CASCADE, related_name="receipts", verbose_name=_("project report"))
    file = models.OneToOneField(File, models.PROTECT, related_name="+", verbose_name=_("file"))
    what = models.CharField(_("what for"), max_length=200)
    amount = models.DecimalField(_("sum, EUR"), validators=POSITIVE, **MONEY)

    class Meta:
        verbose_name = _("proof of cost")
        verbose_name_plural = _("proofs of cost")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="report_receipt_positive")]

    class Privacy:
        personal = ("what",)
        retention = "10 years after the contract ended"
        ended_by = "grants.contract.let_go"

    def __str__(self) -> str:
        return self.what


class ReportPhoto(Photo):
    """A picture for the public page of the project; shown once its report is accepted."""

    report = models.ForeignKey(ProjectReport, models.CASCADE, related_name="photos", verbose_name=_("project report"))

    class Meta(Photo.Meta):
        verbose_name = _("photo of a project")
        verbose_name_plural = _("photos of projects")

    class Privacy(Photo.Privacy):
        retention = "as the report"
