"""Voices, stages and outcomes of a consultation."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from participation.enums import EARLY_STAGES, OpinionState, Outcome, VoiceKind
from participation.models import Consultation
from portal.obligations.clock import end_of_day, last_day_of


@dataclass(frozen=True)
class Voices:
    """Joint opinions are counted apart from individual ones (S4-94); ``answered`` of both are answered."""

    joint: int
    represented: int
    individual: int
    answered: int


def count_voices(consultation: Consultation) -> Voices:
    """A count over all opinions; pages read the counters kept on the consultation."""
    joint = Q(voice=VoiceKind.JOINT)
    counts = consultation.opinions.public().aggregate(
        joint=Count("pk", filter=joint),
        represented=Coalesce(Sum("residents_represented", filter=joint), 0),
        individual=Count("pk", filter=Q(voice=VoiceKind.INDIVIDUAL)),
        answered=Count("pk", filter=Q(state=OpinionState.ANSWERED)),
    )
    return Voices(**counts)


class Progress(StrEnum):
    """Where a milestone stands on the day of reading."""

    PAST = "past"
    NEXT = "next"
    COMING = "coming"


@dataclass(frozen=True)
class Milestone:
    """One stage on the page of a consultation."""

    label: str
    on: date
    over_at: datetime
    progress: Progress = Progress.COMING


def milestones(consultation: Consultation, now: datetime) -> list[Milestone]:
    """The stages of a consultation in order of their days, each over, next or still to come."""
    stages = [_at(pgettext("consultation", "Announced"), consultation.published_at)]
    if consultation.cancelled_at:
        stages.append(_at(pgettext("consultation", "Called off"), consultation.cancelled_at))
    else:
        stages += [
            _at(_("Opens"), consultation.opens_at),
            _at(_("Closes"), consultation.closes_at),
            _by(_("The council decides"), consultation.decision_on),
            _at(_("The result is published"), consultation.result_at)
            or _by(_("The result is published at the latest"), result_due(consultation)),
        ]
    stages.append(_by(_("Every opinion is answered at the latest"), consultation.answers_by))
    ordered = sorted((one for one in stages if one), key=lambda one: one.over_at)
    coming = next((one for one in ordered if one.over_at > now), None)
    return [
        replace(one, progress=Progress.PAST if one.over_at <= now else Progress.NEXT if one is coming else Progress.COMING)
        for one in ordered
    ]


def _at(label: str, instant: datetime | None) -> Milestone | None:
    return Milestone(label, last_day_of(instant), instant) if instant else None


def _by(label: str, day: date | None) -> Milestone | None:
    return Milestone(label, day, end_of_day(day)) if day else None


def result_due(consultation: Consultation) -> date | None:
    """The day by which the result is promised: everything is answered and decided by then."""
    return max((day for day in (consultation.answers_by, consultation.decision_on) if day), default=None)


@dataclass(frozen=True)
class OutcomeCount:
    outcome: str
    number: int


def outcome_counts(consultation: Consultation) -> list[OutcomeCount]:
    """What became of the public opinions, in the order of the outcomes: one query."""
    answered = consultation.opinions.public().filter(answer__published_at__isnull=False)
    counts = dict(answered.order_by().values_list("answer__outcome").annotate(number=Count("pk")))
    return [OutcomeCount(outcome.label, counts[outcome]) for outcome in Outcome if outcome in counts]


@dataclass(frozen=True)
class EarlyStages:
    """S4-89: of how many matters people were asked while the solution was still open."""

    early: int
    processes: int

    @property
    def share(self) -> int | None:
        return round(100 * self.early / self.processes) if self.processes else None


def early_stages(consultations: QuerySet[Consultation] | None = None) -> EarlyStages:
    """Matters people were asked about, and those that began with an early stage: one query.

    Consultations that continue one another are one matter; without ``consultations`` all published ones count.
    """
    rows = Consultation.objects.published() if consultations is None else consultations
    stages = {pk: (stage, earlier) for pk, stage, earlier in rows.order_by().values_list("pk", "stage", "continues")}
    continued = {earlier for _stage, earlier in stages.values()}
    last = [pk for pk in stages if pk not in continued]
    return EarlyStages(sum(_began_early(pk, stages) for pk in last), len(last))


def _began_early(pk: int, stages: dict[int, tuple[str, int | None]]) -> bool:
    seen: set[int] = set()
    while pk in stages and pk not in seen:
        seen.add(pk)
        stage, earlier = stages[pk]
        if stage in EARLY_STAGES:
            return True
        pk = earlier
    return False
