"""Shares of a grant in cents, pure."""

from collections.abc import Sequence
from decimal import Decimal

from portal.ui.money import to_cents

HUNDRED = Decimal(100)


def split(amount: Decimal, shares: Sequence[Decimal]) -> list[Decimal]:
    """``amount`` by ``shares`` (percent, 100 in all): each to the cent, the last one what is left, so that the sum is exact.

    Raises ``ValueError`` for shares that are not 100 in all.
    """
    if sum(shares) != HUNDRED:
        raise ValueError(f"Shares of an amount must sum to 100, not {sum(shares)}.")
    parts = [to_cents(amount * share / HUNDRED) for share in shares[:-1]]
    return [*parts, amount - sum(parts, Decimal(0))]
