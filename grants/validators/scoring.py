"""From points to a place in the ranking, pure and reproducible."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal.ui.money import to_cents

SPREAD_LIMIT = Decimal(25)


@dataclass(frozen=True)
class Weighted:
    """One criterion's share: points of at most ``maximum``, weighing ``weight`` percent."""

    points: int
    maximum: int
    weight: int


def weighted_total(scores: Sequence[Weighted]) -> Decimal:
    """0 to 100, to two places: each criterion gives its weight in proportion to its points."""
    total = sum((Decimal(one.points) * one.weight / one.maximum for one in scores), Decimal(0))
    return to_cents(total)


def average(totals: Sequence[Decimal]) -> Decimal:
    """The mean of the members' totals, to two places. Raises ``ValueError`` without any."""
    if not totals:
        raise ValueError("No evaluation to average.")
    return to_cents(sum(totals, Decimal(0)) / len(totals))


def spread(totals: Sequence[Decimal]) -> Decimal:
    """How far apart the members are; more than ``SPREAD_LIMIT`` asks for a note."""
    return max(totals) - min(totals) if totals else Decimal(0)


def ranked(points: Mapping[int, Decimal], tie_break: Mapping[int, Decimal]) -> list[int]:
    """Keys from the best to the worst: by points, then by the tie criterion, then by the smaller key."""
    return sorted(points, key=lambda key: (-points[key], -tie_break.get(key, Decimal(0)), key))
