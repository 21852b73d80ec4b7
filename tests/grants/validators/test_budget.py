from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from grants.enums import LineKind
from grants.validators.budget import Line, Sums, Terms, add_up, broken_rules, surplus_administration
from portal.ui.templatetags.portal_ui import money

TERMS = Terms(smallest=Decimal(300), largest=Decimal(3000), intensity=Decimal(90), admin_cap=Decimal(15))

amounts = st.decimals(min_value=0, max_value=5000, places=2)
quantities = st.decimals(min_value=Decimal("0.01"), max_value=20, places=2)
lines = st.lists(
    st.builds(Line, st.sampled_from([LineKind.IN_KIND, LineKind.OWN_MONEY, LineKind.OTHER_MONEY]), quantities, amounts)
    | st.builds(Line, st.just(LineKind.COST), quantities, amounts, is_administration=st.booleans()),
    max_size=8,
)
terms = st.builds(
    Terms,
    smallest=st.decimals(min_value=0, max_value=100, places=2),
    largest=st.decimals(min_value=1000, max_value=100_000, places=2),
    intensity=st.decimals(min_value=50, max_value=100, places=2),
    admin_cap=st.decimals(min_value=25, max_value=99, places=2),
)


def cost(amount, *, is_administration=False) -> Line:
    return Line(LineKind.COST, Decimal(1), Decimal(amount), is_administration)


def in_kind(amount) -> Line:
    return Line(LineKind.IN_KIND, Decimal(1), Decimal(amount))


def own_money(amount) -> Line:
    return Line(LineKind.OWN_MONEY, Decimal(1), Decimal(amount))


def broken(*rows: Line) -> list[str]:
    return broken_rules(add_up(rows), TERMS)


@pytest.mark.rule("S4-97")
@given(lines)
def test_the_total_is_what_is_requested_and_what_others_give(rows):
    sums = add_up(rows)

    assert sums.total == sums.requested + sums.own_money + sums.in_kind + sums.other_money
    assert sums.total == sum((row.amount for row in rows if row.kind in (LineKind.COST, LineKind.IN_KIND)), Decimal(0))


@settings(max_examples=400)
@given(lines, terms)
def test_a_budget_is_accepted_exactly_when_it_keeps_every_term(rows, allowed):
    sums = add_up(rows)

    keeps = (
        max(allowed.smallest, Decimal("0.01")) <= sums.requested <= allowed.largest
        and sums.requested <= allowed.intensity / 100 * sums.total
        and sums.administration <= allowed.admin_cap / 100 * sums.total
    )

    assert bool(broken_rules(sums, allowed)) is not keeps


@given(lines)
def test_shares_of_the_whole_add_up(rows):
    sums = add_up(rows)
    assume(sums.total)

    assert abs(sums.intensity + sums.own_share - 100) <= Decimal("0.01")


def test_quantity_times_price_is_rounded_once_and_half_up():
    assert Line(LineKind.COST, Decimal("0.33"), Decimal("0.50")).amount == Decimal("0.17")


@pytest.mark.rule("S4-113")
def test_own_work_counts_at_its_rate_towards_the_total():
    hours = Line(LineKind.IN_KIND, Decimal("12.5"), Decimal("8.00"))

    sums = add_up([cost(900), hours])

    assert (sums.in_kind, sums.total, sums.requested, sums.intensity) == (100, 1000, 900, 90)
    assert not broken_rules(sums, TERMS)


def test_a_cent_over_the_largest_grant_is_named():
    (sentence,) = broken(cost("3000.01"), in_kind(400))

    assert money(Decimal("0.01")) in sentence


def test_a_cent_under_the_smallest_grant_is_named():
    (sentence,) = broken(cost("299.99"), in_kind(100))

    assert money(Decimal("0.01")) in sentence


def test_90_004_percent_is_more_than_90():
    sums = add_up([cost("2250.10"), in_kind(250)])

    (sentence,) = broken_rules(sums, TERMS)

    assert sums.intensity == Decimal("90.00")
    assert money(Decimal("0.01")) in sentence


@pytest.mark.rule("S4-111")
def test_administration_above_its_cap_is_named_with_what_must_go():
    (sentence,) = broken(cost(700), cost(200, is_administration=True), in_kind(100))

    assert money(Decimal("58.83")) in sentence


@pytest.mark.rule("S4-111")
@given(amounts, amounts, amounts)
def test_administration_reduced_as_advised_fits_its_cap(other, administration, work):
    rows = [cost(other), cost(administration, is_administration=True), in_kind(work)]
    sums = add_up(rows)
    assume(sums.administration * 100 > TERMS.admin_cap * sums.total)

    less = administration - surplus_administration(sums, TERMS.admin_cap)

    reduced = add_up([cost(other), cost(less, is_administration=True), in_kind(work)])
    assert less >= 0 or other + work == 0
    assert reduced.administration * 100 <= TERMS.admin_cap * reduced.total


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([], id="nothing"),
        pytest.param([in_kind(500)], id="work alone"),
        pytest.param([cost(0)], id="costs of nothing"),
        pytest.param([cost(900), own_money(900)], id="nothing left to request"),
        pytest.param([cost(900), own_money(1000)], id="more money than costs"),
        pytest.param([cost("9999999999.99"), cost(1000), own_money("9999999999.99")], id="more than the register holds"),
    ],
)
def test_a_budget_that_makes_no_sense_gets_one_sentence(rows):
    assert len(broken(*rows)) == 1


def test_an_empty_budget_has_shares_of_zero():
    assert Sums(*[Decimal(0)] * 5).intensity == 0


def slow_cents(amount: Fraction) -> int:
    """Whole cents by counting: the nearest, and of two the larger."""
    doubled = amount * 200
    whole = doubled.numerator // doubled.denominator
    return (whole + 1) // 2


@pytest.mark.rule("S4-97")
@settings(max_examples=300)
@given(lines)
def test_the_sums_equal_a_slow_recount_in_whole_cents(rows):
    counted = dict.fromkeys(LineKind, 0)
    administration = 0
    for row in rows:
        cents = slow_cents(Fraction(row.quantity) * Fraction(row.price))
        counted[row.kind] += cents
        administration += cents if row.is_administration else 0

    sums = add_up(rows)

    assert [sums.costs * 100, sums.in_kind * 100, sums.own_money * 100, sums.other_money * 100] == [
        counted[LineKind.COST], counted[LineKind.IN_KIND], counted[LineKind.OWN_MONEY], counted[LineKind.OTHER_MONEY]
    ]  # fmt: skip
    assert sums.administration * 100 == administration
    assert sums.requested * 100 == counted[LineKind.COST] - counted[LineKind.OWN_MONEY] - counted[LineKind.OTHER_MONEY]


def test_the_tax_inside_a_price_is_told_and_changes_no_sum():
    taxed = Line(LineKind.COST, Decimal(2), Decimal("60.50"), vat=Decimal(21))

    sums = add_up([taxed, cost(100)])

    assert (sums.vat, sums.costs) == (Decimal("21.00"), Decimal("221.00"))
