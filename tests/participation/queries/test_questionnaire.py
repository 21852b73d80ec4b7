import pytest

from participation.models import SurveyQuestion
from participation.queries.questionnaire import (
    condition_of,
    faults,
    in_words,
    kept,
    missing,
    pages_of,
    shown,
)


def question(number: int, kind: str = "one", **facts) -> SurveyQuestion:
    return SurveyQuestion(number=number, kind=kind, **{"text": f"Jautājums {number}", "answers": "jā\nnē", **facts})


CHAIN = [
    question(1),
    question(2, shown_after=1, shown_for=[1], is_required=True),
    question(3, shown_after=2, shown_for=[2], is_required=True),
]


def numbers(questions) -> list[int]:
    return [one.number for one in questions]


def test_a_question_is_asked_when_the_earlier_one_has_the_answer():
    assert numbers(shown(CHAIN, {"1": 1})) == [1, 2]
    assert numbers(shown(CHAIN, {"1": 2})) == [1]
    assert numbers(shown(CHAIN, {})) == [1]


def test_what_a_hidden_question_was_answered_once_opens_nothing():
    assert numbers(shown(CHAIN, {"1": 2, "2": 2})) == [1]


def test_several_answers_open_a_question_when_one_of_them_does():
    questions = [question(1, "several", answers="a\nb\nc"), question(2, shown_after=1, shown_for=[3])]

    assert numbers(shown(questions, {"1": [1, 3]})) == [1, 2]
    assert numbers(shown(questions, {"1": [1, 2]})) == [1]


def test_a_hidden_question_is_neither_required_nor_kept():
    assert missing(CHAIN, {"1": 2}) == []
    assert numbers(missing(CHAIN, {"1": 1})) == [2]
    assert kept(CHAIN, {"1": 2, "2": 1, "3": 1}) == {"1": 2}


def test_a_required_table_needs_every_row():
    table = question(1, "matrix", rows="ceļi\nparki", is_required=True)

    assert missing([table], {"1": [1, None]}) == [table]
    assert missing([table], {"1": [1, 2]}) == []


def test_a_new_section_begins_a_page():
    questions = [question(1, section="Ceļš"), question(2, section="Ceļš"), question(3, section="Par Jums")]

    assert [numbers(page) for page in pages_of(questions)] == [[1, 2], [3]]


def test_a_condition_is_told_in_words():
    assert condition_of(CHAIN[1], CHAIN).endswith("1. jautājumu ir: jā")


@pytest.mark.rule("S4-15")
def test_a_scale_names_its_steps():
    influence = question(1, "scale", lowest=0, highest=4, answers="nekāda\npavisam neliela\nvidēja\nliela\nizšķiroša")

    assert influence.choices[0] == (0, "0 – nekāda")
    assert influence.choices[4] == (4, "4 – izšķiroša")


@pytest.mark.rule("S4-147")
def test_barriers_are_a_ready_list_of_answers():
    barriers = question(1, "several", answers="", answer_set="barriers")

    assert len(barriers.choices) == 6
    assert faults([barriers]) == []


@pytest.mark.parametrize(
    ("answered", "kind", "value", "words"),
    [
        ("a choice", "one", 2, ["nē"]),
        ("choices", "several", [1, 2], ["jā", "nē"]),
        ("a number", "number", 2.5, ["2,5"]),
        ("a text", "text", "Vairāk koku.", ["Vairāk koku."]),
        ("rows", "matrix", [1, None], ["ceļi: jā"]),
        ("nothing", "one", None, []),
    ],
)
def test_an_answer_reads_in_words(answered, kind, value, words):
    assert in_words(question(1, kind, rows="ceļi\nparki"), value) == words


@pytest.mark.parametrize(
    "wrong",
    [
        question(1, answers="jā"),
        question(1, "matrix"),
        question(1, "scale"),
        question(1, "scale", lowest=0, highest=11),
        question(1, shown_after=7, shown_for=[1]),
    ],
    ids=["one answer", "no rows", "no ends", "too wide", "no such question"],
)
def test_a_faulty_question_is_named(wrong):
    assert [fault.startswith("1. jautājums") for fault in faults([wrong])] == [True]


@pytest.mark.parametrize(("kind", "shown_for"), [("text", [1]), ("one", [5])], ids=["decided by a text", "no such answer"])
def test_a_condition_that_can_never_hold_is_named(kind, shown_for):
    assert len(faults([question(1, kind), question(2, shown_after=1, shown_for=shown_for)])) == 1


def test_an_empty_questionnaire_is_not_ready():
    assert len(faults([])) == 1
