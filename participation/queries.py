"""Page-shaped reads: voices of a consultation, the answer log, the clock by unit."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.enums import Promise, VoiceKind
from participation.models import Answer, Consultation, Opinion, Submission
from participation.models.opinion import CONFIRMATION_TERM
from portal.errors import InvalidInput
from portal.municipality.models import Unit
from portal.obligations.models import Obligation
from portal.obligations.queries import obligations_of_many, public_kinds
from portal.ui.confirming import ConfirmationLink

LINK = ConfirmationLink(
    "participation.opinion.confirm",
    CONFIRMATION_TERM,
    gettext_lazy("This link is older than seven days and no longer works. Send your opinion again."),
)


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


def opinion_cards(opinions: list[Opinion]) -> list[AnswerCard]:
    promises = obligations_of_many(Opinion, [opinion.pk for opinion in opinions], Promise.OPINION_ANSWER)
    return [AnswerCard("opinion", opinion, _published(opinion), promises.get(opinion.pk)) for opinion in opinions]


def submission_cards(submissions: list[Submission]) -> list[AnswerCard]:
    promises = obligations_of_many(Submission, [one.pk for one in submissions], Promise.SUBMISSION_ANSWER)
    return [AnswerCard("submission", one, _published(one), promises.get(one.pk)) for one in submissions]


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


@dataclass(frozen=True)
class Voices:
    """Joint opinions are counted apart from individual ones (S4-94)."""

    joint: int
    represented: int
    individual: int


def count_voices(consultation: Consultation) -> Voices:
    """A slow and obvious count; pages read the counters kept on the consultation."""
    public = consultation.opinions.public()
    joint = public.filter(voice=VoiceKind.JOINT)
    return Voices(
        joint=joint.count(),
        represented=joint.aggregate(total=Sum("residents_represented"))["total"] or 0,
        individual=public.filter(voice=VoiceKind.INDIVIDUAL).count(),
    )


@dataclass(frozen=True)
class UnitFigures:
    unit: str
    waiting: int
    overdue: int
    answered: int
    in_time: int

    @property
    def share_in_time(self) -> int | None:
        return round(100 * self.in_time / self.answered) if self.answered else None


def figures_by_unit(now: datetime) -> list[UnitFigures]:
    """The public clock by unit, one query."""
    kinds = Q(obligation__kind__in=public_kinds()) & ~Q(obligation__visibility="sensitive")
    is_open = Q(obligation__fulfilled_at__isnull=True, obligation__cancelled_at__isnull=True)
    units = (
        Unit.objects.annotate(
            waiting=Count("obligation", filter=kinds & is_open),
            overdue=Count("obligation", filter=kinds & is_open & Q(obligation__due_at__lte=now)),
            answered=Count("obligation", filter=kinds & Q(obligation__fulfilled_at__isnull=False)),
            in_time=Count("obligation", filter=kinds & Q(obligation__fulfilled_at__lt=F("obligation__due_at"))),
        )
        .filter(Q(waiting__gt=0) | Q(answered__gt=0))
        .order_by("name_sort")
    )
    return [UnitFigures(one.name, one.waiting, one.overdue, one.answered, one.in_time) for one in units]


def longest_waiting(now: datetime, limit: int = 10) -> list[Obligation]:
    """What has waited longest for an answer, as everybody may see it."""
    return list(
        Obligation.objects.open().public().filter(kind__in=public_kinds()).select_related("unit").order_by("received_at")[:limit]
    )  # fmt: skip


def confirmation_token(opinion: Opinion) -> str:
    return LINK.token_for(opinion.pk)


def opinion_to_confirm(token: str) -> Opinion:
    """The opinion a confirmation link belongs to.

    Raises ``InvalidInput``: the link is mangled, or older than a week and its opinion was let go.
    """
    opinion = Opinion.objects.filter(pk=LINK.read(token)).select_related("consultation").first()
    if opinion is None:
        raise InvalidInput(_("The opinion of this link no longer exists. Send it again."))
    return opinion
