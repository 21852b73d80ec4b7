"""Small pieces every model shares: timestamps, row locks, paired facts, Latvian order, folded text."""

from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Concat, JSONObject
from django.utils.encoding import force_str


class TimestampedModel(models.Model):
    """When the row was written and last changed. Instants come from Python's clock, in UTC."""

    created_at = models.DateTimeField(auto_now_add=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True, editable=False)

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field):  # noqa: N802 - Django's name
        """As Django's, which reads the labels of all choices anew at each call: in a list, a tenth of the page."""
        value = getattr(self, field.attname)
        return force_str(_labels(field).get(value, value), strings_only=True)


@cache
def _labels(field: models.Field) -> dict[Any, Any]:
    return dict(field.flatchoices)


class LockingQuerySet(models.QuerySet):
    """Rows that an action locks before it reads their state."""

    def lock(self, pk):
        """The row, locked until the transaction ends: this table's row alone, never a joined one."""
        return self.select_for_update(of=("self",)).get(pk=pk)


def paired(name: str, *fields: str, message: str = "") -> models.CheckConstraint:
    """A fact that comes in parts (who and when) is there whole or not at all."""
    present = Q(*[(f"{field}__isnull", False) for field in fields])
    absent = Q(*[(f"{field}__isnull", True) for field in fields])
    return models.CheckConstraint(condition=present | absent, name=name, violation_error_message=message or None)


def not_blank(name: str, field: str, *, minimum: int = 1, message: str = "") -> models.CheckConstraint:
    """Text of at least ``minimum`` characters that are not white space; the database itself refuses less."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__regex": rf"^\s*(\S\s*){{{minimum},}}$"}),
        name=name,
        violation_error_message=message or None,
    )


def number_of(model: type[models.Model], relation: str, *conditions: models.Q) -> Coalesce:
    """How many rows of ``relation`` belong to a row of ``model``: counted for the rows that are shown, not for all there are."""
    link = model._meta.get_field(relation)
    rows = link.related_model._base_manager.filter(*conditions, **{link.field.name: models.OuterRef("pk")}).order_by()
    return Coalesce(models.Subquery(rows.values(link.field.name).values(number=models.Count("*"))), 0)


def only_columns(rows: models.QuerySet, *columns: str) -> models.QuerySet:
    """``rows`` with no more than ``columns`` of them and of what these lead through (``call__title``)."""
    relations = sorted({column.rpartition("__")[0] for column in columns} - {""})
    rows = rows.select_related(None).only(*columns)
    return rows.select_related(*relations) if relations else rows


def row_where(model: type[models.Model], condition: str, *values: Any) -> Any:
    """The one row of ``model`` of which the ``condition`` in SQL holds, whole, or None. Django writes a question anew each time
    it is asked, which takes longer than its answer: for the two that every request asks
    (docs/adr/0018-who-is-there-in-two-written-questions.md)."""
    sql, names = _question(model, condition)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return model.from_db(DEFAULT_DB_ALIAS, names, row) if row else None


@cache
def _question(model: type[models.Model], condition: str) -> tuple[str, list[str]]:
    fields, name = model._meta.concrete_fields, connection.ops.quote_name
    columns = ", ".join(name(field.column) for field in fields)
    return f"SELECT {columns} FROM {name(model._meta.db_table)} WHERE {condition}", [field.attname for field in fields]  # noqa: S608


def as_row(model: type[models.Model], *columns: str) -> JSONObject:
    """A row of ``model``, or only ``columns`` of it and of what it leads to (``call__title``), for a query that asks for
    something else and brings it along. Read by ``from_row``."""
    return JSONObject(**{name: name for name in columns or [field.attname for field in model._meta.concrete_fields]})


def from_row(model: type[models.Model], row: dict[str, Any]) -> Any:
    """What ``as_row`` brought, as if it had been loaded, with what it leads to."""
    fields = [field for field in model._meta.concrete_fields if field.attname in row]
    loaded = model.from_db(
        DEFAULT_DB_ALIAS, [field.attname for field in fields], [field.to_python(row[field.attname]) for field in fields]
    )
    for name in {column.partition("__")[0] for column in row if "__" in column}:
        relation = model._meta.get_field(name)
        part = {column.partition("__")[2]: value for column, value in row.items() if column.startswith(f"{name}__")}
        is_there = any(value is not None for value in part.values())
        relation.set_cached_value(loaded, from_row(relation.related_model, part) if is_there else None)
    return loaded


class SortKey(Func):
    """Latvian alphabetical order as bytes.

    a b c č d e f g ģ h i j k ķ l ļ m n ņ o p q r ŗ s š t u v w x z ž: letters with a caron or cedilla are letters of
    their own, y counts as i, and length marks decide only between words that are otherwise equal (CLDR, ``lv``).
    Done by the database function ``portal_sort_key`` because ICU collations are not available everywhere.
    """

    function = "portal_sort_key"
    output_field = models.CharField(max_length=1000, db_collation="C")


def sort_key_of(field: str) -> models.GeneratedField:
    """A column, kept by the database, that orders ``field`` (at most 300 characters) by the Latvian alphabet."""
    return models.GeneratedField(
        expression=SortKey(F(field)),
        output_field=models.CharField(max_length=1000, db_collation="C"),
        db_persist=True,
        editable=False,
    )


class Folded(Func):
    """Text made ready for searching: lower case, no diacritics. Immutable, so that it can be indexed."""

    function = "portal_fold"
    output_field = models.TextField()


def words_of(*columns: str) -> Folded:
    """The folded words of one or more text columns, as ``WordsFilter`` looks for them; an index of them has the same form."""
    if len(columns) == 1:
        return Folded(columns[0])
    parts = [part for column in columns for part in (Value(" "), column)]
    return Folded(Concat(*parts[1:], output_field=models.TextField()))


def folded_of(*fields: str) -> models.GeneratedField:
    """A column, kept by the database, with the words of ``fields`` ready for searching. Folding thousands of rows anew
    for each question takes longer than everything else on a page."""
    parts = [part for field in fields for part in (F(field), Value(" "))]
    return models.GeneratedField(
        expression=Folded(Concat(*parts, output_field=models.TextField())),
        output_field=models.TextField(),
        db_persist=True,
        editable=False,
    )
