"""Questions beside their answers and clocks."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from participation.enums import Promise
from participation.models import Answer, Opinion, Submission
from portal.obligations.models import Obligation
from portal.obligations.queries import obligations_of_many


@dataclass(frozen=True)
class AnswerCard:
    """What was asked, by whom, the answer (or None) and the promise with its clock."""

    kind: str
    question: Opinion | Submission
    answer: Answer | None
    obligation: Obligation | None

    @property
    def is_joint(self) -> bool:
        return self.question.is_joint


def question_cards(submissions: list[Submission], opinions: list[Opinion]) -> list[AnswerCard]:
    """Submissions, then opinions, with one look at the promises of all."""
    types = ContentType.objects.get_for_models(Submission, Opinion)
    rows = Obligation.objects.filter(
        Q(subject_type=types[Submission], subject_id__in=[one.pk for one in submissions], kind=Promise.SUBMISSION_ANSWER)
        | Q(subject_type=types[Opinion], subject_id__in=[one.pk for one in opinions], kind=Promise.OPINION_ANSWER)
    )
    promises = {(row.subject_type_id, row.subject_id): row for row in rows.order_by("received_at", "pk")}
    return [
        AnswerCard(one._meta.model_name, one, _published(one), promises.get((types[type(one)].pk, one.pk)))
        for one in (*submissions, *opinions)
    ]


def opinion_cards(opinions: list[Opinion]) -> list[AnswerCard]:
    return question_cards([], opinions)


def submission_cards(submissions: list[Submission]) -> list[AnswerCard]:
    return question_cards(submissions, [])


def _published(question: Opinion | Submission) -> Answer | None:
    answer = getattr(question, "answer", None)
    return answer if answer and answer.published_at else None


def answer_cards(answers: list[Answer]) -> list[AnswerCard]:
    """Cards for published answers, each with the promise it kept: two queries however many."""
    opinions = obligations_of_many(Opinion, [one.opinion_id for one in answers if one.opinion_id], Promise.OPINION_ANSWER)
    submissions = obligations_of_many(
        Submission, [one.submission_id for one in answers if one.submission_id], Promise.SUBMISSION_ANSWER
    )
    return [
        AnswerCard("opinion", one.opinion, one, opinions.get(one.opinion_id))
        if one.opinion_id
        else AnswerCard("submission", one.submission, one, submissions.get(one.submission_id))
        for one in answers
    ]
