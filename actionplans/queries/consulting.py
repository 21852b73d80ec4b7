"""The plan as a text to be asked about, and what came back from asking."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import override

from actionplans.models import Action, ChapterTemplate, Indicator, Plan, PlanConsultation
from actionplans.queries.public import chapter_parts, with_text
from participation.enums import ConsultationState, Outcome
from participation.models import Consultation, Opinion
from participation.queries.consultation import OutcomeCount, outcome_counts
from participation.queries.contribution import Contribution, contributions

CHANGES = (Outcome.TAKEN, Outcome.PARTLY, Outcome.PLANNED)
"""Outcomes by which the text must change."""
CONSULTATIONS_SHOWN = 2
PROMISES_SHOWN = 100


@override(settings.LANGUAGE_CODE)
def text_of(plan: Plan) -> str:
    """The whole plan in the words in which it is adopted: chapters in order, each with its heading, its lists, and the
    challenges, goals, actions, indicators or places that it holds. Empty as long as no chapter has anything in it."""
    plan = with_text(Plan.objects.select_related("template")).get(pk=plan.pk)
    kinds = ChapterTemplate.Content
    held = {
        kinds.CHALLENGES: [_said(one.title, one.explanation) for one in plan.challenges.all()],
        kinds.GOALS: [_said(one, one.owner) for one in plan.goals.all()],
        kinds.ACTIONS: [_action_in_words(one) for one in plan.actions.prefetch_related("goals", "steps", "moneys")],
        kinds.INDICATORS: [_indicator_in_words(one) for one in Indicator.objects.filter(goal__plan=plan).select_related("goal")],
    }
    paragraphs = []
    for part in chapter_parts(plan):
        text = part.state.chapter.text.strip() if part.state.chapter else ""
        lists = [f"{heading}: " + "; ".join(_said(one["title"], one["text"]) for one in points) for heading, points in part.lists]
        if text or lists:
            places = [", ".join(place["name"] for place in plan.places)] if part.holds_places else []
            heading = f"# {part.state.number}. {part.state.kind.title}"
            paragraphs += [heading, *filter(None, [text]), *lists, *places, *held.get(part.state.kind.content, ())]
    return "\n\n".join(paragraphs)


def _said(what: object, more: str) -> str:
    return f"{what} – {more}" if more else str(what)


def _action_in_words(one: Action) -> str:
    goals = ", ".join(goal.code for goal in one.goals.all())
    facts = [one.who, one.partners, f"{one.starts_on:%d.%m.%Y.}–{one.ends_on:%d.%m.%Y.}", f"{one.money:.2f} EUR", one.people]
    steps = [f"{step.title} ({step.due_on:%d.%m.%Y.})" if step.due_on else step.title for step in one.steps.all()]
    moneys = [f"{row.year}, {row.get_source_display()}: {row.amount:.2f} EUR" for row in one.moneys.all()]
    return "; ".join([f"{one} ({', '.join(filter(None, [*facts, goals]))})", *steps, *moneys])


def _indicator_in_words(one: Indicator) -> str:
    way = " → ".join(f"{value.normalize():f}".replace(".", ",") for value in (one.baseline, one.target))
    return f"{one.goal.code}: {one.name}, {way} {one.unit}, {one.baseline_on:%d.%m.%Y.}–{one.target_on:%d.%m.%Y.} ({one.source})"


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
