"""Page-shaped reads: voices of a consultation, the answer log, the clock by unit."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from communities.models import Neighbourhood
from communities.queries.gaps import Keys, living_communities
from participation.enums import ForumState, Promise, VoiceKind
from participation.models import Answer, Consultation, Forum, Opinion, Submission
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


def last_forums(keys: Keys, now: datetime) -> list[tuple[int, datetime | None]]:
    """When the last forum was held in those of the neighbourhoods in which a community lives, one query."""
    held = Forum.objects.exclude(state=ForumState.CANCELLED).filter(neighbourhood=OuterRef("pk"), held_at__lte=now)
    inhabited = Neighbourhood.objects.filter(pk__in=keys).filter(pk__in=living_communities().values("neighbourhoods"))
    return list(inhabited.order_by().values_list("pk", Subquery(held.order_by("-held_at").values("held_at")[:1])))
