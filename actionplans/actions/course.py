"""A plan's way from draft to end: asked about, rewritten, adopted, started, reviewed each year, ended."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.actions.monitoring import release_promise
from actionplans.enums import ActionStatus, PlanState, Promise
from actionplans.models import ChapterDraft, Plan, PlanConsultation, PlanReview
from actionplans.queries.consulting import is_still_asked, latest_consultation, text_of
from actionplans.queries.monitoring import promises_of
from actionplans.queries.plan import chapter_states
from actionplans.queries.ties import loose_ends
from actionplans.workflow import PLAN
from communities.models import Neighbourhood
from participation.actions.consultation import add_result, publish_consultation, start_consultation
from participation.actions.document import add_document
from participation.enums import ConsultationKind, ConsultationState
from participation.models import Consultation
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.obligations.actions import cancel_obligation, fulfil_obligation, open_obligation
from portal.obligations.rules_of_law import legal_rule
from portal.ui.links import plain_path, plain_reverse
from portal.ui.plain_text import plain_text
from portal.ui.search import index

REVIEW_RULE = "PLAN_REVIEW"
FINISHED = (ActionStatus.DONE, ActionStatus.STOPPED)
SHORTEST_SUMMARY = 40


@action("actionplans.plan.consulted")
def consult_plan(
    *,
    plan: Plan,
    opens_on: date,
    closes_on: date | None = None,
    justification: str = "",
    contact_post: str,
    contact_phone: str,
    contact_email: str,
    by,
    now: datetime,
) -> Consultation:
    """Ask everybody about the draft: a consultation opens, the plan's text stands in it paragraph by paragraph.

    Raises ``InvalidInput`` for a plan without any text, and with what the rules of consultations still ask for.
    """
    plan = Plan.objects.lock(plan.pk)
    PLAN.check(plan.state, PlanState.CONSULTED)
    text = text_of(plan)
    if not text:
        raise InvalidInput(_("Nothing is written yet, so there is nothing to ask about."))
    consultation = start_consultation(
        consultation=Consultation(
            kind=ConsultationKind.PLANNING, title=plan.title[:90], summary=plan.story, justification=justification,
            unit=plan.unit, contact_post=contact_post, contact_phone=contact_phone, contact_email=contact_email,
        ),
        opens_on=opens_on, closes_on=closes_on, by=by, now=now,
    )  # fmt: skip
    consultation.neighbourhoods.set(plan.neighbourhoods.all() or Neighbourhood.objects.all())
    add_document(consultation=consultation, title=plan.title, text=text, by=by, now=now)
    consultation = publish_consultation(consultation=consultation, by=by, now=now)
    PlanConsultation.objects.create(plan=plan, consultation=consultation)
    _move(plan, PlanState.CONSULTED, now)
    record(target=plan, consultation=consultation)
    return consultation


@action("actionplans.plan.rewritten")
def rewrite_plan(*, plan: Plan, by, now: datetime) -> Plan:
    """Write on after the consultation. Raises ``StateConflict`` while people are still reading the text they were given."""
    plan = Plan.objects.lock(plan.pk)
    PLAN.check(plan.state, PlanState.DRAFT)
    _refuse_while_asked(plan, now)
    _move(plan, PlanState.DRAFT, now)
    record(target=plan)
    return plan


@action("actionplans.plan.adopted")
def adopt_plan(*, plan: Plan, decision_number: str, adopted_on: date, changes: str = "", by, now: datetime) -> Plan:
    """The council has adopted the plan. ``changes`` says what the opinions changed: it becomes the consultation's result.

    Raises ``InvalidInput`` for a day to come, for a plan that is not complete, and where people were asked and are not told
    what came of it.
    """
    plan = Plan.objects.lock(plan.pk)
    PLAN.check(plan.state, PlanState.ADOPTED)
    _refuse_while_asked(plan, now)
    if adopted_on > timezone.localdate(now):
        raise InvalidInput(_("The day of the decision is still to come."), field="adopted_on")
    require_complete(plan)
    _tell_what_came_of_it(plan, changes, by, now)
    plan.decision_number, plan.adopted_on = decision_number, adopted_on
    _move(plan, PlanState.ADOPTED, now)
    ChapterDraft.objects.filter(chapter__plan=plan).delete()
    record(target=plan, number=decision_number, adopted_on=adopted_on)
    request_document("actionplans.plan", subject=plan, now=now)
    return plan


def require_complete(plan: Plan) -> None:
    """Raises ``InvalidInput`` with the name of every chapter still missing and of everything that hangs loose (S0-44)."""
    gaps = [f"{one.number}. {one.kind}" for one in chapter_states(plan) if one.kind.is_required and not one.is_complete]
    gaps += [str(end) for end in loose_ends(plan)]
    if gaps:
        raise InvalidInput(_("Before adopting complete: %(gaps)s.") % {"gaps": "; ".join(gaps)})


def _tell_what_came_of_it(plan: Plan, changes: str, by, now: datetime) -> None:
    consultation = latest_consultation(plan)
    if consultation is None or consultation.result or consultation.state != ConsultationState.PUBLISHED:
        return
    if len(changes.strip()) < SHORTEST_SUMMARY:
        raise InvalidInput(_("People were asked: say in a few sentences what their opinions changed."), field="changes")
    add_result(consultation=consultation, result=changes, by=by, now=now)


@action("actionplans.plan.started")
def start_plan(*, plan: Plan, by, now: datetime) -> Plan:
    """The actions begin, and the unit promises a review of each year."""
    plan = Plan.objects.lock(plan.pk)
    PLAN.check(plan.state, PlanState.IN_PROGRESS)
    _move(plan, PlanState.IN_PROGRESS, now)
    record(target=plan)
    _promise_review(plan, max(plan.year_from, timezone.localdate(now).year), now)
    return plan


def _promise_review(plan: Plan, year: int, now: datetime) -> None:
    """The review of ``year`` is due soon after it ends."""
    year_ends = date(year, 12, 31)
    open_obligation(
        kind=Promise.PLAN_REVIEW,
        subject=plan,
        holder=plan.unit,
        received_at=now,
        due_on=year_ends + timedelta(days=legal_rule(REVIEW_RULE, year_ends).whole),
        label=plan.title,
        address=plain_path(plan),
        staff_address=plain_reverse("admin:actionplans_plan_change", plan.pk),
    )


@action("actionplans.plan.reviewed")
def review_plan(*, plan: Plan, year: int, summary: str, changes: str = "", by, now: datetime) -> PlanReview:
    """Say in public what a year brought and what will be done differently; the review of the next year is promised.

    Raises ``InvalidInput`` for a year outside the plan or still to come, ``StateConflict`` for one reviewed already.
    """
    plan = Plan.objects.lock(plan.pk)
    if plan.state != PlanState.IN_PROGRESS:
        raise StateConflict(_("Only a plan in progress is reviewed."))
    if not plan.year_from <= year <= min(plan.year_to, timezone.localdate(now).year):
        raise InvalidInput(_("Give a year of the plan that is not still to come."), field="year")
    if plan.reviews.filter(year=year, is_final=False).exists():
        raise StateConflict(_("This year is reviewed already."))
    review = _write_review(plan, year, summary, changes, by, now)
    record(target=plan, year=year)
    notify("actionplans.plan_news", subject=plan, now=now, review=review)
    fulfil_obligation(kind=Promise.PLAN_REVIEW, subject=plan, now=now)
    if year < plan.year_to:
        _promise_review(plan, year + 1, now)
    return review


@action("actionplans.plan.ended")
def end_plan(*, plan: Plan, summary: str, by, now: datetime) -> Plan:
    """The plan is over; its last review says what was reached. Raises ``InvalidInput`` that names every action still open,
    ``StateConflict`` in the middle of an amendment."""
    plan = Plan.objects.lock(plan.pk)
    PLAN.check(plan.state, PlanState.ENDED)
    if plan.is_being_amended:
        raise StateConflict(_("The plan is being amended. Have the amendment adopted or take it back first."))
    if still_open := [str(one) for one in plan.actions.exclude(progress__in=FINISHED)]:
        raise InvalidInput(
            _("Say first of each action whether it is done or stopped: %(actions)s.") % {"actions": "; ".join(still_open)}
        )
    _write_review(plan, timezone.localdate(now).year, summary, "", by, now, is_final=True)
    _move(plan, PlanState.ENDED, now)
    record(target=plan)
    cancel_obligation(kind=Promise.PLAN_REVIEW, subject=plan, reason=_("the plan has ended"), now=now)
    for promise in promises_of(plan):
        release_promise(obligation=promise, now=now)
    return plan


def _write_review(
    plan: Plan, year: int, summary: str, changes: str, by, now: datetime, *, is_final: bool = False
) -> PlanReview:  # fmt: skip
    if len(summary.strip()) < SHORTEST_SUMMARY:
        raise InvalidInput(_("Say in a few sentences what was reached and what was not."), field="summary")
    return PlanReview.objects.create(
        plan=plan, year=year, summary=plain_text(summary), changes=plain_text(changes), is_final=is_final, reviewed_at=now,
        reviewed_by=by,
    )  # fmt: skip


def _refuse_while_asked(plan: Plan, now: datetime) -> None:
    if is_still_asked(plan, now):
        raise StateConflict(_("People are still giving their opinion on this text. Wait until the consultation has closed."))


def _move(plan: Plan, state: PlanState, now: datetime) -> None:
    plan.state = state
    plan.save(update_fields=["state", "decision_number", "adopted_on", "updated_at"])
    index(plan)
    if state != PlanState.DRAFT:
        notify("actionplans.plan_news", subject=plan, now=now)
