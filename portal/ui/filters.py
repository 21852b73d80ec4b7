"""What the filters of all lists share."""

import django_filters
from django.db import models
from django.db.models import F, Q
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from portal.db import words_of
from portal.ui.cache import kept
from portal.ui.search import fold, stem


class WordsFilter(django_filters.CharFilter):
    """Free words over some text columns: each word must occur, whatever its marks, case and ending.

    ``folded`` names the column that holds them folded already (``portal.db.folded_of``).
    """

    def __init__(self, *args, columns: tuple[str, ...] = (), folded: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.columns, self.folded = columns, folded

    def filter(self, rows: models.QuerySet, value: str) -> models.QuerySet:
        words = [stem(word) for word in fold(value or "").replace("\x00", "").split()[:6]]
        if not words:
            return rows
        condition = Q()
        for word in words:
            condition &= Q(folded_words__contains=word)
        return rows.alias(folded_words=self._folded_words()).filter(condition)

    def _folded_words(self) -> models.Expression:
        if self.folded:
            return F(self.folded)
        return words_of(*self.columns)


class _KeptNames(ModelChoiceIterator):
    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        rows = self.queryset.values_list(self.field.to_field_name, "name")
        yield from kept(f"{self.queryset.model._meta.label_lower}.names", lambda: list(rows))


class _NamesField(ModelChoiceField):
    iterator = _KeptNames


class NamesFilter(django_filters.ModelChoiceFilter):
    """One of some hundred rows that have a name and a slug, as neighbourhoods have. The names stand on every list, so they
    are read once a minute, as plain values; always the same ``queryset`` for a model."""

    field_class = _NamesField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, to_field_name="slug", **kwargs)


class PortalFilterSet(django_filters.FilterSet):
    """Filters in the address; a value that means nothing is an error beside its field, not an empty page."""

    @property
    def qs(self):
        if not hasattr(self, "_qs"):
            rows = self.queryset.all()
            if self.is_bound and self.form.is_valid():
                rows = self.filter_queryset(rows)
            self._qs = rows
        return self._qs

    @property
    def form(self):
        """Nothing in a filter is obligatory, so no field says so of itself."""
        form = super().form
        for field in form.fields.values():
            field.hide_optional = True
        return form
