import pytest

from portal.ui.plain_text import plain_text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ceļš \r\n\tun tilts\n", "Ceļš \n\tun tilts"),
        ("Ce\u200bļš\u200d\ufeff", "Ceļš"),
        ("\u202eskolai\u202c \u2066un\u2069 parkam", "skolai un parkam"),
        ("rinda\u2028rinda", "rinda\nrinda"),
        ("zvans\x07", "zvans"),
        ("a\u0304", "ā"),
        ("<b>Ceļš</b> & 🌳", "<b>Ceļš</b> & 🌳"),
    ],
)
def test_signs_that_nobody_sees_go_and_all_others_stay(typed, kept):
    assert plain_text(typed) == kept
