from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from stdnum.exceptions import ValidationError as NumberError
from stdnum.lv import pvn

from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, sort_key_of
from portal.files.models import File
from portal.municipality.colour import validate_accent
from portal.ui.iban import validate_iban


def validate_registration_number(number: str) -> None:
    """Eleven digits of the Latvian registers with their check digit (facts 2.8)."""
    try:
        legal_entity = pvn.validate(number)[0] in "456789"
    except NumberError:
        legal_entity = False
    if not legal_entity:
        raise ValidationError(_("The registration number is not correct: check its eleven digits, one of them does not fit."))


@tracked()
class Municipality(TimestampedModel):
    """The municipality this installation serves: one row. Nothing in the code is tied to a particular one (S4-01)."""

    name = models.CharField(_("name"), max_length=120, help_text=_("As in a letterhead, in the nominative."))
    name_genitive = models.CharField(
        _("name in the genitive"), max_length=120, help_text=_("As in “… decision”: Latvian declines names.")
    )
    council_name = models.CharField(_("name of the council"), max_length=120)
    registration_number = models.CharField(_("registration number"), max_length=11, validators=[validate_registration_number])
    territory_code = models.CharField(
        _("territory code (ATVK)"), max_length=20, blank=True, validators=[RegexValidator(r"^LV\d{7}$")]
    )
    address = models.CharField(_("address"), max_length=200)
    place = models.CharField(_("place of documents"), max_length=80, help_text=_("Printed before the date."))
    phone = models.CharField(_("phone"), max_length=30)
    email = models.EmailField(_("e-mail"))
    website = models.URLField(_("website"), blank=True)
    iban = models.CharField(
        _("account (IBAN)"), max_length=34, blank=True, validators=[validate_iban],
        help_text=_("Printed in contracts; unused money of grants and subsidies comes back to it."),
    )  # fmt: skip
    arms = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("coat of arms"))
    accent_colour = models.CharField(_("accent colour"), max_length=7, default="#0b5563", validators=[validate_accent])
    signatory_name = models.CharField(_("signatory's name"), max_length=120, blank=True)
    signatory_post = models.CharField(_("signatory's post"), max_length=120)
    follows_transfers = models.BooleanField(
        _("follows transferred working days"),
        default=True,
        help_text=_("The Cabinet's yearly order is binding for the state and recommended to municipalities."),
    )
    number_prefix = models.CharField(
        _("prefix of receipt numbers"), max_length=6, default="KNP", validators=[RegexValidator(r"^[A-Z]{2,6}$")]
    )
    reply_hours = models.CharField(_("hours when somebody answers the phone"), max_length=120, blank=True)
    culture_title_year = models.PositiveSmallIntegerField(
        _("cultural pearl of the Baltic Sea region, year"), null=True, blank=True,
        validators=[MinValueValidator(2023)],
        help_text=_("If the municipality holds the title, the guide says so."),
    )  # fmt: skip
    map_latitude = models.FloatField(_("map centre: latitude"), default=56.85)
    map_longitude = models.FloatField(_("map centre: longitude"), default=24.25)

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipality")
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="municipality_is_one")]

    class Privacy:
        personal = ("signatory_name",)
        retention = "permanent"

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(models.QuerySet):
    def active(self) -> "UnitQuerySet":
        return self.filter(is_active=True)


@tracked("name_sort")
class Unit(TimestampedModel):
    """A department of the municipality that holds obligations and answers for them."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    name_sort = sort_key_of("name")
    slug = models.SlugField(_("address"), max_length=60, unique=True)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="headed_units",
        verbose_name=_("head of the unit"),
        help_text=_("Hears of what is overdue."),
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="UnitMember", related_name="units", verbose_name=_("officers")
    )
    needs_second_look = models.BooleanField(_("answers need a second pair of eyes"), default=False)
    is_active = models.BooleanField(_("active"), default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["name_sort"]

    class Privacy:
        personal = ("head",)
        retention = "permanent"

    def __str__(self) -> str:
        return self.name


@tracked()
class UnitMember(models.Model):
    """An officer's work in a unit: sees its tasks and gets its reminders."""

    unit = models.ForeignKey(Unit, models.CASCADE)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("officer"))

    class Meta:
        verbose_name = _("officer of the unit")
        verbose_name_plural = _("officers of the unit")
        constraints = [models.UniqueConstraint(fields=["unit", "user"], name="unit_member_once")]

    class Privacy:
        personal = ("user",)
        retention = "as long as the person works there"

    def __str__(self) -> str:
        return f"{self.unit}: {self.user}"
