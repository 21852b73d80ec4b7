import pytest

from participation.validators import sentences_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Talka ir sestdien", 1),
        ("Nāciet visi! Kad? Sestdien.", 3),
        ("Sākam plkst. 18.00 pie skolas, Nr. 5, 3. stāvā.", 1),
        ("Zvaniet J. Ozolam. Viņš atbildēs.", 2),
        ("Viņa teica: „Nāciet!” Visi nāca.", 2),
        ("", 0),
    ],
)
def test_sentences_are_counted_as_people_read_them(text, number):
    assert len(sentences_of(text)) == number
