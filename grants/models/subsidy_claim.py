from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.models import Community, memberships_of
from grants.enums import ClaimState
from grants.models.subsidy import SubsidyCost, SubsidyScheme, SubsidyTier
from grants.workflow import CLAIM
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired
from portal.ui.iban import validate_iban
from portal.workflow import Status

AWARDED = (ClaimState.GRANTED, ClaimState.PAID, ClaimState.REPORTED, ClaimState.RETURNING, ClaimState.CLOSED)
GIVEN_UP = (ClaimState.REFUSED, ClaimState.WITHDRAWN)


class SubsidyClaimQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "SubsidyClaimQuerySet":
        if user.has_perm("grants.view_subsidyclaim"):
            return self
        return self.filter(community__in=memberships_of(user))

    def awarded(self) -> "SubsidyClaimQuerySet":
        """Money of the fund is promised to these, or was given: everybody may read it."""
        return self.filter(state__in=AWARDED)

    def standing(self) -> "SubsidyClaimQuerySet":
        return self.exclude(state__in=GIVEN_UP)

    def sum(self) -> Decimal:
        return self.aggregate(total=Sum("amount"))["total"] or Decimal(0)

    def for_list(self) -> "SubsidyClaimQuerySet":
        return self.select_related("scheme", "tier", "community")


@tracked()
class SubsidyClaim(TimestampedModel):
    """A community claims the level it has reached (dotācijas pieprasījums).

    ``passport`` keeps what was counted at that moment, condition by condition; later records change nothing in it.
    """

    scheme = models.ForeignKey(SubsidyScheme, models.PROTECT, related_name="claims", verbose_name=_("subsidy scheme"))
    community = models.ForeignKey(Community, models.PROTECT, related_name="subsidy_claims", verbose_name=_("community"))
    tier = models.ForeignKey(SubsidyTier, models.PROTECT, related_name="claims", verbose_name=_("level of the subsidy"))
    amount = models.DecimalField(
        _("amount, EUR"), max_digits=10, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))]
    )
    state = models.CharField(_("state"), max_length=10, choices=ClaimState, default=ClaimState.SUBMITTED)
    account_holder = models.CharField(_("account holder"), max_length=150)
    iban = models.CharField(_("account (IBAN)"), max_length=34, validators=[validate_iban])
    passport = models.JSONField(_("passport when claimed"), default=list)
    submitted_at = models.DateTimeField(_("claimed at"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("claimed by"))
    refusal_reason = models.TextField(_("why it was refused"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    prepared_at = models.DateTimeField(_("payment prepared"), null=True, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("payment prepared by")
    )
    paid_at = models.DateTimeField(_("payment approved"), null=True, blank=True)
    paid_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("payment approved by")
    )

    objects = SubsidyClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("subsidy claim")
        verbose_name_plural = _("subsidy claims")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "community"], condition=~Q(state__in=("refused", "withdrawn")), name="subsidy_claim_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="subsidy_claim_has_money"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(refusal_reason=""), name="subsidy_refused_with_reason"),
            paired("subsidy_prepared_whole", "prepared_at", "prepared_by"),
            paired("subsidy_paid_whole", "paid_at", "paid_by"),
            models.CheckConstraint(
                condition=Q(paid_by__isnull=True) | Q(prepared_by__isnull=False) & ~Q(paid_by=F("prepared_by")),
                name="subsidy_paid_by_two",
                violation_error_message=_("One person prepares a payment, another approves it."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["-submitted_at", "-id"], name="subsidy_claim_recent")]

    class Privacy:
        personal = ("account_holder", "iban", "submitted_by", "prepared_by", "paid_by")
        retention = "10 years after the year of the subsidy"
        ended_by = "grants.subsidy_claim.let_go"

    def __str__(self) -> str:
        return f"{self.community}, {self.scheme.year}"

    def get_absolute_url(self) -> str:
        return reverse("grants:claim_detail", args=[self.community.slug, self.scheme.year])

    @property
    def status(self) -> Status:
        return CLAIM.status(self.state)

    @property
    def is_standing(self) -> bool:
        """Neither refused nor withdrawn."""
        return self.state not in GIVEN_UP


class SubsidyLine(models.Model):
    """What part of the sum goes to one eligible cost: planned with the claim, used in the report."""

    claim = models.ForeignKey(SubsidyClaim, models.CASCADE, related_name="lines", verbose_name=_("subsidy claim"))
    cost = models.ForeignKey(SubsidyCost, models.PROTECT, related_name="+", verbose_name=_("eligible cost"))
    planned = models.DecimalField(_("planned, EUR"), max_digits=10, decimal_places=2, default=Decimal(0))
    used = models.DecimalField(_("used, EUR"), max_digits=10, decimal_places=2, null=True, blank=True)

    class Meta:
        verbose_name = _("line of the subsidy")
        verbose_name_plural = _("lines of the subsidy")
        ordering = ["cost__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "cost"], name="subsidy_line_once"),
            models.CheckConstraint(
                condition=Q(planned__gte=0) & (Q(used__isnull=True) | Q(used__gte=0)), name="subsidy_line_not_negative"
            ),
        ]

    class Privacy:
        personal = ()
        retention = "as the claim"

    def __str__(self) -> str:
        return str(self.cost)


@tracked()
class SubsidyReport(TimestampedModel):
    """One page on what became of the money. Asked back, it is handed in again; accepted, it shows what is unused."""

    claim = models.OneToOneField(SubsidyClaim, models.PROTECT, related_name="report", verbose_name=_("subsidy claim"))
    done = models.TextField(_("what was done"))
    used = models.DecimalField(_("used, EUR"), max_digits=10, decimal_places=2)
    submitted_at = models.DateTimeField(_("handed in"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("handed in by"))
    question = models.TextField(_("what was asked back"), blank=True)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("accepted by")
    )
    returned_on = models.DateField(_("unused money came back"), null=True, blank=True)

    class Meta:
        verbose_name = _("report on a subsidy")
        verbose_name_plural = _("reports on subsidies")
        constraints = [
            not_blank("subsidy_report_says_something", "done", minimum=30),
            models.CheckConstraint(condition=Q(used__gte=0), name="subsidy_report_not_negative"),
            paired("subsidy_report_acceptance_whole", "accepted_at", "accepted_by"),
        ]

    class Privacy:
        personal = ("submitted_by", "accepted_by")
        retention = "as the claim"

    def __str__(self) -> str:
        return str(self.claim)
