"""What the filters of all lists share."""

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
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


MOST_CHOICES = 120
"""So many names are a choice to open. More are typed: five hundred weigh 35 KB on every list."""
SHOWN_ALIKE = 5


def kept_names(rows: models.QuerySet, *, key: str = "slug", column: str = "name", kept_as: str = "names") -> dict[str, str]:
    """Name by slug of some hundred rows that stand on every list, read once a minute. Other rows of the same model want
    another word in ``kept_as``."""
    return dict(kept(f"{rows.model._meta.label_lower}.{kept_as}", lambda: list(rows.values_list(key, column))))


class _KeptNames(ModelChoiceIterator):
    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from self.field.names.items()


class _NamesSelect(forms.Select):
    """Of hundreds of options no more is worked out than ``portal.ui.form_rendering`` writes."""

    def optgroups(self, name, value, attrs=None):
        options = [
            {"value": key, "label": label, "attrs": {"selected": True} if key in value else {}} for key, label in self.choices
        ]
        return [(None, options, 0)]


class NameInput(forms.TextInput):
    """A name to type; what there is to choose from is asked of ``names_at`` once the field is entered."""

    template_name = "components/name_input.html"

    def __init__(self, names_at: str):
        super().__init__(attrs={"autocomplete": "off"})
        self.names_at = names_at

    def get_context(self, name, value, attrs):
        options = f"{(attrs or {}).get('id', name)}_names"
        context = super().get_context(name, value, (attrs or {}) | {"list": options})
        return context | {"options": options, "names_at": reverse(self.names_at)}


class NamesField(ModelChoiceField):
    """What ``NamesFilter`` asks, for forms beside the lists."""

    widget = _NamesSelect
    iterator = _KeptNames
    default_error_messages = {
        "unknown": _("There is no name like “%(typed)s” in the list. Check the spelling or write the beginning of the name."),
        "several": _("“%(typed)s” is in several names: %(names)s. Choose one of them."),
    }

    def __init__(self, *args, column: str, kept_as: str, names_at: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.column, self.kept_as = column, kept_as
        self.is_typed = bool(names_at) and len(self.names) > MOST_CHOICES
        if self.is_typed:
            self.widget = NameInput(names_at)

    @property
    def names(self) -> dict[str, str]:
        return kept_names(self.queryset, key=self.to_field_name, column=self.column, kept_as=self.kept_as)

    def prepare_value(self, value):
        value = super().prepare_value(value)
        return self.names.get(value, value) if self.is_typed else value

    def to_python(self, value):
        return super().to_python(self._slug_of(value) if self.is_typed and value else value)

    def _slug_of(self, typed: str) -> str:
        """The slug as it stands in addresses, the whole name, or a part that only one name has."""
        names, wanted = self.names, fold(typed).strip()
        folded = {slug: fold(name) for slug, name in names.items()}
        found = [slug for slug, name in folded.items() if wanted in (slug, name)] or [
            slug for slug, name in folded.items() if wanted in name
        ]
        if not found:
            raise ValidationError(self.error_messages["unknown"], "unknown", {"typed": typed})
        if len(found) > 1:
            alike = ", ".join(names[slug] for slug in found[:SHOWN_ALIKE]) + (", …" if found[SHOWN_ALIKE:] else "")
            raise ValidationError(self.error_messages["several"], "several", {"typed": typed, "names": alike})
        return found[0]


class NamesFilter(django_filters.ModelChoiceFilter):
    """One of the rows of a model that have a slug and a name in ``column``, as neighbourhoods have. Where they are many and
    ``names_at`` names the address that gives the names as options, the name is typed instead of chosen."""

    field_class = NamesField

    def __init__(self, *args, column: str = "name", kept_as: str = "names", names_at: str = "", **kwargs):
        kwargs |= {"column": column, "kept_as": kept_as, "names_at": names_at}
        super().__init__(*args, to_field_name="slug", empty_label=_("all"), **kwargs)


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
        """Its controls bear the classes of their kind, as ``components/list_page.html`` shows them. Nothing in a filter is
        obligatory, so no field says so of itself."""
        if not hasattr(self, "_form"):
            form = super().form
            for name, field in form.fields.items():
                field.hide_optional = True
                if not field.widget.is_hidden:
                    field.widget.attrs["class"] = _look_of(field.widget) + (" is-invalid" if name in form.errors else "")
        return self._form


def _look_of(widget: forms.Widget) -> str:
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
