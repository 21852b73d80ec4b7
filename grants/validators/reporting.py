"""Planned against actual: the arithmetic of a report, pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol
from zlib import crc32

from grants.validators.budget import HUNDRED, Line, Sums, add_up

ONE = Decimal(1)


class Row(Protocol):
    """A row of a budget or of a report."""

    kind: str
    item: str


def row_keys(rows: Iterable[Row]) -> list[str]:
    """A name for each row that outlives a change of the budget: what is typed beside a row stays with it."""
    keys: list[str] = []
    for row in rows:
        key = f"{row.kind}-{crc32(row.item.encode()):08x}"
        while key in keys:
            key += "x"
        keys.append(key)
    return keys


@dataclass(frozen=True)
class Spent:
    """One row of the budget: what was planned and what it came to."""

    kind: str
    planned: Decimal
    actual: Decimal
    is_administration: bool = False

    @property
    def difference(self) -> Decimal:
        return self.actual - self.planned


def actual_sums(rows: Iterable[Spent]) -> Sums:
    """The sums of what was spent, by the arithmetic of the budget: what nobody else covered is of the grant."""
    return add_up(Line(row.kind, ONE, row.actual, row.is_administration) for row in rows)


def must_explain(row: Spent, limit: Decimal, *, is_final: bool) -> bool:
    """Whether the row is more than ``limit`` percent off. Before the end less than planned is nothing to explain."""
    off = abs(row.difference) if is_final else row.difference
    return off * HUNDRED > limit * row.planned
