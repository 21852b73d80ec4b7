"""The check that refuses empty answers: what it must never let through, and what it must let through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.obligations.substance import EMPTY_PHRASES, GREETINGS, SIGNATURES, fold, refusals, substance
from tests.factories.participation import REASON

MINIMUM = {"minimum_characters": 80, "minimum_words": 8}
LATVIAN = "aābcčdeēfgģhiījkķlļmnņoprsštuūvzž"

between = st.text(" .,;:!?…–-()„”\"'\n\t\xa0", min_size=1, max_size=4)
courtesy = st.builds(
    lambda phrase, case, after: case(phrase) + after,
    st.sampled_from([*EMPTY_PHRASES, *GREETINGS]),
    st.sampled_from([str.lower, str.upper, str.capitalize, str.title, fold]),
    between,
)
word = st.text(LATVIAN, min_size=1, max_size=9)


@pytest.mark.rule("S4-41")
@pytest.mark.rule("D5")
@given(st.lists(courtesy).map("".join))
def test_courtesies_say_nothing_however_many_and_however_written(text):
    assert substance(text).words == 0
    assert refusals(reason=text, **MINIMUM)


@pytest.mark.rule("D5")
@given(st.lists(word | courtesy).map(" ".join), st.sampled_from(GREETINGS), st.sampled_from(SIGNATURES))
def test_the_question_itself_is_no_answer(question, greeting, signature):
    copy = f"{greeting}!\n{question.upper()}\n{signature},\nnodaļas vadītāja vietniece attīstības un plānošanas jautājumos"

    assert refusals(reason=copy, question=question, **MINIMUM)


@given(st.lists(st.text(LATVIAN, min_size=9, max_size=14), min_size=10, unique_by=fold).map(" ".join))
def test_enough_words_of_ones_own_are_an_answer(text):
    assert refusals(reason=text, question="Kad salabos lampu pie veikala?", **MINIMUM) == []


@pytest.mark.rule("S4-41")
@pytest.mark.parametrize(
    "reason",
    [
        "Pieņemts zināšanai.",
        "Pieņemts, zināšanai!",
        "PIEŅEMTS   ZINĀŠANAI",
        "pienemts zinasanai",
        "Pieņemts\u200b zinā\u00adšanai",
        "Labdien! Paldies par viedokli. Ar cieņu, Jānis",
        "Paldies par Jūsu priekšlikumu! Jautājums tiks izskatīts normatīvajos aktos noteiktajā kārtībā.",
        "Pieņemts zināšanai. " * 20,
        pytest.param(" ".join(f"{phrase}. {phrase}." for phrase in EMPTY_PHRASES), id="every courtesy twice"),
        "",
        " \n\t ",
        "\u200b\u200e",
        "." * 200,
        "– – –",
    ],
)
def test_what_only_looks_like_an_answer_is_refused(reason):
    assert refusals(reason=reason, **MINIMUM)


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
    (complaint,) = refusals(reason=reason, question=REASON, **MINIMUM)

    assert "80" in complaint
    assert "8" in complaint


@pytest.mark.rule("S4-42")
def test_a_refusal_of_the_proposal_names_its_cause():
    stubborn = (
        "Celiņu nebūvēsim ne šogad, ne nākamgad, ne aiznākamajā gadā; tāds ir nodaļas viedoklis par ielas pārbūves projektu."
    )

    (complaint,) = refusals(reason=stubborn, must_name_cause=True, **MINIMUM)

    assert "iemesl" in complaint
    assert refusals(reason=stubborn, **MINIMUM) == []
    assert refusals(reason=f"{stubborn} Zeme nav pašvaldības īpašumā.", must_name_cause=True, **MINIMUM) == []
