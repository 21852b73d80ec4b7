"""The clock by unit."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q

from portal.municipality.models import Unit
from portal.obligations.models import Obligation
from portal.obligations.queries import public_kinds


@dataclass(frozen=True)
class UnitFigures:
    unit: str
    waiting: int
    overdue: int
    answered: int
    in_time: int

    @property
    def share_in_time(self) -> int | None:
        return round(100 * self.in_time / self.answered) if self.answered else None


def figures_by_unit(now: datetime) -> list[UnitFigures]:
    """The public clock by unit, one query."""
    kinds = Q(obligation__kind__in=public_kinds()) & ~Q(obligation__visibility="sensitive")
    is_open = Q(obligation__fulfilled_at__isnull=True, obligation__cancelled_at__isnull=True)
    units = (
        Unit.objects.annotate(
            waiting=Count("obligation", filter=kinds & is_open),
            overdue=Count("obligation", filter=kinds & is_open & Q(obligation__due_at__lte=now)),
            answered=Count("obligation", filter=kinds & Q(obligation__fulfilled_at__isnull=False)),
            in_time=Count("obligation", filter=kinds & Q(obligation__fulfilled_at__lt=F("obligation__due_at"))),
        )
        .filter(Q(waiting__gt=0) | Q(answered__gt=0))
        .order_by("name_sort")
    )
    return [UnitFigures(one.name, one.waiting, one.overdue, one.answered, one.in_time) for one in units]


def longest_waiting(now: datetime, limit: int = 10) -> list[Obligation]:
    """What has waited longest for an answer, as everybody may see it."""
    return list(
        Obligation.objects.open().public().filter(kind__in=public_kinds()).select_related("unit").order_by("received_at")[:limit]
    )  # fmt: skip
