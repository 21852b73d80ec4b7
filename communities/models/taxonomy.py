from django.db import models
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from communities.enums import TermKind
from portal.db import sort_key_of


class TermManager(models.Manager):
    def get_by_natural_key(self, kind: str, slug: str) -> "Term":
        return self.get(kind=kind, slug=slug)


class Term(models.Model):
    """One word of a vocabulary that cards, forums and plans choose from (S0-57 to S0-59, S0-62, S0-64, S0-65)."""

    kind = models.CharField(_("vocabulary"), max_length=20, choices=TermKind)
    slug = models.SlugField(_("address"), max_length=80)
    name = models.CharField(_("word"), max_length=120)
    name_en = models.CharField(_("word in English"), max_length=120)
    name_sort = sort_key_of("name")

    objects = TermManager()

    class Meta:
        verbose_name = _("vocabulary word")
        verbose_name_plural = _("vocabularies")
        ordering = ["kind", "name_sort"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="term_once")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name_en if (translation.get_language() or "lv").startswith("en") else self.name

    def natural_key(self):
        return (self.kind, self.slug)
