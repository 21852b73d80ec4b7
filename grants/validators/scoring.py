"""From points to a place in the ranking, pure and reproducible."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from portal.ui.money import to_cents

SPREAD_LIMIT = Decimal(25)
LARGEST_TOTAL = Decimal(105)
"""A hundred for the criteria, and of the bonuses what fits on top (demo-data 4.10)."""


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


class Standing(NamedTuple):
    """All that gives an application its place: ``total`` with the bonus, the mean of the criterion that decides a tie,
    and whether the applicant was funded before."""

    key: int
    total: Decimal
    tie: Decimal = Decimal(0)
    was_funded: bool = False


def with_bonus(points: Decimal, bonus: Decimal) -> Decimal:
    """The commission's points and the bonus on top, together at most ``LARGEST_TOTAL``."""
    return min(points + bonus, LARGEST_TOTAL)


def ranked(standings: Iterable[Standing]) -> list[int]:
    """Keys from the best to the worst: by total, then by the tie criterion, then who was not funded before, then by the
    smaller key."""
    order = sorted(standings, key=lambda one: (-one.total, -one.tie, one.was_funded, one.key))
    return [one.key for one in order]
