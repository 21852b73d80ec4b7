from decimal import Decimal

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.models import memberships_of
from grants.enums import ContractState, InstalmentCondition, InstalmentState
from grants.models.application import Application
from grants.workflow import CONTRACT, INSTALMENT
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, paired
from portal.ui.iban import validate_iban
from portal.ui.links import path_to
from portal.workflow import Status

MONEY = {"max_digits": 12, "decimal_places": 2}
POSITIVE = [MinValueValidator(Decimal("0.01"))]


class ContractQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "ContractQuerySet":
        if user.has_perm("grants.view_contract"):
            return self
        return self.filter(application__community__in=memberships_of(user))

    def for_list(self) -> "ContractQuerySet":
        return self.select_related("application__call__unit", "application__community")


@tracked()
class Contract(TimestampedModel):
    """The contract on an awarded grant (finansēšanas līgums), from the award to the last cent.

    It gets its number when it is printed, without gaps within a year. Days and rows of the budget stand on the
    application; what an approved change altered is kept as a ``BudgetVersion`` and in the request.
    """

    application = models.OneToOneField(Application, models.PROTECT, related_name="contract", verbose_name=_("project"))
    state = models.CharField(_("state"), max_length=10, choices=ContractState, default=ContractState.BUDGET)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    ordinal = models.PositiveSmallIntegerField(_("number in the year"), null=True, blank=True)
    number = models.CharField(_("number"), max_length=40, blank=True)
    amount = models.DecimalField(_("sum, EUR"), validators=POSITIVE, **MONEY)
    work = models.TextField(_("what is done"))
    account_holder = models.CharField(_("account holder"), max_length=150, blank=True)
    iban = models.CharField(_("account (IBAN)"), max_length=34, blank=True, validators=[validate_iban])
    printed_on = models.DateField(_("made"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    paper_reason = models.CharField(_("why it was signed on paper"), max_length=200, blank=True)
    lapsed_on = models.DateField(_("lapsed"), null=True, blank=True)
    lapse_reason = models.TextField(_("why the award lapsed"), blank=True)
    ended_on = models.DateField(_("ended early on"), null=True, blank=True)
    end_reason = models.TextField(_("why it was ended early"), blank=True, db_default="")
    used = models.DecimalField(_("used of the grant, EUR"), null=True, blank=True, **MONEY)
    to_return = models.DecimalField(_("to be returned, EUR"), default=Decimal(0), **MONEY)
    return_iban = models.CharField(_("account for the return (IBAN)"), max_length=34, blank=True, validators=[validate_iban])
    return_by = models.DateField(_("to be returned by"), null=True, blank=True)
    returned_on = models.DateField(_("unused money came back"), null=True, blank=True)

    objects = ContractQuerySet.as_manager()

    class Meta:
        verbose_name = _("grant contract")
        verbose_name_plural = _("grant contracts")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["year", "ordinal"], name="contract_number_once"),
            paired("contract_number_whole", "year", "ordinal", "printed_on"),
            models.CheckConstraint(
                condition=Q(state__in=("budget", "lapsed")) | Q(printed_on__isnull=False), name="contract_printed_has_number"
            ),
            models.CheckConstraint(
                condition=Q(state__in=("budget", "signing", "lapsed")) | Q(signed_on__isnull=False),
                name="contract_in_force_is_signed",
            ),
            models.CheckConstraint(
                condition=~Q(state="lapsed") | Q(lapsed_on__isnull=False) & ~Q(lapse_reason=""), name="contract_lapse_has_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(ended_on__isnull=False) & ~Q(end_reason=""), name="contract_end_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(used__isnull=True) | Q(used__gte=0, used__lte=F("amount")),
                name="contract_used_within_sum",
                violation_error_message=_("No more can be used than was granted."),
            ),
        ]

    class Privacy:
        personal = ("account_holder", "iban")
        retention = "10 years after the contract ended"
        ended_by = "grants.contract.let_go"

    def __str__(self) -> str:
        return f"{self.number} {self.application.title}".strip()

    def get_absolute_url(self) -> str:
        return path_to("grants:contract_detail", self.pk)

    @property
    def status(self) -> Status:
        return CONTRACT.status(self.state)


class InstalmentQuerySet(LockingQuerySet):
    def for_list(self) -> "InstalmentQuerySet":
        return self.select_related("contract__application__community")


@tracked()
class Instalment(TimestampedModel):
    """One part of the grant and what must be done before it is paid. One officer prepares it, another approves."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="instalments", verbose_name=_("grant contract"))
    position = models.PositiveSmallIntegerField(_("order"))
    share = models.DecimalField(_("share of the grant, %"), max_digits=5, decimal_places=2)
    condition = models.CharField(_("paid after"), max_length=15, choices=InstalmentCondition)
    amount = models.DecimalField(_("sum, EUR"), **MONEY)
    state = models.CharField(_("state"), max_length=10, choices=InstalmentState, default=InstalmentState.PLANNED)
    account_holder = models.CharField(_("account holder"), max_length=150, blank=True)
    iban = models.CharField(_("account (IBAN)"), max_length=34, blank=True)
    prepared_at = models.DateTimeField(_("payment prepared"), null=True, blank=True)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("payment prepared by")
    )
    approved_at = models.DateTimeField(_("payment approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("payment approved by")
    )
    paid_on = models.DateField(_("paid on"), null=True, blank=True)

    objects = InstalmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("instalment")
        verbose_name_plural = _("instalments")
        ordering = ["contract", "position"]
        constraints = [
            models.UniqueConstraint(fields=["contract", "position"], name="instalment_position_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="instalment_not_negative"),
            paired("instalment_prepared_whole", "prepared_at", "prepared_by"),
            paired("instalment_approved_whole", "approved_at", "approved_by", "paid_on"),
            models.CheckConstraint(condition=~Q(state="paid") | Q(approved_by__isnull=False), name="instalment_paid_is_approved"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(prepared_by__isnull=False) & ~Q(approved_by=F("prepared_by")),
                name="instalment_paid_by_two",
                violation_error_message=_("One person prepares a payment, another approves it."),
            ),
        ]

    class Privacy:
        personal = ("account_holder", "iban", "prepared_by", "approved_by")
        retention = "as the contract"

    def __str__(self) -> str:
        return f"{self.position}. {self.contract}"

    @property
    def status(self) -> Status:
        return INSTALMENT.status(self.state)


class BudgetVersion(TimestampedModel):
    """The budget as it stood from a moment on: as applied for, as fitted to the award, as changed. Never rewritten."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="budget_versions", verbose_name=_("grant contract"))
    number = models.PositiveSmallIntegerField(_("version"))
    lines = models.JSONField(_("rows"))
    requested = models.DecimalField(_("from the municipality, EUR"), **MONEY)
    total = models.DecimalField(_("total, EUR"), **MONEY)
    made_at = models.DateTimeField(_("in force from"))

    class Meta:
        verbose_name = _("version of a budget")
        verbose_name_plural = _("versions of budgets")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="budget_version_once")]

    class Privacy:
        personal = ()
        retention = "as the contract"

    def __str__(self) -> str:
        return f"{self.contract}, {self.number}"
