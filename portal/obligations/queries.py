"""Reads of the one table of promises: a person's tasks, a community's dues."""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery

from portal.db import as_row, from_row
from portal.municipality.models import Unit
from portal.obligations.kinds import KINDS
from portal.obligations.models import Obligation, ObligationQuerySet

CLOCK = (
    "id", "legal_basis", "term_amount", "term_unit", "received_at", "due_at", "extended_at", "extension_reason", "fulfilled_at",
    "cancelled_at",
)  # fmt: skip
"""What a clock is read from, and its term explained."""


def held_by_person(user) -> Q:
    """Promises of the person and of the units the person works in or heads."""
    units = Unit.objects.filter(Q(members=user) | Q(head=user)).values("pk")
    unit_type = ContentType.objects.get_for_model(Unit)
    user_type = ContentType.objects.get_for_model(user)
    return Q(holder_type=unit_type, holder_id__in=units) | Q(holder_type=user_type, holder_id=user.pk)


def tasks_of(user) -> ObligationQuerySet:
    """Open promises that the person, or a unit of the person's, has to keep."""
    return Obligation.objects.open().visible_to(user).filter(held_by_person(user)).select_related("unit")


def task_counts(user, now: datetime) -> dict[str, int]:
    """How much is open and overdue, among the person's own tasks and in all that the person may see."""
    mine, overdue = held_by_person(user), Q(due_at__lte=now)
    return (
        Obligation.objects.open()
        .visible_to(user)
        .aggregate(
            task_count=Count("pk", filter=mine),
            overdue_count=Count("pk", filter=mine & overdue),
            all_open=Count("pk"),
            all_overdue=Count("pk", filter=overdue),
        )
    )


def staff_page(obligation: Obligation, user) -> str:
    """Where an officer works on it in the admin; empty where the subject is closed to this officer."""
    subject = ContentType.objects.get_for_id(obligation.subject_type_id)
    return obligation.staff_address if user.has_perm(f"{subject.app_label}.view_{subject.model}") else ""


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
