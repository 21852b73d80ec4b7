"""Whether an applicant may apply: a few questions, each with answers that pass, pass with something to mend first, or
fail with the reason. Pure: what the call allows goes in, questions and findings come out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from grants.enums import ApplicantKind
from portal.ui.templatetags.portal_ui import day, money, percent


class Verdict(IntEnum):
    """The worst of several counts."""

    PASSES = 0
    MENDABLE = 1
    FAILS = 2


@dataclass(frozen=True)
class Answer:
    value: str
    label: Any
    verdict: Verdict = Verdict.PASSES
    text: Any = ""


@dataclass(frozen=True)
class Question:
    key: str
    label: Any
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Finding:
    """What one answer means for this applicant."""

    question: Any
    answer: Any
    verdict: Verdict
    text: Any

    @property
    def passes(self) -> bool:
        return self.verdict == Verdict.PASSES

    @property
    def fails(self) -> bool:
        return self.verdict == Verdict.FAILS


@dataclass(frozen=True)
class Admission:
    """Whom and what a call admits: kinds of applicants, EUR per project, percent of own share, the time of projects."""

    kinds: tuple[str, ...]
    smallest: Decimal
    largest: Decimal
    own_share: Decimal
    starts_on: date
    ends_on: date


def questions_for(admission: Admission) -> list[Question]:
    """The questions of a call, in order. What depends on the call is told with its own numbers."""
    yes, no = pgettext("answer", "yes"), pgettext("answer", "no")
    questions = [
        Question("applicant", _("Who applies?"), _applicants(admission)),
        Question(
            "verified",
            _("Is the community registered on this portal and verified?"),
            (
                Answer("yes", yes),
                Answer(
                    "no", pgettext("answer", "not yet"), Verdict.MENDABLE,
                    _("Register the community first: the draft can be begun once an officer has verified it."),
                ),
            ),
        ),
        Question(
            "place",
            _("Do residents of this municipality gain from the project?"),
            (
                Answer("yes", yes),
                Answer(
                    "partly", pgettext("answer", "partly"), Verdict.MENDABLE,
                    _("Put into the budget only the part that serves residents of this municipality."),
                ),
                Answer("no", no, Verdict.FAILS, _("The money is for projects that serve residents of this municipality.")),
            ),
        ),
        Question(
            "debts",
            _("Does the applicant have tax debts?"),
            (
                Answer("no", no),
                Answer(
                    "agreed", _("yes, with payment dates agreed with the tax office"), Verdict.MENDABLE,
                    _("Attach the agreed payment dates to the application."),
                ),
                Answer("yes", yes, Verdict.FAILS, _("An applicant with tax debts cannot receive a grant. Pay them first.")),
            ),
        ),
        Question(
            "contracts",
            _("Is an earlier contract with the municipality unfulfilled?"),
            (
                Answer("no", no),
                Answer(
                    "report", _("only the report is not accepted yet"), Verdict.MENDABLE,
                    _("Hand the report in before you apply."),
                ),
                Answer("yes", yes, Verdict.FAILS, _("Fulfil the earlier contract first; then you may apply again.")),
            ),
        ),
        Question(
            "insolvency",
            _("Is the applicant insolvent or being wound up?"),
            (
                Answer("no", no),
                Answer("yes", yes, Verdict.FAILS, _("An applicant that is insolvent or being wound up cannot receive a grant.")),
            ),
        ),
        Question("sum", _("How much would you ask for?"), _sums(admission)),
    ]  # fmt: skip
    if admission.own_share > 0:
        questions.append(Question("own_share", _own_share_asked(admission), _own_share(yes)))
    questions.append(Question("time", _time_asked(admission), _time(yes, no)))
    return questions


def _applicants(admission: Admission) -> tuple[Answer, ...]:
    refusal = _("The rules of this call do not let this kind of applicant apply.")
    kinds = tuple(
        Answer(kind.value, kind.label)
        if kind.value in admission.kinds
        else Answer(kind.value, kind.label, Verdict.FAILS, refusal)
        for kind in ApplicantKind
    )
    return (*kinds, Answer("other", _("somebody else: a company, an institution, one person"), Verdict.FAILS, refusal))


def _sums(admission: Admission) -> tuple[Answer, ...]:
    smallest, largest = money(admission.smallest), money(admission.largest)
    return (
        Answer("within", _("from %(smallest)s to %(largest)s") % {"smallest": smallest, "largest": largest}),
        Answer(
            "less", _("less than %(smallest)s") % {"smallest": smallest}, Verdict.MENDABLE,
            _("The smallest grant is %(smallest)s. Do more, or apply together with a neighbouring community.")
            % {"smallest": smallest},
        ),
        Answer(
            "more", _("more than %(largest)s") % {"largest": largest}, Verdict.MENDABLE,
            _("At most %(largest)s can be granted. Find other money for the rest, or do a part of the project.")
            % {"largest": largest},
        ),
    )  # fmt: skip


def _own_share_asked(admission: Admission) -> str:
    return _("Can you bring at least %(share)s of the total yourselves: in money or in work, rooms and machines?") % {
        "share": percent(admission.own_share)
    }


def _own_share(yes) -> tuple[Answer, ...]:
    return (
        Answer("yes", yes),
        Answer(
            "no", pgettext("answer", "not yet"), Verdict.MENDABLE,
            _("Count hours of voluntary work at the rates of the call; no proof of cost is asked."),
        ),
    )  # fmt: skip


def _time_asked(admission: Admission) -> str:
    return _("Would the project run between %(start)s and %(end)s?") % {
        "start": day(admission.starts_on), "end": day(admission.ends_on),
    }  # fmt: skip


def _time(yes, no) -> tuple[Answer, ...]:
    return (
        Answer("yes", yes),
        Answer("no", no, Verdict.MENDABLE, _("Only what is done within this time is paid for. Move the work.")),
    )


def findings_of(admission: Admission, answers: Mapping[str, str]) -> list[Finding]:
    """One finding for every question that is answered."""
    found = []
    for question in questions_for(admission):
        answer = next((one for one in question.answers if one.value == answers.get(question.key)), None)
        if answer:
            found.append(Finding(question.label, answer.label, answer.verdict, answer.text))
    return found


def verdict_of(findings: list[Finding]) -> Verdict:
    return max((one.verdict for one in findings), default=Verdict.PASSES)
