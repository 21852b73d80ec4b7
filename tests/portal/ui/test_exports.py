import pytest

from portal.ui.exports import neutralise


@pytest.mark.parametrize("text", ["=SUM(A1)", "+A1", "-2+3", "@SUM(1)", "\t=1", "\r=1", '=HYPERLINK("https://example.lv")'])
def test_a_formula_becomes_text(text):
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("value", ["+371 67 000 000", "-12,50", "+5", "-15 %", "a = b", "", 12, None, True])
def test_numbers_and_plain_words_stay_as_they_are(value):
    assert neutralise(value) is value
