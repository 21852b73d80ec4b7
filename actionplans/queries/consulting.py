"""The plan as a text to be asked about, and what came back from asking."""

from dataclasses import dataclass
from datetime import datetime

from actionplans.models import Plan, PlanConsultation
from actionplans.queries.plan import chapter_states
from participation.enums import ConsultationState, Outcome
from participation.models import Consultation, Opinion
from participation.queries.consultation import OutcomeCount, outcome_counts
from participation.queries.contribution import Contribution, contributions

CHANGES = (Outcome.TAKEN, Outcome.PARTLY, Outcome.PLANNED)
"""Outcomes by which the text must change."""
CONSULTATIONS_SHOWN = 2
PROMISES_SHOWN = 100


def text_of(plan: Plan) -> str:
    """Chapters in order, each with its heading; goals and actions follow the chapter that holds them."""
    goals = [str(one) for one in plan.goals.all()]
    actions = [
        f"{one} ({one.who}, {one.starts_on:%m.%Y}–{one.ends_on:%m.%Y}, {one.money:.2f} EUR, {one.people})"
        for one in plan.actions.all()
    ]
    lists = {"goals": goals, "actions": actions}
    parts = []
    for state in chapter_states(plan):
        if state.chapter and state.chapter.text.strip():
            parts += [f"# {state.number}. {state.kind.title}", state.chapter.text.strip(), *lists.get(state.kind.content, ())]
    return "\n\n".join(parts)


def latest_consultation(plan: Plan) -> Consultation | None:
    row = PlanConsultation.objects.filter(plan=plan).select_related("consultation").first()
    return row.consultation if row else None


def is_still_asked(plan: Plan, now: datetime) -> bool:
    """Whether the latest consultation has not closed yet."""
    consultation = latest_consultation(plan)
    return consultation is not None and consultation.state == ConsultationState.PUBLISHED and now < consultation.closes_at


@dataclass(frozen=True)
class Returned:
    """One consultation on the plan: how its opinions were answered, and those whose answer promises a change."""

    consultation: Consultation
    outcomes: list[OutcomeCount]
    promised: list[Contribution]


def returned_to(plan: Plan) -> list[Returned]:
    """What came back, the newest consultation first; the full table stands on the consultation's own pages."""
    rows = PlanConsultation.objects.filter(plan=plan).select_related("consultation")[:CONSULTATIONS_SHOWN]
    return [Returned(one, outcome_counts(one), contributions(_promised(one))) for one in (row.consultation for row in rows)]


def _promised(consultation: Consultation) -> list[Opinion]:
    answered = consultation.opinions.public().filter(answer__published_at__isnull=False, answer__outcome__in=CHANGES)
    return list(answered.for_list().joint_first()[:PROMISES_SHOWN])
