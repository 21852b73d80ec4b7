import re

import pytest

from portal.obligations.receipts import issue_receipt, opens, secret_of
from tests.factories.portal import MunicipalityFactory, PersonFactory
from tests.portal.instants import riga

NOW = riga(2026, 11, 21, 12)


@pytest.fixture
def receipt(db):
    MunicipalityFactory()
    return issue_receipt(subject=PersonFactory(), now=NOW)


def test_numbers_carry_prefix_and_year_and_ascend(receipt):
    later = issue_receipt(subject=PersonFactory(), now=NOW)

    assert re.fullmatch(r"KNP-2026-\d{6}", receipt.number)
    assert later.number > receipt.number


def test_the_year_of_the_number_begins_at_midnight_in_riga(db):
    MunicipalityFactory(number_prefix="PAR")

    old = issue_receipt(subject=PersonFactory(), now=riga(2026, 12, 31, 23, 59, 59))
    new = issue_receipt(subject=PersonFactory(), now=riga(2027, 1, 1))

    assert old.number.startswith("PAR-2026-")
    assert new.number.startswith("PAR-2027-")


def test_one_thing_has_one_receipt(receipt):
    assert issue_receipt(subject=receipt.subject, now=NOW) == receipt


def test_the_secret_is_twelve_letters_in_three_groups(receipt):
    assert re.fullmatch(r"[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}", secret_of(receipt))


def test_the_row_does_not_hold_the_secret(receipt):
    assert secret_of(receipt).replace("-", "") not in f"{receipt.number}{receipt.salt}".upper()


@pytest.mark.parametrize(
    "typed",
    [str, str.lower, lambda secret: secret.replace("-", ""), lambda secret: f" {secret.replace('-', ' ')} "],
    ids=["as printed", "lower case", "without dashes", "with spaces"],
)
def test_the_secret_opens_however_it_is_typed(receipt, typed):
    assert opens(receipt, typed(secret_of(receipt)))


def test_letters_read_as_digits_open_too(db):
    MunicipalityFactory()
    receipts = (issue_receipt(subject=PersonFactory(), now=NOW) for _ in range(200))
    receipt = next(one for one in receipts if {"O", "I"} <= set(secret_of(one)))

    assert opens(receipt, secret_of(receipt).replace("O", "0").replace("I", "1"))


@pytest.mark.parametrize("guess", ["", "AAAA-AAAA-AAAA", "ĀĒĪŪ-ČĢĶĻ-ŅŠŽĀ"])
def test_a_guess_does_not_open(receipt, guess):
    assert not opens(receipt, guess)


def test_the_secret_of_another_receipt_does_not_open(receipt):
    other = issue_receipt(subject=PersonFactory(), now=NOW)

    assert not opens(receipt, secret_of(other))


def test_a_printed_secret_opens_after_the_key_was_rotated_until_the_old_key_is_dropped(receipt, settings):
    printed, old_key = secret_of(receipt), settings.SECRET_KEY

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "jauna-atslega", [old_key]
    assert opens(receipt, printed)
    assert opens(receipt, secret_of(receipt))

    settings.SECRET_KEY_FALLBACKS = []
    assert not opens(receipt, printed)
