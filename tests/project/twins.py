"""More rows like one that is there: the same in all but what must be unique."""

from collections.abc import Iterable
from copy import copy
from datetime import timedelta
from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models

FAR = 1000
"""Added to a number that must be unique, so that it meets no row that is there."""


def add_twins(row: models.Model, number: int) -> None:
    """Write ``number`` more rows like ``row``, with the same many-to-many relations and one-to-one parts."""
    twins = type(row)._default_manager.bulk_create(twin_of(row, index) for index in range(1, number + 1))
    for field in row._meta.many_to_many:
        for twin in twins:
            getattr(twin, field.name).set(getattr(row, field.name).all())
    for relation in row._meta.related_objects:
        part = getattr(row, relation.get_accessor_name(), None) if relation.one_to_one else None
        if part:
            relation.related_model._default_manager.bulk_create(
                twin_of(part, index, **{relation.field.name: twin}) for index, twin in enumerate(twins, start=1)
            )


def twin_of(row: models.Model, index: int, **given: models.Model) -> models.Model:
    """A copy of ``row``, not written yet, that differs from it by what is ``given`` and in one field of each unique set."""
    twin = copy(row)
    twin.pk = uuid4() if isinstance(row._meta.pk, models.UUIDField) else None
    twin._state = models.base.ModelState()
    for names in unique_sets(type(row)):
        if not given.keys() & names:
            field = _most_telling(row._meta.get_field(name) for name in names)
            setattr(twin, field.name, _other(field, getattr(row, field.name), index))
    for name, value in given.items():
        setattr(twin, name, value)
    return twin


def _most_telling(fields: Iterable[models.Field]) -> models.Field:
    """The last that is no relation, else the last."""
    return sorted(fields, key=lambda field: not field.is_relation)[-1]


def unique_sets(model: type[models.Model]) -> set[tuple[str, ...]]:
    constraints = model._meta.constraints
    single = {(field.name,) for field in model._meta.concrete_fields if field.unique and not field.primary_key}
    together = {one.fields for one in constraints if isinstance(one, models.UniqueConstraint) and one.fields}
    apart = {
        next((part,) for part, _operator in one.expressions if isinstance(part, str))
        for one in constraints
        if isinstance(one, ExclusionConstraint)
    }
    return single | together | apart


def _other(field: models.Field, value, index: int):
    if value is None:
        return None
    if isinstance(field, models.ForeignKey):
        other = twin_of(value, index)
        other.save(force_insert=True)
        return other
    if isinstance(field, models.UUIDField):
        return uuid4()
    if isinstance(field, models.DateField):
        return value + timedelta(days=index)
    if isinstance(field, models.IntegerField):
        return value + FAR + index
    return f"{index}-{value}"[: field.max_length]
