from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.validators.scoring import Standing, Weighted, average, ranked, spread, weighted_total, with_bonus

totals = st.decimals(min_value=0, max_value=100, places=2)


@pytest.mark.rule("S4-103")
def test_each_criterion_gives_its_weight_in_proportion():
    assert weighted_total([Weighted(5, 5, 50), Weighted(2, 5, 30), Weighted(1, 3, 20)]) == Decimal("68.67")


@given(st.lists(totals, min_size=1, max_size=5))
def test_the_average_lies_between_the_lowest_and_the_highest(given_totals):
    assert min(given_totals) <= average(given_totals) <= max(given_totals)


def test_without_an_evaluation_there_is_no_average():
    with pytest.raises(ValueError, match="No evaluation"):
        average([])


@pytest.mark.parametrize(("given_totals", "apart"), [([], 0), ([70], 0), ([40, 90, 65], 50)])
def test_the_spread_is_how_far_members_are_apart(given_totals, apart):
    assert spread([Decimal(one) for one in given_totals]) == apart


@given(st.dictionaries(st.integers(), st.tuples(totals, totals, st.booleans()), max_size=12), st.randoms())
def test_the_ranking_does_not_depend_on_the_order_of_the_rows(rows, random):
    standings = [Standing(key, *facts) for key, facts in rows.items()]
    shuffled = random.sample(standings, len(standings))

    order = ranked(shuffled)

    assert order == ranked(standings)
    assert [rows[key][0] for key in order] == sorted((one.total for one in standings), reverse=True)


def test_equal_points_are_parted_by_the_tie_criterion_then_by_who_was_not_funded_then_by_who_came_first():
    eighty = Decimal(80)
    standings = [
        Standing(1, eighty, Decimal(4)), Standing(2, eighty, Decimal(5), was_funded=True),
        Standing(3, eighty, Decimal(4)), Standing(4, eighty, Decimal(5)),
    ]  # fmt: skip

    assert ranked(standings) == [4, 2, 1, 3]


@pytest.mark.parametrize(("points", "bonus", "total"), [(83.5, 5, 88.5), (99, 8, 105), (0, 0, 0)])
def test_a_bonus_lies_on_top_and_the_total_stays_within_its_bound(points, bonus, total):
    assert with_bonus(Decimal(str(points)), Decimal(bonus)) == Decimal(str(total))
