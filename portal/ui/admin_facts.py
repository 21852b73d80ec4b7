"""What an officer may only read of a thing: labels and texts in groups, without a form for what nobody types into here."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.contrib.admin.utils import label_for_field
from django.contrib.auth import get_permission_codename
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst

from portal.ui.admin_columns import reader


class Fact(NamedTuple):
    label: str
    text: Any


class FactGroup(NamedTuple):
    title: Any
    facts: list[Fact]


def facts_of(desk, user, thing: models.Model, groups: Iterable[tuple[Any, dict[str, Any]]]) -> list[FactGroup]:
    """What the fields in the ``groups`` of a desk say of ``thing``; those that say nothing are left out."""
    told = [
        FactGroup(title, [_fact(desk, user, thing, name) for name in options["fields"] if says_something(desk, thing, name)])
        for title, options in groups
    ]
    return [group for group in told if group.facts]


def says_something(desk, thing: models.Model, name: str) -> bool:
    """A column that is not empty, or what the desk works out; what only a form has says nothing."""
    return getattr(thing, name) not in (None, "", [], {}) if hasattr(thing, name) else hasattr(desk, name)


def _fact(desk, user, thing: models.Model, name: str) -> Fact:
    text = linebreaksbr(_text(desk, user, thing, name)) or desk.get_empty_value_display()
    return Fact(str(capfirst(_label(desk, name))), text)


def _label(desk, name: str) -> Any:
    """As the desk's own form calls it, if it has one. What the field's hint says is for those who type."""
    options = getattr(desk.form, "_meta", None)
    return (getattr(options, "labels", None) or {}).get(name) or label_for_field(name, desk.model, desk)


def _text(desk, user, thing: models.Model, name: str) -> Any:
    """No codes, and no links to what is closed to the reader."""
    field = _field(desk.model, name)
    if isinstance(field, models.ForeignKey):
        related = getattr(thing, name)
        return linked(related) if related and leads_somewhere(desk.admin_site, field, user) else related or ""
    if isinstance(field, models.ManyToManyField):
        return ", ".join(map(str, getattr(thing, name).all()))
    if isinstance(field, ArrayField):
        words = dict(field.base_field.choices or ())
        return ", ".join(str(words.get(one, one)) for one in getattr(thing, name))
    if isinstance(field, models.URLField):
        address = getattr(thing, name)
        return format_html('<a href="{}" class="text-link">{}</a>', address, address)
    return reader(desk.model, name, desk)(thing)


def _field(model: type[models.Model], name: str) -> models.Field | None:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def leads_somewhere(site, field: models.Field | None, user) -> bool:
    """Whether ``field`` names a thing that has a page of its own in the admin, and the reader may open it."""
    model = field.related_model if field is not None else None
    return model is not None and site.is_registered(model) and may_view(user, model)


def linked(thing: models.Model) -> str:
    page = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
    return format_html('<a href="{}" class="text-link">{}</a>', reverse(page, args=[thing.pk]), thing)


def may_view(user, model: type[models.Model]) -> bool:
    return user.has_perm(f"{model._meta.app_label}.{get_permission_codename('view', model._meta)}")
