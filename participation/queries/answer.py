"""Questions beside their answers and clocks."""

from dataclasses import dataclass, field

from participation.enums import Promise
from participation.models import Answer, Dispute, Opinion, Submission
from portal.obligations.models import Obligation
from portal.obligations.queries import CLOCK, as_promise, obligation_of, obligations_of_many


@dataclass(frozen=True)
class AnswerCard:
    """What was asked, by whom, the answer (or None) and the promise with its clock; of an opinion also the names of the
    neighbourhoods it represents beside its own."""

    kind: str
    question: Opinion | Submission
    answer: Answer | None
    obligation: Obligation | None
    also_for: list[str] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        """What leads to the card on a page of many."""
        return f"{'viedoklis' if self.kind == 'opinion' else 'priekslikums'}-{self.question.pk}"

    @property
    def is_joint(self) -> bool:
        return self.question.is_joint


def question_cards(submissions: list[Submission], opinions: list[Opinion]) -> list[AnswerCard]:
    """Submissions, then opinions, both loaded ``for_list``."""
    return submission_cards(submissions) + opinion_cards(opinions)


def opinion_cards(opinions: list[Opinion]) -> list[AnswerCard]:
    return [AnswerCard("opinion", one, _published(one), as_promise(one.promised), one.also_for) for one in opinions]


def submission_cards(submissions: list[Submission]) -> list[AnswerCard]:
    return [AnswerCard("submission", one, _published(one), as_promise(one.promised)) for one in submissions]


def _published(question: Opinion | Submission) -> Answer | None:
    answer = getattr(question, "answer", None)
    return answer if answer and answer.published_at else None


def answer_cards(answers: list[Answer]) -> list[AnswerCard]:
    """Cards for published answers, each with the promise it kept: two queries however many."""
    opinion_keys = [one.opinion_id for one in answers if one.opinion_id]
    submission_keys = [one.submission_id for one in answers if one.submission_id]
    opinions = obligations_of_many(Opinion, opinion_keys, Promise.OPINION_ANSWER, *CLOCK)
    submissions = obligations_of_many(Submission, submission_keys, Promise.SUBMISSION_ANSWER, *CLOCK)
    return [
        AnswerCard("opinion", one.opinion, one, opinions.get(one.opinion_id), one.also_for)
        if one.opinion_id
        else AnswerCard("submission", one.submission, one, submissions.get(one.submission_id))
        for one in answers
    ]


def dispute_clock(dispute: Dispute) -> Obligation | None:
    """The clock on which a disputed answer is looked at again."""
    return obligation_of(dispute, Promise.DISPUTE_ANSWER)
