from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from grants.enums import ResultKind


class ActivityFieldManager(models.Manager):
    def get_by_natural_key(self, slug: str) -> "ActivityField":
        return self.get(slug=slug)


class ActivityField(models.Model):
    """A field of activity (S1-06): what it should lead to, and by what a project belongs to it."""

    slug = models.SlugField(_("address"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    results = models.CharField(_("what it should lead to"), max_length=400)
    results_en = models.CharField(_("what it should lead to, in English"), max_length=400)
    kinds = ArrayField(
        models.CharField(max_length=10, choices=ResultKind), verbose_name=_("kinds of result"), default=list, blank=True,
        db_default=[],
        help_text=_("A project whose report names one belongs to this field; where it names none, its call's themes decide."),
    )  # fmt: skip
    themes = ArrayField(
        models.CharField(max_length=80), verbose_name=_("themes of calls"), default=list, blank=True,
        help_text=_("As calls write them; a theme may belong to several fields."),
    )  # fmt: skip

    objects = ActivityFieldManager()

    class Meta:
        verbose_name = _("field of activity")
        verbose_name_plural = _("fields of activity")
        ordering = ["position"]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name_en if _is_english() else self.name

    def natural_key(self):
        return (self.slug,)

    @property
    def expected(self) -> str:
        """What it should lead to, in the reader's language."""
        return self.results_en if _is_english() else self.results


def _is_english() -> bool:
    return (translation.get_language() or "lv").startswith("en")
