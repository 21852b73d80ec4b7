"""What stands in a column of the admin: of a list of things, and of the parts of one thing that are only read."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from html import escape
from typing import Any

from django.contrib.admin.utils import lookup_field
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.formats import localize, number_format
from django.utils.timezone import template_localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from unfold.utils import display_for_field, display_for_value

Read = Callable[[models.Model], Any]


def reader(model: type[models.Model], name: Any, model_admin) -> Read:
    """Gives the text of a row for the column ``name``: what can be known of the column is looked up once, not for each row."""
    empty = model_admin.get_empty_value_display()
    field = next((field for field in model._meta.concrete_fields if field.name == name), None)
    if field is None and name != "__str__" and callable(method := getattr(model_admin, str(name), None)):
        return lambda row: _display(method(row), method, empty)
    if field is None:
        return lambda row: _called(row, name, model_admin, empty)
    if field.is_relation:
        return lambda row: empty if (related := getattr(row, field.name)) is None else related
    if field.flatchoices:
        words = _words(field, get_language())
        return lambda row: words.get(field.value_from_object(row), empty)
    if isinstance(field, models.BooleanField):
        answers = {True: _("Yes"), False: _("No"), None: "–"}
        return lambda row: answers[field.value_from_object(row)]
    if isinstance(field, models.CharField | models.TextField):
        return lambda row: field.value_from_object(row) or empty
    if isinstance(field, models.DateField):
        return lambda row: empty if (value := field.value_from_object(row)) is None else _dated(value, get_language())
    if isinstance(field, models.DecimalField):
        return lambda row: empty if (value := field.value_from_object(row)) is None else _grouped(value, field.decimal_places)
    return lambda row: display_for_field(field.value_from_object(row), field, empty)


def escaped(text: Any) -> str:
    """As Django's ``conditional_escape``, without asking first whether any of its arguments is translated later."""
    return text.__html__() if hasattr(text, "__html__") else escape(str(text))


@cache
def _words(field: models.Field, language: str | None) -> dict[Any, str]:
    return {value: str(label) for value, label in field.flatchoices}


@lru_cache(maxsize=4096)  # whoever comes back to a list reads the same rows
def _dated(value: date, language: str | None) -> str:
    return localize(template_localtime(value))


def _grouped(value: Decimal, places: int | None = None) -> str:
    """12 000,00: sums are read in thousands."""
    return number_format(value, places, force_grouping=True)


def _called(row: models.Model, name: Any, model_admin, empty: str) -> Any:
    """The text of a column that is no field: a method of the row or a property."""
    try:
        _field, attribute, value = lookup_field(name, row, model_admin)
    except ObjectDoesNotExist:
        return empty
    return _display(value, attribute, empty)


def _display(value: Any, attribute: Any, empty: str) -> Any:
    if isinstance(value, Decimal):
        return _grouped(value)
    return display_for_value(value, getattr(attribute, "empty_value_display", empty), getattr(attribute, "boolean", False))
