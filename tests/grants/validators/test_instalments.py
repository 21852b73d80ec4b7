from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.validators.instalments import split

CENTS = st.integers(1, 10**9).map(lambda cents: Decimal(cents) / 100)
CUTS = st.lists(st.integers(1, 9999), min_size=0, max_size=4, unique=True)


def shares_of(cuts: list[int]) -> list[Decimal]:
    edges = [0, *sorted(cuts), 10000]
    return [Decimal(after - before) / 100 for before, after in pairwise(edges)]


@given(CENTS, CUTS)
def test_parts_add_up_to_the_cent_and_each_is_within_a_cent_of_its_share(amount, cuts):
    shares = shares_of(cuts)

    parts = split(amount, shares)

    assert sum(parts) == amount
    for part, share in zip(parts, shares, strict=True):
        assert abs(part - amount * share / 100) <= Decimal("0.03")


def test_shares_that_are_not_a_whole_are_refused():
    with pytest.raises(ValueError, match="100"):
        split(Decimal(900), [Decimal(40), Decimal(40)])
