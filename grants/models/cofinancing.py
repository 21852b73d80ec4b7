from datetime import date
from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.models import Community, memberships_of
from grants.enums import CoFinancingState
from grants.models.call import NOT_NEGATIVE, SHARE
from grants.workflow import COFINANCING
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank
from portal.files.models import File
from portal.municipality.models import Unit
from portal.ui.links import path_to
from portal.workflow import Status

PROMISED = (CoFinancingState.GRANTED, CoFinancingState.WON)
"""States in which the municipality's share is bound."""


class CoFinancingFundQuerySet(LockingQuerySet):
    def public(self) -> "CoFinancingFundQuerySet":
        return self.filter(is_public=True)

    def of_day(self, today: date) -> "CoFinancingFundQuerySet":
        """The fund from which requests of this day are paid."""
        return self.public().filter(year=today.year)


@tracked()
class CoFinancingFund(TimestampedModel):
    """What the municipality sets aside in a year for shares in outside projects, and by which rules, known beforehand
    and equal for all (S4-116, S4-117). Sums are EUR, the share is percent of the project's total."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True, validators=[MinValueValidator(2020), MaxValueValidator(2100)])
    rules = models.TextField(_("rules"), help_text=_("Who may ask, for which programmes and costs, how it is decided."))
    programmes = ArrayField(models.CharField(max_length=80), verbose_name=_("programmes"), default=list, blank=True)
    total = models.DecimalField(_("money in all"), max_digits=12, decimal_places=2, validators=NOT_NEGATIVE)
    largest_share = models.DecimalField(_("share up to, %"), max_digits=5, decimal_places=2, validators=SHARE)
    largest_sum = models.DecimalField(_("share up to, EUR"), max_digits=12, decimal_places=2, validators=NOT_NEGATIVE)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    contact_post = models.CharField(_("contact person's post"), max_length=120)
    contact_email = models.EmailField(_("contact person's e-mail"))
    is_public = models.BooleanField(_("shown to everybody"), default=False)

    objects = CoFinancingFundQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-financing fund")
        verbose_name_plural = _("co-financing funds")
        ordering = ["-year"]
        constraints = [not_blank("cofinancing_fund_has_rules", "rules")]

    class Privacy:
        personal = ("contact_post", "contact_email")
        retention = "permanent"

    def __str__(self) -> str:
        return str(_("Co-financing %(year)s") % {"year": self.year})


class CoFinancingRequestQuerySet(LockingQuerySet):
    def promised(self) -> "CoFinancingRequestQuerySet":
        return self.filter(state__in=PROMISED)

    def visible_to(self, user) -> "CoFinancingRequestQuerySet":
        """Officers of money see all; members those of their communities."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("grants.view_cofinancingrequest"):
            return self
        return self.filter(community__in=memberships_of(user))

    def for_list(self) -> "CoFinancingRequestQuerySet":
        return self.select_related("fund", "community")


@tracked()
class CoFinancingRequest(TimestampedModel):
    """A community asks for a share in a project which another programme (Erasmus+, Interreg, LEADER) is to pay."""

    fund = models.ForeignKey(CoFinancingFund, models.PROTECT, related_name="requests", verbose_name=_("co-financing fund"))
    community = models.ForeignKey(Community, models.PROTECT, related_name="cofinancing_requests", verbose_name=_("community"))
    state = models.CharField(_("state"), max_length=10, choices=CoFinancingState, default=CoFinancingState.SUBMITTED)
    title = models.CharField(_("project"), max_length=150)
    programme = models.CharField(_("programme"), max_length=120)
    programme_deadline = models.DateField(_("deadline of the programme"))
    summary = models.TextField(_("what the project does for the place"))
    project_total = models.DecimalField(_("total of the project"), max_digits=12, decimal_places=2)
    requested = models.DecimalField(_("share asked for"), max_digits=12, decimal_places=2)
    attachment = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("description of the project")
    )
    submitted_at = models.DateTimeField(_("submitted at"))
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("submitted by"))
    form_token = models.UUIDField(unique=True, editable=False)
    amount = models.DecimalField(_("promised"), max_digits=12, decimal_places=2, default=Decimal(0))
    reason = models.TextField(_("reason"), blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    outcome_note = models.CharField(_("what the programme said"), max_length=300, blank=True)
    told_at = models.DateTimeField(_("result told"), null=True, blank=True)

    objects = CoFinancingRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-financing request")
        verbose_name_plural = _("co-financing requests")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(requested__gt=0, project_total__gte=F("requested")), name="cofinancing_share_of_a_whole"
            ),
            models.CheckConstraint(
                condition=Q(state__in=PROMISED, amount__gt=0, amount__lte=F("requested")) | ~Q(state__in=PROMISED),
                name="cofinancing_promises_at_most_what_was_asked",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("submitted", "withdrawn")) | Q(decided_at__isnull=False) & ~Q(reason=""),
                name="cofinancing_decided_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "-submitted_at"], name="cofinancing_community"),
            models.Index(fields=["fund", "state"], name="cofinancing_fund_state"),
        ]

    class Privacy:
        personal = ("submitted_by", "decided_by", "form_token")
        retention = "promised 10 years; others 2 years"
        ended_by = "grants.cofinancing.let_go"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("grants:cofinancing_detail", self.pk)

    @property
    def status(self) -> Status:
        return COFINANCING.status(self.state)
