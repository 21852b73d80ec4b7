from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from grants.enums import QueueRule, SchemeState, SpendingPurpose
from grants.workflow import SCHEME
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank
from portal.municipality.models import Unit
from portal.obligations.clock import end_of_day
from portal.ui.links import path_to
from portal.workflow import Status, Tone

ABOVE_ZERO = [MinValueValidator(Decimal("0.01"))]


class SubsidySchemeQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "SubsidySchemeQuerySet":
        return self if user.has_perm("grants.change_subsidyscheme") else self.public()

    def public(self) -> "SubsidySchemeQuerySet":
        return self.exclude(state=SchemeState.DRAFT)

    def current(self) -> "SubsidyScheme | None":
        """The latest year whose rules are published: by them the passports are counted."""
        return self.latest_public().first()

    def latest_public(self) -> "SubsidySchemeQuerySet":
        return self.public().order_by("-year")[:1]

    def open(self, now: datetime) -> "SubsidySchemeQuerySet":
        """A claim that arrives at ``now`` is in time."""
        today = timezone.localdate(now)
        return self.filter(state=SchemeState.PUBLISHED, opens_on__lte=today, closes_on__gte=today)

    def with_rules(self) -> "SubsidySchemeQuerySet":
        return self.select_related("unit").prefetch_related("tiers__conditions", "costs")


@tracked()
class SubsidyScheme(TimestampedModel):
    """The yearly support of communities beside projects (dotācija; S4-95, S4-120): rules, fund, days.

    ``year`` is the calendar year whose records count; claims for it are handed in from ``opens_on`` to ``closes_on``, both
    days whole. Once published, its rules are frozen.
    """

    year = models.PositiveSmallIntegerField(_("year whose work counts"), unique=True)
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("in short"))
    rules = models.TextField(_("rules of the subsidy"), blank=True, help_text=_("The statute (nolikums) in full."))
    state = models.CharField(_("state"), max_length=10, choices=SchemeState, default=SchemeState.DRAFT)
    total = models.DecimalField(_("fund, EUR"), max_digits=12, decimal_places=2, validators=ABOVE_ZERO)
    queue_rule = models.CharField(
        _("who comes first if the fund is not enough"), max_length=10, choices=QueueRule, default=QueueRule.LEVEL
    )
    opens_on = models.DateField(_("claims from"))
    closes_on = models.DateField(_("claims until"))
    decision_on = models.DateField(_("decision by"))
    paid_on = models.DateField(_("paid by"))
    report_on = models.DateField(_("report by"))
    return_on = models.DateField(_("unused money back by"))
    ineligible_costs = models.TextField(_("ineligible costs"), blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    contact_post = models.CharField(_("contact person's post"), max_length=120)
    contact_phone = models.CharField(_("contact person's phone"), max_length=30)
    contact_email = models.EmailField(_("contact person's e-mail"))
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects = SubsidySchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("subsidy scheme")
        verbose_name_plural = _("subsidy schemes")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="scheme_closes_after_it_opens",
                violation_error_message=_("The last day for claims may not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(decision_on__gt=F("closes_on"), paid_on__gte=F("decision_on"), report_on__gt=F("paid_on"))
                & Q(return_on__gte=F("report_on")),
                name="scheme_days_in_order",
                violation_error_message=_("The days follow each other: claims, decision, payment, report, return of money."),
            ),
            models.CheckConstraint(condition=Q(total__gt=0), name="scheme_has_money"),
            models.CheckConstraint(condition=Q(state="draft") | Q(published_at__isnull=False), name="scheme_published_has_time"),
        ]  # fmt: skip

    class Privacy:
        personal = ("contact_post", "contact_phone", "contact_email")
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("grants:scheme_detail", self.year)

    @property
    def opens_at(self) -> datetime:
        return end_of_day(self.opens_on - timedelta(days=1))

    @property
    def closes_at(self) -> datetime:
        return end_of_day(self.closes_on)

    def is_open(self, now: datetime) -> bool:
        """Whether a claim that arrived at ``now`` is in time."""
        return self.state == SchemeState.PUBLISHED and self.opens_at <= now < self.closes_at

    @property
    def status(self) -> Status:
        return SCHEME.status(self.state)

    def status_at(self, now: datetime) -> Status:
        if self.is_open(now):
            return Status("open", _("open for claims"), _("open for claims"), tone=Tone.OPEN)
        if self.state == SchemeState.PUBLISHED and now >= self.closes_at:
            return Status("closed", _("claims are looked at"), _("claims are looked at"), tone=Tone.OPEN)
        return self.status


class SubsidyCost(models.Model):
    """A kind of cost a subsidy may pay (S4-122, S4-123)."""

    scheme = models.ForeignKey(SubsidyScheme, models.CASCADE, related_name="costs", verbose_name=_("subsidy scheme"))
    purpose = models.CharField(_("purpose"), max_length=10, choices=SpendingPurpose, default=SpendingPurpose.CORE)
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("eligible cost")
        verbose_name_plural = _("eligible costs")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["scheme", "name"], name="subsidy_cost_once")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name


@tracked()
class SubsidyTier(models.Model):
    """A level of the subsidy (S4-124): its sum and the conditions, all of which must be met."""

    scheme = models.ForeignKey(SubsidyScheme, models.CASCADE, related_name="tiers", verbose_name=_("subsidy scheme"))
    position = models.PositiveSmallIntegerField(_("level"), validators=[MinValueValidator(1)])
    name = models.CharField(_("name"), max_length=80)
    amount = models.DecimalField(_("sum, EUR"), max_digits=10, decimal_places=2, validators=ABOVE_ZERO)

    class Meta:
        verbose_name = _("level of the subsidy")
        verbose_name_plural = _("levels of the subsidy")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "position"], name="subsidy_tier_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="subsidy_tier_has_money"),
        ]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return _("level %(n)s, %(name)s") % {"n": self.position, "name": self.name}


@tracked()
class TierCondition(models.Model):
    """One condition of a level, as data. ``kind`` is registered in ``grants.conditions``, whose counter reads the portal's
    own records; communities outside densely populated places may have a threshold of their own (S3-05)."""

    tier = models.ForeignKey(SubsidyTier, models.CASCADE, related_name="conditions", verbose_name=_("level of the subsidy"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("condition"), max_length=20)
    minimum = models.PositiveIntegerField(_("at least"), default=1)
    minimum_outside = models.PositiveIntegerField(_("outside densely populated places"), null=True, blank=True)
    attendance = models.PositiveIntegerField(_("with at least so many residents each"), null=True, blank=True)
    ceiling = models.PositiveIntegerField(
        _("not asked from"), null=True, blank=True, help_text=_("For growth: the number of residents from which it is enough.")
    )
    evidence = models.CharField(_("evidence"), max_length=200, blank=True, help_text=_("What counts as proof."))

    class Meta:
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["tier", "kind"], name="tier_condition_once")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.tier}: {self.kind}"

    def needed(self, *, is_outside: bool) -> int:
        """The threshold for a community in, or outside, densely populated places."""
        return self.minimum_outside if is_outside and self.minimum_outside is not None else self.minimum


@tracked()
class ConditionWaiver(models.Model):
    """An officer lets one condition count as met for one community, with a reason (D3). Auditors see every one."""

    condition = models.ForeignKey(TierCondition, models.PROTECT, related_name="waivers", verbose_name=_("condition"))
    community = models.ForeignKey(Community, models.PROTECT, related_name="condition_waivers", verbose_name=_("community"))
    reason = models.TextField(_("reason"))
    waived_at = models.DateTimeField(_("waived at"))
    waived_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("waived by"))

    class Meta:
        verbose_name = _("waived condition")
        verbose_name_plural = _("waived conditions")
        ordering = ["-waived_at"]
        constraints = [
            models.UniqueConstraint(fields=["condition", "community"], name="condition_waived_once"),
            not_blank("waiver_has_reason", "reason", minimum=30),
        ]

    class Privacy:
        personal = ("waived_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.community}: {self.condition}"


@tracked()
class SubsidyPartner(TimestampedModel):
    """The registered organisation that stands beside an informal community: it takes and accounts for the money."""

    community = models.OneToOneField(
        Community, models.PROTECT, related_name="subsidy_partner", verbose_name=_("informal community")
    )
    organisation = models.ForeignKey(Community, models.PROTECT, related_name="partner_of", verbose_name=_("partner organisation"))
    named_at = models.DateTimeField(_("named at"))

    class Meta:
        verbose_name = _("partner of an informal community")
        verbose_name_plural = _("partners of informal communities")
        constraints = [
            models.CheckConstraint(condition=~Q(community=F("organisation")), name="subsidy_partner_is_another"),
        ]

    class Privacy:
        personal = ()
        retention = "as the community"

    def __str__(self) -> str:
        return f"{self.community}: {self.organisation}"
