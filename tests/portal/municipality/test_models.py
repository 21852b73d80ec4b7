import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from portal.municipality.models import Unit, validate_registration_number
from tests.factories.portal import MunicipalityFactory, UnitFactory


@pytest.mark.rule("S4-01")
def test_there_is_one_municipality_and_it_may_be_any(db):
    MunicipalityFactory(name="Kuldīgas novada pašvaldība")

    with pytest.raises(IntegrityError, match="municipality_is_one"):
        MunicipalityFactory(pk=2)


@pytest.mark.parametrize("number", ["90000048491", "90000024455", "40003227117", "40008999014"])
def test_a_registration_number_with_its_check_digit_is_taken(number):
    validate_registration_number(number)


@pytest.mark.parametrize(
    "number",
    ["90000048492", "90000084491", "9000004849", "900000484911", "32345678901", "16117519997", "", "abc"],
    ids=["check digit", "digits swapped", "short", "long", "personal code", "natural person", "empty", "letters"],
)
def test_any_other_registration_number_is_refused(number):
    with pytest.raises(ValidationError, match="Reģistrācijas numurs nav pareizs"):
        validate_registration_number(number)


def test_the_settings_are_checked_before_they_are_saved(db):
    municipality = MunicipalityFactory.build(
        registration_number="90000048492", accent_colour="#ffcc00", territory_code="Ķekava", number_prefix="knp"
    )

    with pytest.raises(ValidationError) as refused:
        municipality.full_clean()

    assert set(refused.value.message_dict) == {"registration_number", "accent_colour", "territory_code", "number_prefix"}


def test_units_stand_in_the_order_of_the_latvian_alphabet(db):
    for name in ("Čiekuru nodaļa", "Ceļu nodaļa", "Dabas nodaļa", "Ābolu nodaļa"):
        UnitFactory(name=name)

    assert [unit.name for unit in Unit.objects.all()] == ["Ābolu nodaļa", "Ceļu nodaļa", "Čiekuru nodaļa", "Dabas nodaļa"]


def test_a_closed_unit_is_no_longer_offered(db):
    active = UnitFactory()
    UnitFactory(is_active=False)

    assert list(Unit.objects.active()) == [active]
