"""Reads of the one table of promises: a person's tasks, a community's dues."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Count, OuterRef, Q, Subquery, Value, When

from portal.db import as_row, from_row, only_columns
from portal.municipality.models import Unit, UnitMember
from portal.obligations.kinds import KINDS
from portal.obligations.models import Obligation, ObligationQuerySet
from portal.ui.page_cache import for_everybody

READING = ("id", "term_unit", "received_at", "due_at", "fulfilled_at", "cancelled_at")
"""What a clock is read from."""

CLOCK = (*READING, "legal_basis", "term_amount", "extended_at", "extension_reason")
"""What a clock is read from, and its term explained."""


def held_by_person(user) -> Q:
    """Promises of the person and of the units the person works in or heads."""
    units = Unit.objects.filter(Q(members=user) | Q(head=user)).values("pk")
    unit_type = ContentType.objects.get_for_model(Unit)
    user_type = ContentType.objects.get_for_model(user)
    return Q(holder_type=unit_type, holder_id__in=units) | Q(holder_type=user_type, holder_id=user.pk)


def units_of(user) -> dict[int, bool]:
    """The units that the person works in or heads, and whether the person works there."""
    works = UnitMember.objects.filter(user=user).values_list("unit", Value(True))
    heads = Unit.objects.filter(head=user).order_by().values_list("pk", Value(False))
    return dict(sorted(heads.union(works)))


def tasks_of(user) -> ObligationQuerySet:
    """Open promises that the person, or a unit of the person's, has to keep."""
    return Obligation.objects.open().visible_to(user).filter(held_by_person(user)).select_related("unit")


IN_TASK = (*CLOCK, "label", "number", "kind", "staff_address", "subject_type_id", "unit__name")
"""What a row of an officer's tasks shows."""


def most_urgent_of(user, number: int) -> ObligationQuerySet:
    """The first of the person's tasks, with what their rows show."""
    return only_columns(tasks_of(user).by_urgency(), *IN_TASK)[:number]


class OpenCount(NamedTuple):
    """How many promises of one kind are open, and of them overdue, with a unit; ``unit`` is None where others hold them."""

    unit: int | None
    kind: str
    open: int
    overdue: int


SIGHTS = ("obligations.view_obligation", "obligations.view_sensitive_obligation")
"""By these permissions people see more promises or fewer (``visible_to``)."""


def open_counts(user, now: datetime) -> list[OpenCount]:
    """Of all that the person may see: counted once for everybody who may see as much."""
    sights = ".".join(permission for permission in SIGHTS if user.has_perm(permission))
    return for_everybody(f"obligations.open.{sights}", lambda: _counted(Obligation.objects.visible_to(user), now))


def own_counts(user, units: Collection[int], now: datetime) -> list[OpenCount]:
    """Of what the person has to keep, and the ``units`` of the person."""
    personal = Obligation.objects.visible_to(user).filter(holder_type=ContentType.objects.get_for_model(user), holder_id=user.pk)
    return [count for count in open_counts(user, now) if count.unit in units] + _counted(personal, now)


def _counted(rows: ObligationQuerySet, now: datetime) -> list[OpenCount]:
    unit = Case(When(holder_type=ContentType.objects.get_for_model(Unit), then="holder_id"))
    grouped = rows.open().order_by().values_list(unit, "kind")
    return [OpenCount(*count) for count in grouped.annotate(open=Count("pk"), overdue=Count("pk", filter=Q(due_at__lte=now)))]


def open_in(counts: Iterable[OpenCount]) -> int:
    return sum(count.open for count in counts)


def overdue_in(counts: Iterable[OpenCount]) -> int:
    return sum(count.overdue for count in counts)


def staff_page(obligation: Obligation, user) -> str:
    """Where an officer works on it in the admin; empty where the subject is closed to this officer."""
    return obligation.staff_address if _opens(obligation.subject_type_id, user) else ""


def staff_pages(obligations: Iterable[Obligation], user) -> list[tuple[Obligation, str]]:
    """Each with its page: a list of tasks is about a few kinds of things, each asked for once."""
    obligations = list(obligations)
    opened = {key: _opens(key, user) for key in {one.subject_type_id for one in obligations}}
    return [(one, one.staff_address if opened[one.subject_type_id] else "") for one in obligations]


def _opens(subject_type_id: int, user) -> bool:
    subject = ContentType.objects.get_for_id(subject_type_id)
    return user.has_perm(f"{subject.app_label}.view_{subject.model}")


def obligation_of(subject: models.Model, kind: str, *columns: str) -> Obligation | None:
    """The latest promise of ``kind`` about ``subject``, whole or only ``columns`` of it."""
    promises = Obligation.objects.only(*columns) if columns else Obligation.objects
    return promises.about(subject).filter(kind=kind).order_by("-received_at", "-pk").first()


def obligations_of_many(model: type[models.Model], pks: list[int], kind: str, *columns: str) -> dict[int, Obligation]:
    """The latest promise of ``kind`` for each of many subjects, whole or only ``columns`` of it, in one query."""
    rows = (
        Obligation.objects.filter(subject_type=ContentType.objects.get_for_model(model), subject_id__in=pks, kind=kind)
        .order_by("received_at", "pk")
    )  # fmt: skip
    if columns:
        rows = rows.only("subject_id", *columns)
    return {row.subject_id: row for row in rows}


def latest_promise(model: type[models.Model], kind: str, *columns: str) -> Subquery:
    """The latest promise of ``kind`` about the row of an outer query of ``model``, whole or only ``columns`` of it, as a
    column for ``as_promise``."""
    about = Obligation.objects.filter(subject_type=ContentType.objects.get_for_model(model), subject_id=OuterRef("pk"), kind=kind)
    return Subquery(about.order_by("-received_at", "-pk").values(row=as_row(Obligation, *columns))[:1])


def as_promise(row: dict[str, Any] | None) -> Obligation | None:
    """What ``latest_promise`` found."""
    return from_row(Obligation, row) if row else None


def public_kinds() -> list[str]:
    return [key for key, kind in KINDS.items() if kind.public_clock]
