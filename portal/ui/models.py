from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.db import Folded
from portal.ui.visibility import Visibility


class SearchEntryQuerySet(models.QuerySet):
    def visible_to(self, user) -> "SearchEntryQuerySet":
        if user.is_authenticated and user.is_staff:
            return self
        return self.filter(visibility=Visibility.PUBLIC)


class SearchEntry(models.Model):
    """What the search page finds: one row per thing, written by the app that owns it. Sensitive things never are."""

    subject_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    subject_id = models.BigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    address = models.CharField(max_length=300)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    neighbourhood_keys = ArrayField(models.BigIntegerField(), default=list, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    folded_title = models.GeneratedField(expression=Folded(F("title")), output_field=models.TextField(), db_persist=True)
    folded = models.GeneratedField(expression=Folded(F("text")), output_field=models.TextField(), db_persist=True)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id"], name="search_entry_once"),
            models.CheckConstraint(condition=~Q(visibility="sensitive"), name="search_never_sensitive"),
        ]
        indexes = [
            GinIndex(OpClass(F("folded_title"), "gin_trgm_ops"), name="search_title_trigrams"),
            GinIndex(OpClass(F("folded"), "gin_trgm_ops"), name="search_text_trigrams"),
        ]

    class Privacy:
        personal = ("title", "text")
        retention = "as the thing it points at"

    def __str__(self) -> str:
        return self.title

    @property
    def beyond_title(self) -> str:
        """What there is to read besides the title, which stands above it."""
        return self.text.removeprefix(self.title).strip()
