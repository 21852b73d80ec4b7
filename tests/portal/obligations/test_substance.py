"""The check that refuses empty answers: what it must never let through, and what it must let through.

``atbildes.csv`` beside this module is a table of answers as officers write them, to be read and added to by an official.
"""

import csv
import json
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from portal.obligations.substance import GREETINGS, SIGNATURES, fold, refusals, substance
from tests.factories.participation import REASON

PHRASES = [row["fields"]["text"] for row in json.loads((settings.BASE_DIR / "fixtures/reference/empty_phrases.json").read_text())]
RULES = {"minimum_characters": 80, "minimum_words": 8, "phrases": PHRASES}
with (Path(__file__).parent / "atbildes.csv").open(encoding="utf-8", newline="") as table:
    ANSWERS = list(csv.DictReader(table, delimiter=";"))
LATVIAN = "aābcčdeēfgģhiījkķlļmnņoprsštuūvzž"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u202e"

between = st.text(" .,;:!?…–-()„”\"'\n\t\xa0" + UNSEEN, min_size=1, max_size=4)
courtesy = st.builds(
    lambda phrase, case, after: case(phrase) + after,
    st.sampled_from([*PHRASES, *GREETINGS]),
    st.sampled_from([str.lower, str.upper, str.capitalize, str.title, fold]),
    between.filter(lambda text: any(letter not in UNSEEN for letter in text)),
)
word = st.text(LATVIAN, min_size=1, max_size=9)
prose = st.lists(word | courtesy).map(" ".join)


@st.composite
def strewn(draw) -> str:
    """Courtesies with signs that nobody sees between their letters."""
    text = draw(st.lists(courtesy, min_size=1, max_size=4).map("".join))
    places = draw(st.lists(st.integers(0, len(text)), max_size=5))
    for place in places:
        text = text[:place] + draw(st.sampled_from(UNSEEN)) + text[place:]
    return text


def is_answer(reason: str, question: str = "") -> bool:
    return not refusals(reason=reason, question=question, **RULES)


def test_the_table_holds_as_many_answers_as_empty_ones():
    good = [row for row in ANSWERS if row["ir_atbilde"] == "jā"]

    assert len(ANSWERS) >= 60
    assert len(good) * 2 == len(ANSWERS)


@pytest.mark.rule("D5")
@pytest.mark.rule("S4-41")
@pytest.mark.rule("S4-42")
@pytest.mark.parametrize("row", ANSWERS, ids=lambda row: row["atbilde"][:40].encode("ascii", "replace").decode())
def test_answers_as_officers_write_them(row):
    told = refusals(
        reason=row["atbilde"], question=row["viedoklis"], must_name_cause=row["iznākums"] == "not_taken", **RULES
    )  # fmt: skip

    assert ("nē" if told else "jā") == row["ir_atbilde"], told


@pytest.mark.rule("S4-41")
@pytest.mark.rule("D5")
@given(st.lists(courtesy).map("".join) | strewn())
def test_courtesies_say_nothing_however_many_and_however_written(text):
    assert substance(text, phrases=PHRASES).words == 0
    assert not is_answer(text)


@pytest.mark.rule("D5")
@given(prose, st.sampled_from(GREETINGS), st.sampled_from(SIGNATURES))
def test_the_question_itself_is_no_answer(question, greeting, signature):
    copy = f"{greeting}!\n{question.upper()}\n{signature},\nnodaļas vadītāja vietniece attīstības un plānošanas jautājumos"

    assert not is_answer(copy, question)


@pytest.mark.rule("D5")
@given(prose, prose)
def test_quoting_the_question_never_makes_an_answer_longer(reason, question):
    alone = substance(reason, question, phrases=PHRASES)

    for quoting in (f"{reason}\n{question}", f"{question}\n{reason}"):
        found = substance(quoting, question, phrases=PHRASES)
        assert found.words <= alone.words
        assert found.characters <= alone.characters


@pytest.mark.rule("D5")
@given(st.lists(courtesy, max_size=6).map("".join), st.lists(courtesy, max_size=6).map("".join), st.sampled_from(SIGNATURES))
def test_a_real_answer_stays_one_however_polite(before, after, signature):
    assert is_answer(f"{before}\n{REASON}\n{after}\n{signature}\nJānis Ozols", "Kad būs celiņš uz skolu?")


@given(st.lists(st.text(LATVIAN, min_size=9, max_size=14), min_size=10, unique_by=fold).map(" ".join))
def test_enough_words_of_ones_own_are_an_answer(text):
    assert is_answer(text, "Kad salabos lampu pie veikala?")


@pytest.mark.parametrize(
    "reason",
    [
        pytest.param("Celiņš būs nākamvasar.", id="too short"),
        pytest.param("celiņš " * 30, id="one word again and again"),
        pytest.param(f"Īsi.\nAr cieņu\n{REASON}", id="only the signature is long"),
        pytest.param(f"„{REASON}”\nPiekrītam.", id="only the quotation is long"),
    ],
)
def test_an_answer_that_says_little_is_told_how_much_is_needed(reason):
    (complaint,) = refusals(reason=reason, question=REASON, **RULES)

    assert "80" in complaint
    assert "8" in complaint


@pytest.mark.rule("D5")
def test_an_answer_under_the_quoted_letter_of_its_author_counts():
    letter = "Lūdzu salabojiet laipu pie tilta.\nAr cieņu\nAnna no Misas krasta"

    assert is_answer(f"{letter}\n\n{REASON}", letter)


@pytest.mark.rule("S4-42")
def test_a_refusal_of_the_proposal_names_its_cause():
    stubborn = (
        "Celiņu nebūvēsim ne šogad, ne nākamgad, ne aiznākamajā gadā; tāds ir nodaļas viedoklis par ielas pārbūves projektu."
    )

    (complaint,) = refusals(reason=stubborn, must_name_cause=True, **RULES)

    assert "iemesl" in complaint
    assert is_answer(stubborn)
    assert refusals(reason=f"{stubborn} Zeme nav pašvaldības īpašumā.", must_name_cause=True, **RULES) == []


@pytest.mark.rule("S4-42")
def test_a_cause_that_only_stands_in_the_quoted_question_is_not_named():
    question = "Celiņš vajadzīgs, jo bērni iet pa brauktuvi uz skolu."
    answer = "Celiņu nebūvēsim ne šogad, ne nākamgad, ne aiznākamajā gadā; tāds ir nodaļas viedoklis par ielas pārbūves projektu."

    (complaint,) = refusals(reason=f"{question} {answer}", question=question, must_name_cause=True, **RULES)

    assert "iemesl" in complaint
