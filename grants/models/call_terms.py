"""The terms of a call: its lots, costs, rates, criteria, bonuses, attachments and instalments."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.enums import BonusKind, InstalmentCondition
from grants.models.call import NOT_NEGATIVE, SHARE, Call
from portal.files.models import File


class Lot(models.Model):
    """Money of a call that is reserved, for example for communities outside dense places (S4-119)."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="lots")
    name = models.CharField(_("name"), max_length=150)
    reserved = models.DecimalField(_("reserved"), max_digits=12, decimal_places=2, validators=NOT_NEGATIVE)
    is_outside_dense = models.BooleanField(
        _("for communities outside dense places"), default=False, help_text=_("The density stands in the register of places.")
    )

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


class Bonus(models.Model):
    """Points on top of those for the criteria, for what the guidelines want to encourage."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="bonuses")
    kind = models.CharField(_("for what"), max_length=15, choices=BonusKind)
    points = models.PositiveSmallIntegerField(_("points"), validators=[MinValueValidator(1), MaxValueValidator(20)])

    class Meta:
        verbose_name = _("bonus")
        verbose_name_plural = _("bonuses")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["call", "kind"], name="bonus_once")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.get_kind_display()


class AttachmentKind(models.Model):
    """A document that goes with an application, with a template to fill in where there is one."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="attachment_kinds")
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    name = models.CharField(_("document"), max_length=150)
    is_required = models.BooleanField(_("must be attached"), default=True)
    template = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("template"), editable=False
    )

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "name"], name="attachment_kind_once")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name


class InstalmentTerm(models.Model):
    """One part in which a grant is paid, and what must be done before it."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="instalment_terms")
    position = models.PositiveSmallIntegerField(_("order"))
    share = models.DecimalField(_("share of the grant, %"), max_digits=5, decimal_places=2, validators=SHARE)
    condition = models.CharField(_("paid after"), max_length=15, choices=InstalmentCondition)

    class Meta:
        verbose_name = _("instalment of the grant")
        verbose_name_plural = _("instalments of the grant")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["call", "position"], name="instalment_term_position_once")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.get_condition_display()
