import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from portal.municipality.colour import contrast, mix, validate_accent

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#0b5563", "#ffffff", 8.42), ("#ff0000", "#00ff00", 2.91)],
)
def test_contrast_is_the_one_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(colours, colours)
def test_contrast_lies_between_1_and_21_and_has_no_direction(one, other):
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, other) == contrast(other, one)


@pytest.mark.parametrize("colour", ["#0b5563", "#767676", "#C8102E", "#000000"])
def test_a_colour_on_which_white_can_be_read_is_taken(colour):
    validate_accent(colour)


@pytest.mark.parametrize(("colour", "ratio"), [("#777777", "4,4"), ("#ffcc00", "1,5"), ("#ffffff", "1,0")])
def test_a_colour_too_light_for_white_text_is_refused_with_its_contrast(colour, ratio):
    with pytest.raises(ValidationError, match=f"kontrasts ir {ratio}"):
        validate_accent(colour)


@pytest.mark.parametrize("text", ["", "red", "#fff", "0b5563", "#0b5563;}", "#0b556g", "#0b5563\n"])
def test_what_is_no_colour_is_refused(text):
    with pytest.raises(ValidationError, match="#0b5563"):
        validate_accent(text)


def test_a_mixed_colour_lies_between_the_two():
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#0b5563", "#ffffff", 0) == "#0b5563"
    assert mix("#0b5563", "#ffffff", 1) == "#ffffff"
