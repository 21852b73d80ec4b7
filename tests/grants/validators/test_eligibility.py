from datetime import date
from decimal import Decimal

import pytest

from grants.enums import ApplicantKind
from grants.validators.eligibility import Admission, Verdict, findings_of, questions_for, verdict_of
from portal.ui.templatetags.portal_ui import money, percent
from tests.factories.applying import TYPED_ELIGIBILITY

ADMISSION = Admission(
    (ApplicantKind.ASSOCIATION, ApplicantKind.INFORMAL),
    Decimal(500),
    Decimal(3000),
    Decimal(10),
    date(2027, 6, 1),
    date(2028, 5, 31),
)


def findings(**answers: str):
    return findings_of(ADMISSION, TYPED_ELIGIBILITY | answers)


def test_a_community_that_keeps_every_rule_passes_every_question():
    found = findings()

    assert len(found) == len(questions_for(ADMISSION))
    assert verdict_of(found) == Verdict.PASSES


@pytest.mark.rule("S4-101")
@pytest.mark.parametrize("kind", ["foundation", "religious", "other"])
def test_a_kind_of_applicant_that_the_rules_leave_out_fails_with_the_reason(kind):
    (failed,) = [one for one in findings(applicant=kind) if one.fails]

    assert failed.text
    assert verdict_of(findings(applicant=kind)) == Verdict.FAILS


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("verified", "no"), ("place", "partly"), ("debts", "agreed"), ("contracts", "report"), ("sum", "less"), ("sum", "more"),
        ("own_share", "no"), ("time", "no"),
    ],
)  # fmt: skip
def test_what_can_be_mended_passes_with_what_to_do_first(question, answer):
    found = findings(**{question: answer})

    (mended,) = [one for one in found if not one.passes]
    assert mended.text
    assert verdict_of(found) == Verdict.MENDABLE


@pytest.mark.parametrize(("question", "answer"), [("place", "no"), ("debts", "yes"), ("contracts", "yes"), ("insolvency", "yes")])
def test_one_failure_outweighs_everything_else(question, answer):
    assert verdict_of(findings(**{question: answer})) == Verdict.FAILS


def test_the_numbers_of_the_call_stand_in_the_questions():
    text = " ".join(
        f"{question.label} {answer.label} {answer.text}" for question in questions_for(ADMISSION) for answer in question.answers
    )

    assert money(500) in text
    assert money(3000) in text
    assert percent(10) in text


def test_a_call_that_pays_everything_asks_for_no_own_share():
    paid = Admission(ADMISSION.kinds, Decimal(0), Decimal(100), Decimal(0), ADMISSION.starts_on, ADMISSION.ends_on)

    assert "own_share" not in [question.key for question in questions_for(paid)]


def test_an_answer_that_is_no_choice_counts_as_none():
    assert len(findings(debts="varbūt")) == len(findings()) - 1
