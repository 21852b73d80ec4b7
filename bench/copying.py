"""Rows copied inside the database together with all that hangs on them, so that the copies follow the schema by themselves.

``copy_rows`` copies the rows of each root and whatever belongs to them: rows whose foreign key cascades to a copied row, and
rows that name one as their subject (a promise, a receipt, a search entry). A link between two copied rows leads from copy
to copy; any other link stays. Unique texts get the number of the copy, unique tokens are drawn anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models

APPS = ("communities", "participation", "grants", "actionplans", "obligations", "ui")
SHARED = {"ScoreSnapshot", "ScoreFigure", "MonthlySheet", "SubsidyPartner", "Survey", "YearlyReport"}
"""Counted by the portal itself, or with one row by design."""
NAMED = ("name", "title")
DATED = ("actionplans",)
"""Their days lie in years and quarters of which the rows speak, too."""


@dataclass(frozen=True)
class Root:
    """What is copied and how often. ``columns`` gives values of the copies in SQL, in which ``s`` is the source, ``m.copy``
    the new key and ``m.n`` the number of the copy."""

    rows: models.QuerySet
    times: int
    columns: dict[str, str]

    @property
    def model(self) -> type[models.Model]:
        return self.rows.model


def root(rows: models.QuerySet, times: int, **columns: str) -> Root:
    return Root(rows, times, columns)


def copy_rows(*roots: Root, belonging: dict[str, dict[str, str]] | None = None, days_back: str = "") -> None:
    """``belonging`` gives columns of what hangs on the roots, by the model's name; None leaves that model out.
    ``days_back``, in SQL, puts every day and instant of the copies that many days earlier, but for plans."""
    belonging, given = belonging or {}, {one.model: one.columns for one in roots}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no history of copies, no check of each of their keys
        cursor.execute("DROP TABLE IF EXISTS copied")
        cursor.execute("CREATE TEMPORARY TABLE copied (type int, source bigint, copy bigint, n int)")
        for one in roots:
            _mark(cursor, one.model, f"id IN ({_keys(one.rows)})", f"generate_series(1, {one.times}) n", "n")
        cursor.execute("CREATE INDEX ON copied (type, source, n)")
        cursor.execute("ANALYZE copied")
        order = _with_followers([one.model for one in roots], {name for name, columns in belonging.items() if columns is None})
        for model, condition in order:
            if condition:
                _mark(cursor, model, condition, "copied o", "o.n")
                cursor.execute("ANALYZE copied")
        for model, _condition in order:
            cursor.execute(
                _insertion(model, given.get(model, belonging.get(model.__name__, {})), days_back, [m for m, _ in order])
            )
        cursor.execute("SET session_replication_role = DEFAULT")


def _keys(rows: models.QuerySet) -> str:
    return ", ".join(map(str, rows.values_list("pk", flat=True))) or "NULL"


def _mark(cursor, model: type[models.Model], condition: str, source: str, number: str) -> None:
    """Decide on the key of each copy before any is written."""
    table = model._meta.db_table
    cursor.execute(
        f"INSERT INTO copied SELECT {_type(model)}, s.id, nextval(pg_get_serial_sequence('{table}', 'id')), {number} "  # noqa: S608
        f'FROM "{table}" s, {source} WHERE {condition}'
    )


def _with_followers(roots: list[type[models.Model]], left_out: set[str]) -> list[tuple[type[models.Model], str]]:
    """The models to copy, owners first, each with the condition under which a row ``s`` follows the copied row ``o``."""
    found = [(model, "") for model in roots]
    for owner, _condition in found:  # grows meanwhile
        known = {model for model, _ in found}
        for model in _candidates():
            if model in known or model.__name__ in left_out:
                continue
            condition = _hangs_on(model, owner)
            if condition:
                found.append((model, condition))
    return found


def _candidates() -> Iterable[type[models.Model]]:
    for label in APPS:
        for model in apps.get_app_config(label).get_models(include_auto_created=True):
            is_history, has_number = hasattr(model, "pgh_tracked_model"), isinstance(model._meta.pk, models.BigAutoField)
            if has_number and not is_history and model.__name__ not in SHARED and not _has_own_file(model):
                yield model


def _has_own_file(model: type[models.Model]) -> bool:
    """Photographs and papers: a file belongs to one row alone."""
    return any(field.one_to_one and field.related_model._meta.app_label == "files" for field in model._meta.local_fields)


def _hangs_on(model: type[models.Model], owner: type[models.Model]) -> str:
    for field in model._meta.local_fields:
        if field.is_relation and field.related_model is owner and _belongs(field):
            return f's."{field.column}" = o.source AND o.type = {_type(owner)}'
    if any(isinstance(field, GenericForeignKey) and field.name == "subject" for field in model._meta.private_fields):
        return f"s.subject_id = o.source AND s.subject_type_id = {_type(owner)} AND o.type = {_type(owner)}"
    return ""


def _belongs(field: models.ForeignKey) -> bool:
    return field.remote_field.on_delete is models.CASCADE or field.one_to_one


def _insertion(model: type[models.Model], given: dict[str, str], days_back: str, copied: list[type[models.Model]]) -> str:
    fields = [one for one in model._meta.local_concrete_fields if not (one.primary_key or one.generated)]
    joins: list[str] = []
    values = ["m.copy"] + [given.get(one.column) or _value(one, days_back, copied, joins) for one in fields]
    columns = ", ".join(["id", *(f'"{one.column}"' for one in fields)])
    table = model._meta.db_table
    return (
        f'INSERT INTO "{table}" ({columns}) SELECT {", ".join(values)} FROM copied m JOIN "{table}" s ON s.id = m.source '  # noqa: S608
        f"{' '.join(joins)} WHERE m.type = {_type(model)}"
    )


def _value(field: models.Field, days_back: str, copied: list[type[models.Model]], joins: list[str]) -> str:
    """What the copy has in ``field``, in SQL."""
    column = f's."{field.column}"'
    if field.is_relation and field.related_model in copied:
        return _copy_of(column, str(_type(field.related_model)), joins)
    if field.name in ("subject_id", "holder_id"):
        return _copy_of(column, f"s.{field.name.removesuffix('_id')}_type_id", joins)
    if field.unique and isinstance(field, models.UUIDField):
        return "gen_random_uuid()"
    if isinstance(field, models.CharField) and (field.unique or field.name in NAMED):
        join = "' '" if field.name in NAMED else "'-'"
        return f"CASE WHEN {column} = '' THEN '' ELSE left({column}, {field.max_length - 12}) || {join} || m.copy END"
    if days_back and isinstance(field, models.DateField) and field.model._meta.app_label not in DATED:
        return f"{column} - ({days_back})" + (" * interval '1 day'" if isinstance(field, models.DateTimeField) else "")
    return column


def _copy_of(column: str, kind: str, joins: list[str]) -> str:
    """The copy that a link leads to, or the row itself where it is not copied."""
    name = f"c{len(joins)}"
    joins.append(f"LEFT JOIN copied {name} ON {name}.type = {kind} AND {name}.source = {column} AND {name}.n = m.n")
    return f"COALESCE({name}.copy, {column})"


def _type(model: type[models.Model]) -> int:
    return ContentType.objects.get_for_model(model, for_concrete_model=False).pk
