from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.enums import PlanState
from actionplans.models import Action, Chapter, ChapterTemplate, Indicator, Plan, Reading
from actionplans.queries.plan import chapter_states
from actionplans.workflow import ACTION, PLAN
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import InvalidInput
from portal.ui.search import index


@action("actionplans.chapter.written")
def write_chapter(*, plan: Plan, kind: ChapterTemplate, text: str, by, now: datetime) -> Chapter:
    """Write or rewrite one chapter. Every version stays in the history."""
    plan = Plan.objects.lock(plan.pk)
    chapter, _created = Chapter.objects.update_or_create(plan=plan, kind=kind, defaults={"text": text})
    record(target=plan, chapter=kind.slug)
    return chapter


@action("actionplans.plan.printed")
def print_plan(*, plan: Plan, by, now: datetime) -> Plan:
    """Ask for the plan's next printed version: PROJEKTS until it is complete and adopted (D7)."""
    plan = Plan.objects.lock(plan.pk)
    record(target=plan)
    request_document("actionplans.plan", subject=plan, now=now)
    index(plan)
    return plan


@action("actionplans.plan.adopted")
def adopt_plan(*, plan: Plan, decision_number: str, adopted_on: date, by, now: datetime) -> Plan:
    """The council has adopted the plan.

    Raises ``InvalidInput`` for a day to come, and with the name of every chapter still missing and of every action
    or goal left untied (S0-44).
    """
    plan = Plan.objects.lock(plan.pk)
    PLAN.check(plan.state, PlanState.ADOPTED)
    if adopted_on > timezone.localdate(now):
        raise InvalidInput(_("The day of the decision is still to come."), field="adopted_on")
    gaps = [f"{one.number}. {one.kind}" for one in chapter_states(plan) if one.kind.is_required and not one.is_complete]
    gaps += [str(one) for one in plan.goals.filter(actions__isnull=True)]
    gaps += [str(one) for one in plan.goals.filter(indicators__isnull=True)]
    gaps += [str(one) for one in plan.actions.filter(goals__isnull=True)]
    if gaps:
        raise InvalidInput(_("Before adopting complete: %(gaps)s.") % {"gaps": "; ".join(gaps)})
    plan.state, plan.decision_number, plan.adopted_on = PlanState.ADOPTED, decision_number, adopted_on
    plan.save(update_fields=["state", "decision_number", "adopted_on", "updated_at"])
    record(target=plan, number=decision_number, adopted_on=adopted_on)
    request_document("actionplans.plan", subject=plan, now=now)
    index(plan)
    return plan


@action("actionplans.action.progress_reported")
def report_progress(*, plan_action: Action, progress: str, by, now: datetime) -> Action:
    """How an action stands now."""
    plan_action = Action.objects.select_for_update(of=("self",)).get(pk=plan_action.pk)
    ACTION.check(plan_action.progress, progress)
    before, plan_action.progress = plan_action.progress, progress
    plan_action.save(update_fields=["progress", "updated_at"])
    record(target=plan_action, before=before, after=progress)
    return plan_action


@action("actionplans.reading.added")
def add_reading(*, indicator: Indicator, value: Decimal, measured_on: date, note: str = "", by, now: datetime) -> Reading:
    """A value measured on a day. Raises ``InvalidInput`` for a day before the baseline or in the future."""
    if measured_on < indicator.baseline_on:
        raise InvalidInput(_("The day is before the baseline's date."), field="measured_on")
    if measured_on > timezone.localdate(now):
        raise InvalidInput(_("A value cannot be measured in the future."), field="measured_on")
    reading, _created = Reading.objects.update_or_create(
        indicator=indicator, measured_on=measured_on, defaults={"value": value, "note": note}
    )
    record(target=indicator, value=value, measured_on=measured_on)
    return reading
