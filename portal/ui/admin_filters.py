"""Filters of the admin's lists by what a row belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.html import format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.ui.cache import kept
from portal.ui.filters import MOST_CHOICES, WordsFilter

MOST_LINKS = 20
"""So many names are links. Of more, up to ``MOST_CHOICES``, the browser offers those that fit what is typed."""

NAME_COLUMNS = ("name", "title")


def name_column(model: type[models.Model]) -> str:
    for name in NAME_COLUMNS:
        try:
            return model._meta.get_field(name).name
        except FieldDoesNotExist:
            continue
    return ""


def names_key(field: models.Field) -> str:
    """Under what the names are kept that ``field`` leads to."""
    return f"{field.model._meta.label_lower}.{field.name}.admin_names.{get_language()}"


@dataclass(frozen=True)
class Names:
    """What a filter offers to choose from, read and written once a minute: ``offered`` are keys and names, ``options`` the
    names as the browser is given them where they ``are_typed``."""

    offered: Sequence[tuple[Any, str]] = ()
    are_typed: bool = False
    options: str = ""

    @classmethod
    def of(cls, found: Sequence[tuple[Any, str]]) -> "Names":
        if len(found) <= MOST_LINKS:
            return cls(found)
        offered = found if len(found) <= MOST_CHOICES else ()
        return cls(offered, True, format_html_join("", '<option value="{}">', ((name,) for _key, name in offered)))


class NamedRowsFilter(admin.RelatedFieldListFilter):
    """A link for each neighbourhood, call or unit there is, as the stock filter; where they are dozens, the name or words of it
    are typed instead. The links of five hundred neighbourhoods were a third of a list's HTML and half of its time."""

    def __init__(self, field, request, params, model, model_admin, field_path):
        self.words_kwarg = f"{field_path}__nosaukums"
        self.named = field.remote_field.model
        self.column = name_column(self.named)
        self.names = Names()
        super().__init__(field, request, params, model, model_admin, field_path)
        self.words = self.used_parameters.pop(self.words_kwarg, [""])[-1]
        if self.names.are_typed:
            self.template = "admin/names_filter.html"

    def expected_parameters(self):
        return [*super().expected_parameters(), self.words_kwarg]

    def has_output(self):
        return self.names.are_typed or super().has_output()

    def field_choices(self, field, request, model_admin) -> Sequence[tuple[Any, str]]:
        """The rows by name, and none where names are typed."""
        if not self.column:
            return super().field_choices(field, request, model_admin)
        self.names = kept(names_key(field), lambda: self._read_names(field, request, model_admin))
        return [] if self.names.are_typed else self.names.offered

    def _read_names(self, field, request, model_admin) -> "Names":
        rows = self.named._default_manager.complex_filter(field.get_limit_choices_to())
        ordered = rows.order_by(*self.field_admin_ordering(field, request, model_admin) or self.named._meta.ordering)
        return Names.of([(row.pk, str(row)) for row in ordered[: MOST_CHOICES + 1]])

    def queryset(self, request, queryset):
        rows = super().queryset(request, queryset)
        if not self.words:
            return rows
        return rows.filter(**{f"{self.field_path}__in": self._named()})

    def _named(self) -> list[Any]:
        """Keys of those that are called so, or else of those with these words in their names."""
        if called := [key for key, name in self.names.offered if name == self.words]:
            return called
        named = WordsFilter(columns=(self.column,)).filter(self.named._default_manager.order_by(), self.words)
        return list(named.values_list("pk", flat=True))

    def choices(self, changelist):
        return [self._typing(changelist)] if self.names.are_typed else super().choices(changelist)

    def _typing(self, changelist) -> dict[str, Any]:
        """What the field to type in needs: what is typed, what else the address asks for, and the ways to leave it."""
        own = self.expected_parameters()
        links = [(_("All"), changelist.get_query_string(remove=own), not self.words and not self.used_parameters)]
        if chosen := self.lookup_val and self.named._default_manager.filter(pk__in=self.lookup_val).first():
            links.append((chosen, changelist.get_query_string(), True))
        if self.include_empty_choice:
            without = changelist.get_query_string({self.lookup_kwarg_isnull: "True"}, remove=own)
            links.append((self.empty_value_display, without, bool(self.lookup_val_isnull)))
        others = [(name, value) for name, values in changelist.filter_params.items() if name not in own for value in values]
        return {"name": self.words_kwarg, "words": self.words, "others": others, "links": links, "options": self.names.options}
