"""How a questionnaire hangs together: pages, conditions, what must be answered. Pure: questions and answers in."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from participation.enums import QuestionKind
from participation.models import SurveyQuestion

WIDEST_SCALE = 11
"""Steps from 0 to 10: more cannot be told apart, nor shown on a phone."""

Answers = dict[str, Any]
"""By the question's key: a position, a list of positions, one per row of a table, a number or a text."""

CHOOSING = (QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.MATRIX)
CONDITIONS = (QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.SCALE, QuestionKind.NUMBER)
"""What the question that a condition names may be."""


def is_answered(question: SurveyQuestion, value: Any) -> bool:
    if question.kind == QuestionKind.MATRIX:
        return bool(value) and None not in value
    return value not in (None, "", [])


def shown(questions: Iterable[SurveyQuestion], answers: Answers) -> list[SurveyQuestion]:
    """The questions that are asked, given these answers; what a hidden question was answered once opens nothing."""
    found, seen = [], {}
    for question in questions:
        if question.shown_after is None or _given(seen.get(str(question.shown_after))) & set(question.shown_for):
            found.append(question)
            seen[question.key] = answers.get(question.key)
    return found


def _given(value: Any) -> set:
    return set(value) if isinstance(value, list) else {value}


def kept(questions: Iterable[SurveyQuestion], answers: Answers) -> Answers:
    """The answers that count: of questions that are asked, and answered."""
    asked = [question.key for question in shown(questions, answers)]
    return {key: answers[key] for key in asked if answers.get(key) not in (None, "", [])}


def missing(questions: Iterable[SurveyQuestion], answers: Answers) -> list[SurveyQuestion]:
    """Questions that are asked, must be answered and are not."""
    return [
        question
        for question in shown(questions, answers)
        if question.is_required and not is_answered(question, answers.get(question.key))
    ]


def pages_of(questions: Iterable[SurveyQuestion]) -> list[list[SurveyQuestion]]:
    """A page per section, in order."""
    return [list(page) for _section, page in groupby(questions, key=lambda question: question.section)]


def condition_of(question: SurveyQuestion, questions: Iterable[SurveyQuestion]) -> str:
    """When the question is asked, for a reader whose browser cannot hide it."""
    earlier = next((one for one in questions if one.number == question.shown_after), None)
    if earlier is None:
        return ""
    words = dict(earlier.choices) if earlier.kind != QuestionKind.NUMBER else {}
    answers = "; ".join(words.get(value, str(value)) for value in question.shown_for)
    return _("Only if the answer to question %(number)s is: %(answers)s") % {"number": earlier.number, "answers": answers}


def in_words(question: SurveyQuestion, value: Any) -> list[str]:
    """An answer as its giver reads it before sending, and as it stands in the officers' file."""
    if value in (None, "", []):
        return []
    words = dict(question.choices) if question.kind not in (QuestionKind.NUMBER, QuestionKind.TEXT) else {}
    if question.kind == QuestionKind.SEVERAL:
        return [words.get(one, "") for one in value]
    if question.kind == QuestionKind.MATRIX:
        return [
            f"{row}: {words.get(one, '')}" for row, one in zip(question.row_labels, value, strict=False) if one is not None
        ]  # fmt: skip
    return [words.get(value, _number(value))]


def _number(value: Any) -> str:
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def faults(questions: list[SurveyQuestion]) -> list[str]:
    """What is wrong with a questionnaire, in sentences for its author; none when it can be published."""
    if not questions:
        return [_("The survey has no questions yet.")]
    by_number = {question.number: question for question in questions}
    return [
        _("Question %(number)s: %(fault)s") % {"number": question.number, "fault": fault}
        for question in questions
        if (fault := _fault(question, by_number))
    ]


def _fault(question: SurveyQuestion, by_number: dict[int, SurveyQuestion]) -> str:
    if question.kind in CHOOSING and len(question.labels) < 2:
        return _("give at least two answers, one per line.")
    if question.kind == QuestionKind.MATRIX and not question.row_labels:
        return _("give the rows of the table, one per line.")
    if question.kind == QuestionKind.SCALE:
        if question.lowest is None or question.highest is None:
            return _("give the lowest and the highest step of the scale.")
        if question.highest - question.lowest >= WIDEST_SCALE:
            return _("a scale has at most %(steps)s steps.") % {"steps": WIDEST_SCALE}
    earlier = by_number.get(question.shown_after)
    if question.shown_after is not None and (earlier is None or earlier.kind not in CONDITIONS):
        return _("its condition names a question that is not there or cannot decide.")
    if earlier and earlier.kind != QuestionKind.NUMBER and not set(question.shown_for) <= dict(earlier.choices).keys():
        return _("its condition names an answer that is not in the list.")
    return ""
