"""Account numbers are checked before anybody pays to them."""

import pytest
from django.core.exceptions import ValidationError

from portal.ui.iban import IbanField


@pytest.mark.parametrize("typed", ["LV80BANK0000435195001", "lv80 bank 0000 4351 9500 1", "EE382200221020145685"])
def test_an_account_is_taken_as_people_write_it(typed):
    assert IbanField().clean(typed) == typed.replace(" ", "").upper()


@pytest.mark.parametrize("typed", ["LV81BANK0000435195001", "LV80BANK0000435195002", "EE382200221020145686"])
def test_one_wrong_character_is_noticed(typed):
    with pytest.raises(ValidationError, match="kontrolcipari neatbilst"):
        IbanField().clean(typed)


@pytest.mark.parametrize("typed", ["LV80BANK00004351950", "40008999014", "ZZ80BANK0000435195001", "LV80BANK000043519500100"])
def test_what_is_no_account_number_is_told_how_to_write_it(typed):
    with pytest.raises(ValidationError, match=r"kontrolcipari neatbilst|IBAN formā"):
        IbanField().clean(typed)
