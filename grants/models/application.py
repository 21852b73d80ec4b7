from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Neighbourhood, memberships_of
from grants.enums import ApplicationState, CallState, LineKind, ResultKind
from grants.models.call import NOT_NEGATIVE, Call
from grants.models.call_terms import CostCategory, InKindRate, Lot
from grants.workflow import APPLICATION
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, sort_key_of, words_of
from portal.ui.links import path_to
from portal.workflow import Status

PUBLIC_STATES = (ApplicationState.FUNDED, ApplicationState.CLOSED, ApplicationState.ENDED)


class ApplicationQuerySet(LockingQuerySet):
    def submitted(self) -> "ApplicationQuerySet":
        """Everything that was handed in and not withdrawn."""
        return self.exclude(state__in=(ApplicationState.DRAFT, ApplicationState.WITHDRAWN))

    def projects(self) -> "ApplicationQuerySet":
        """Funded projects: public, with who, what, where and how much (S4-102)."""
        return self.filter(state__in=PUBLIC_STATES)

    def visible_to(self, user) -> "ApplicationQuerySet":
        """Officers see what was handed in; members of the applicant all of theirs, drafts too."""
        if not user.is_authenticated:
            return self.none()
        own = Q(community__in=memberships_of(user))
        if user.has_perm("grants.view_application"):
            return self.filter(~Q(state=ApplicationState.DRAFT) | own)
        return self.filter(own)

    def for_list(self) -> "ApplicationQuerySet":
        return self.select_related("call", "community", "neighbourhood", "lot", "decision", "contract")


@tracked("title_sort")
class Application(TimestampedModel):
    """A community's application to a call, and from the decision on its project.

    While it is a draft, what is typed lives in ``ApplicationDraft``, also when it cannot be right yet; submitting
    checks it and writes it here. Sums are EUR to the cent: total = requested + own money + in kind + others.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="applications", verbose_name=_("call"))
    community = models.ForeignKey(Community, models.PROTECT, related_name="applications", verbose_name=_("applicant"))
    lot = models.ForeignKey(Lot, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lot"))
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, null=True, blank=True, related_name="applications", verbose_name=_("neighbourhood")
    )
    state = models.CharField(_("state"), max_length=12, choices=ApplicationState, default=ApplicationState.DRAFT)
    title = models.CharField(_("project"), max_length=90, blank=True)
    title_sort = sort_key_of("title")
    summary = models.TextField(_("in short"), blank=True)
    need = models.TextField(_("need and reasons"), blank=True)
    involvement = models.TextField(_("how residents are involved"), blank=True)
    results = models.TextField(_("results and how they last"), blank=True)
    replication = models.TextField(_("how others can use it"), blank=True, help_text=_("Methods and networks that outlive it."))
    forum_idea = models.ForeignKey(
        "participation.Submission", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("idea of a forum")
    )
    idea = models.OneToOneField(
        "grants.Idea", models.PROTECT, null=True, blank=True, related_name="application", verbose_name=_("idea of round one")
    )
    eligibility = models.JSONField(_("answers on eligibility"), default=dict, blank=True)
    extended_until = models.DateTimeField(_("extended until"), null=True, blank=True)
    starts_on = models.DateField(_("begins"), null=True, blank=True)
    ends_on = models.DateField(_("ends"), null=True, blank=True)
    requested = models.DecimalField(_("requested amount"), max_digits=12, decimal_places=2, default=Decimal(0))
    own_money = models.DecimalField(_("own money"), max_digits=12, decimal_places=2, default=Decimal(0))
    in_kind = models.DecimalField(_("in kind"), max_digits=12, decimal_places=2, default=Decimal(0))
    other_money = models.DecimalField(_("other funders"), max_digits=12, decimal_places=2, default=Decimal(0))
    total = models.DecimalField(_("total"), max_digits=12, decimal_places=2, default=Decimal(0))
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("begun by"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("submitted by")
    )
    ineligible_reason = models.TextField(_("why it is not eligible"), blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn")) | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="application_submitted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "withdrawn"))
                | Q(total=F("requested") + F("own_money") + F("in_kind") + F("other_money")),
                name="application_sums_agree",
                violation_error_message=_("The sums of the budget do not agree."),
            ),
            models.CheckConstraint(
                condition=~Q(state="ineligible") | ~Q(ineligible_reason=""), name="application_ineligible_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["call", "state"], name="application_call_state"),
            models.Index(fields=["community", "-id"], name="application_community"),
            models.Index(fields=["-submitted_at", "-id"], name="application_recent"),
            models.Index(fields=["title_sort", "id"], condition=Q(state__in=PUBLIC_STATES), name="project_title"),
            models.Index(fields=["-submitted_at", "-id"], condition=Q(state__in=PUBLIC_STATES), name="project_latest"),
            GinIndex(OpClass(words_of("title", "summary"), "gin_trgm_ops"), name="application_words"),
        ]

    class Privacy:
        personal = ("created_by", "submitted_by")
        retention = "as the contract; not funded: 2 years after the call closed"
        ended_by = "grants.application.let_go"

    def __str__(self) -> str:
        return self.title or str(_("untitled"))

    def get_absolute_url(self) -> str:
        return path_to("grants:application_detail", self.pk)

    @property
    def status(self) -> Status:
        return APPLICATION.status(self.state)

    @property
    def deadline(self) -> datetime:
        """The call's, or the later one that an officer gave this community alone."""
        return max(self.call.closes_at, self.extended_until or self.call.closes_at)

    def is_open(self, now: datetime) -> bool:
        """Whether this application would be in time if it arrived at ``now``."""
        return self.call.state == CallState.PUBLISHED and self.call.opens_at <= now < self.deadline


class ApplicationDraft(models.Model):
    """What the applicants have typed so far, as they typed it, by section. Outside the tracked history: it is saved
    every few seconds. ``revision`` tells two people who edit the same draft."""

    application = models.OneToOneField(Application, models.CASCADE, related_name="draft")
    data = models.JSONField(_("typed"), default=dict)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("draft of an application")
        verbose_name_plural = _("drafts of applications")

    class Privacy:
        personal = ("data", "saved_by")
        retention = "as the application"
        ended_by = "grants.application.let_go"

    def __str__(self) -> str:
        return str(self.application)


class BudgetLine(models.Model):
    """One row of the budget. ``amount`` is kept by the database: quantity times price, to the cent, half up."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="budget_lines")
    kind = models.CharField(_("kind"), max_length=12, choices=LineKind)
    category = models.ForeignKey(
        CostCategory, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("category")
    )
    rate = models.ForeignKey(InKindRate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("rate in kind"))
    position = models.PositiveSmallIntegerField(_("order"))
    item = models.CharField(_("item"), max_length=200)
    unit = models.CharField(_("unit of measure"), max_length=30, blank=True)
    quantity = models.DecimalField(
        _("quantity"), max_digits=10, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    price = models.DecimalField(_("price"), max_digits=12, decimal_places=2, validators=[MinValueValidator(Decimal(0))])
    vat = models.DecimalField(
        _("VAT in the price, %"), max_digits=4, decimal_places=2, null=True, blank=True, validators=NOT_NEGATIVE
    )
    amount = models.GeneratedField(
        expression=Round(F("quantity") * F("price"), precision=2),
        output_field=models.DecimalField(max_digits=14, decimal_places=2),
        db_persist=True,
    )

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["kind", "position"]
        constraints = [
            models.UniqueConstraint(fields=["application", "kind", "position"], name="budget_line_position_once"),
            models.CheckConstraint(
                condition=Q(kind="cost", category__isnull=False) | ~Q(kind="cost") & Q(category__isnull=True),
                name="budget_cost_has_category",
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0, price__gte=0), name="budget_line_not_negative"),
        ]

    class Privacy:
        personal = ()
        retention = "as the application"

    def __str__(self) -> str:
        return self.item


class ProjectResult(TimestampedModel):
    """What a finished project reports in short: feeds the public register and the impact page."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="result")
    summary = models.TextField(_("what was done"))
    people_reached = models.PositiveIntegerField(_("people reached"), default=0)
    before = models.CharField(_("before"), max_length=200, blank=True)
    after = models.CharField(_("after"), max_length=200, blank=True)
    led_to = ArrayField(
        models.CharField(max_length=10, choices=ResultKind), verbose_name=_("what it led to"), default=list, blank=True,
        db_default=[],
    )  # fmt: skip
    accepted_on = models.DateField(_("accepted"))

    class Meta:
        verbose_name = _("result of a project")
        verbose_name_plural = _("results of projects")

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return str(self.application)
