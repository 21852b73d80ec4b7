from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.enums import ParticipationLevel
from participation.enums import Audience, ConsultationKind, Stage, Subject, Technique
from participation.validators import validate_rule_code
from portal.db import TimestampedModel, not_blank


class LegalBasisManager(models.Manager):
    def get_by_natural_key(self, code: str) -> "LegalBasis":
        return self.get(code=code)


class LegalBasis(TimestampedModel):
    """A norm by which people are asked, to be chosen instead of typed (S4-88)."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=250)
    title_en = models.CharField(_("title in English"), max_length=250, blank=True)
    source_url = models.URLField(_("where it can be read"), blank=True)
    is_active = models.BooleanField(_("can be chosen"), default=True)

    objects = LegalBasisManager()

    class Meta:
        verbose_name = _("legal basis")
        verbose_name_plural = _("legal bases")
        ordering = ["title"]
        constraints = [not_blank("legal_basis_has_title", "title")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.title_en if self.title_en and (translation.get_language() or "lv").startswith("en") else self.title

    def natural_key(self):
        return (self.code,)


class ConsultationPresetManager(models.Manager):
    def get_by_natural_key(self, kind: str) -> "ConsultationPreset":
        return self.get(kind=kind)


class ConsultationPreset(TimestampedModel):
    """What is usual for a kind of consultation: with it an officer writes only the title, the days and the summary.

    ``window_rules`` are the codes of the ``LegalRule`` rows that say how long this kind stays open.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=ConsultationKind, unique=True)
    stage = models.CharField(_("stage of the decision"), max_length=15, choices=Stage)
    level = models.CharField(_("participation level"), max_length=12, choices=ParticipationLevel)
    subject = models.CharField(pgettext_lazy("consultation", "subject"), max_length=12, choices=Subject)
    ways = ArrayField(models.CharField(max_length=15, choices=Technique), verbose_name=_("ways of taking part"))
    audiences = ArrayField(models.CharField(max_length=15, choices=Audience), verbose_name=_("for whom"))
    norm = models.ForeignKey(LegalBasis, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("legal basis"))
    window_rules = ArrayField(
        models.CharField(max_length=40, validators=[validate_rule_code]), blank=True, default=list,
        verbose_name=_("rules of the shortest time"),
        help_text=_("Codes of legal rules, separated with commas."),
    )  # fmt: skip
    open_days = models.PositiveSmallIntegerField(_("open for days"))
    answer_days = models.PositiveSmallIntegerField(_("all is answered so many days after closing"))
    decision_days = models.PositiveSmallIntegerField(_("the decision comes so many days after closing"))
    can_change = models.TextField(_("what can still change"), blank=True)
    cannot_change = models.TextField(_("what can no longer change"), blank=True)
    how_to_take_part = models.TextField(_("how to take part"), blank=True)

    objects = ConsultationPresetManager()

    class Meta:
        verbose_name = _("consultation preset")
        verbose_name_plural = _("consultation presets")
        ordering = ["kind"]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.get_kind_display()

    def natural_key(self):
        return (self.kind,)
