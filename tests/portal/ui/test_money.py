from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.ui.money import LARGEST, parse_decimal, parse_money, to_cents
from portal.ui.templatetags.portal_ui import money


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1 250,00", "1250.00"),
        ("1\u00a0250,00\u00a0EUR", "1250.00"),
        ("1.250,00", "1250.00"),
        ("1,250.00", "1250.00"),
        ("1250.5", "1250.50"),
        ("1250,5 €", "1250.50"),
        ("1.250.000", "1250000.00"),
        ("1,250,000", "1250000.00"),
        ("0,1", "0.10"),
        ("0", "0.00"),
        ("9999999999,99", "9999999999.99"),
    ],
)
def test_money_is_read_as_people_type_it(typed, amount):
    assert parse_money(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "number"),
        ("daudz", "number"),
        ("-", "number"),
        (".", "number"),
        ("1e5", "number"),
        ("12.5.3", "number"),
        ("1.25,000.5", "number"),
        ("1.25,00,0", "number"),
        ("1.250", "ambiguous"),
        ("1,250", "ambiguous"),
        ("-5", "negative"),
        ("10000000000", "too_large"),
        ("9" * 400, "too_large"),
        ("1,005", "ambiguous"),
        ("0,005", "decimals"),
        ("2000,125", "decimals"),
    ],
)
def test_what_is_no_sum_is_refused_by_name(typed, code):
    with pytest.raises(ValidationError) as refusal:
        parse_money(typed)

    assert refusal.value.code == code


@given(st.decimals(min_value=0, max_value=LARGEST, places=2))
def test_a_sum_shown_by_the_portal_can_be_typed_back(amount):
    assert parse_money(money(amount)) == amount


def test_half_a_cent_goes_up():
    assert [to_cents(Decimal(text)) for text in ("0.005", "0.015", "2.675")] == [
        Decimal("0.01"),
        Decimal("0.02"),
        Decimal("2.68"),
    ]


def test_a_quantity_may_be_below_zero_until_its_field_refuses_it():
    assert parse_decimal("-1.250,5") == Decimal("-1250.5")
