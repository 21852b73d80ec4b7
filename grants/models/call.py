from datetime import datetime
from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grants.enums import ApplicantKind, CallState
from grants.workflow import CALL
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel
from portal.municipality.models import Unit
from portal.workflow import Status, Tone

NOT_NEGATIVE = [MinValueValidator(Decimal(0))]
SHARE = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]


class CallQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "CallQuerySet":
        return self if user.has_perm("grants.change_call") else self.exclude(state=CallState.DRAFT)

    def open(self, now: datetime) -> "CallQuerySet":
        """Applications are taken now; at the deadline's instant it is over."""
        return self.filter(state=CallState.PUBLISHED, opens_at__lte=now, closes_at__gt=now)

    def for_list(self) -> "CallQuerySet":
        return self.select_related("unit").annotate(
            submitted_count=models.Count("applications", filter=~Q(applications__state__in=("draft", "withdrawn")))
        )


@tracked()
class Call(TimestampedModel):
    """A call for projects (projektu konkurss): who may apply for how much, by when, and how it is judged.

    Sums are EUR; shares are percent of the project's total. ``closes_at`` is a half-open instant. What the guidelines
    of document 004 ask for is checked before publishing; a soft rule that is not met keeps its public justification.
    """

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    state = models.CharField(_("state"), max_length=12, choices=CallState, default=CallState.DRAFT)
    summary = models.TextField(_("in short"))
    description = models.TextField(_("what the money is for"), blank=True)
    rules = models.TextField(_("rules of the call"), blank=True, help_text=_("The statute (nolikums) in full."))
    themes = ArrayField(models.CharField(max_length=80), verbose_name=_("themes"), default=list, blank=True)
    eligible_applicants = ArrayField(
        models.CharField(max_length=15, choices=ApplicantKind), verbose_name=_("who may apply"), default=list, blank=True
    )
    exclusions = models.TextField(_("who may not apply"), blank=True)
    ineligible_costs = models.TextField(_("ineligible costs"), blank=True)

    total = models.DecimalField(_("money in all"), max_digits=12, decimal_places=2, validators=NOT_NEGATIVE)
    smallest_grant = models.DecimalField(_("grant from"), max_digits=12, decimal_places=2, validators=NOT_NEGATIVE)
    largest_grant = models.DecimalField(_("grant up to"), max_digits=12, decimal_places=2, validators=NOT_NEGATIVE)
    intensity = models.DecimalField(
        _("aid intensity, %"), max_digits=5, decimal_places=2, validators=SHARE,
        help_text=_("The largest share of the project's total that the municipality pays."),
    )  # fmt: skip
    admin_cap = models.DecimalField(
        _("cap on administration and management, %"), max_digits=5, decimal_places=2, validators=SHARE
    )
    one_per_applicant = models.BooleanField(_("one application per applicant"), default=True)
    threshold = models.DecimalField(_("points needed"), max_digits=5, decimal_places=2, validators=SHARE)

    opens_at = models.DateTimeField(_("applications from"))
    closes_at = models.DateTimeField(_("applications until"))
    seminar_at = models.DateTimeField(_("preparation seminar"), null=True, blank=True)
    seminar_place = models.CharField(_("place of the seminar"), max_length=200, blank=True)
    questions_until = models.DateTimeField(_("questions until"), null=True, blank=True)
    decision_on = models.DateField(_("decision by"))
    implementation_from = models.DateField(_("projects from"))
    implementation_to = models.DateField(_("projects until"))
    equality_answer = models.TextField(
        _("does the call favour those who already have staff or premises?"), blank=True, help_text=_("Say how it does not.")
    )
    channels = ArrayField(models.CharField(max_length=80), verbose_name=_("where it is announced"), default=list, blank=True)
    justifications = models.JSONField(_("justifications"), default=dict, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    contact_post = models.CharField(_("contact person's post"), max_length=120)
    contact_phone = models.CharField(_("contact person's phone"), max_length=30)
    contact_email = models.EmailField(_("contact person's e-mail"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call for projects")
        verbose_name_plural = _("calls for projects")
        ordering = ["-closes_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="call_closes_after_it_opens",
                violation_error_message=_("The deadline must be later than the opening."),
            ),
            models.CheckConstraint(
                condition=Q(largest_grant__gte=F("smallest_grant")), name="call_grant_range",
                violation_error_message=_("The largest grant may not be smaller than the smallest."),
            ),
            models.CheckConstraint(
                condition=Q(implementation_to__gt=F("implementation_from")), name="call_implementation_range",
                violation_error_message=_("Projects must end after they begin."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(published_at__isnull=False), name="call_published_has_time",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["-closes_at", "-id"], name="call_recent"),
            models.Index(fields=["closes_at"], condition=Q(state="published"), name="call_open"),
        ]

    class Privacy:
        personal = ("contact_post", "contact_phone", "contact_email")
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("grants:call_detail", args=[self.slug])

    def is_open(self, now: datetime) -> bool:
        """Whether an application that arrived at ``now`` is in time."""
        return self.state == CallState.PUBLISHED and self.opens_at <= now < self.closes_at

    def status_at(self, now: datetime) -> Status:
        if self.state != CallState.PUBLISHED:
            return CALL.status(self.state)
        if now < self.opens_at:
            return Status("upcoming", _("announced"), _("opens soon"), tone=Tone.NEUTRAL)
        if now < self.closes_at:
            return Status("open", _("open for applications"), _("open for applications"), tone=Tone.OPEN)
        return Status(
            "closed", _("closed for applications"), _("closed for applications"), _("Officers check the applications."), Tone.OPEN
        )


class Lot(models.Model):
    """Money of a call that is reserved, for example for communities outside dense places (S4-119)."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="lots")
    name = models.CharField(_("name"), max_length=150)
    reserved = models.DecimalField(_("reserved"), max_digits=12, decimal_places=2, validators=NOT_NEGATIVE)

    class Meta:
        verbose_name = _("lot")
        verbose_name_plural = _("lots")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["call", "name"], name="lot_once")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name


class CostCategory(models.Model):
    """A kind of cost the call pays for. Management and accounting count towards the cap (S4-110, S4-111)."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="cost_categories")
    name = models.CharField(_("name"), max_length=120)
    is_administration = models.BooleanField(_("counts towards the cap on administration"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("cost category")
        verbose_name_plural = _("cost categories")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "name"], name="cost_category_once")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name


class InKindRate(models.Model):
    """What a contribution in kind is worth at market price, without proof of cost (S4-113)."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="in_kind_rates")
    name = models.CharField(_("what"), max_length=120)
    unit = models.CharField(_("per"), max_length=30)
    rate = models.DecimalField(_("EUR"), max_digits=8, decimal_places=2, validators=NOT_NEGATIVE)

    class Meta:
        verbose_name = _("rate in kind")
        verbose_name_plural = _("rates in kind")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["call", "name"], name="in_kind_rate_once")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    """By what applications are judged (S4-103): points from 0 to ``maximum``, weighted in percent of the total."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("criterion"), max_length=150)
    description = models.TextField(_("what is judged"), blank=True)
    maximum = models.PositiveSmallIntegerField(_("points at most"), default=5, validators=[MinValueValidator(1)])
    weight = models.PositiveSmallIntegerField(_("weight, %"), validators=[MinValueValidator(1), MaxValueValidator(100)])

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["call", "position"], name="criterion_position_once")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.title
