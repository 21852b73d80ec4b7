"""An adopted plan is amended: for a reason, by a decision of its own, and the edition it changes stays readable."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.actions.course import require_complete
from actionplans.models import ChapterDraft, Plan, PlanAmendment
from actionplans.queries.amending import edition_in_force, open_amendment, words_of
from actionplans.queries.monitoring import is_monitored
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.ui.plain_text import plain_text
from portal.ui.search import index

SHORTEST_REASON = 40


@action("actionplans.amendment.begun")
def begin_amendment(*, plan: Plan, reason: str, by, now: datetime) -> PlanAmendment:
    """Open the text of an adopted plan for its team. Meanwhile the adopted edition holds, and what it promises goes on.

    Raises ``InvalidInput`` without a reason, ``StateConflict`` for a plan that does not hold, is amended already, or whose
    adopted edition is not printed yet.
    """
    plan = Plan.objects.lock(plan.pk)
    if not is_monitored(plan):
        raise StateConflict(_("Only an adopted plan that has not ended is amended."))
    if plan.is_being_amended:
        raise StateConflict(_("The plan is being amended already."))
    reason = plain_text(reason)
    if len(reason) < SHORTEST_REASON:
        raise InvalidInput(_("Say in a sentence or two why the plan must change: everybody reads it."), field="reason")
    document = edition_in_force(plan)
    if document is None:
        raise StateConflict(_("The adopted plan is still being printed. Try again in a minute: that edition must stay readable."))
    amendment = PlanAmendment.objects.create(
        plan=plan, edition=plan.edition + 1, reason=reason, document=document, text_before=words_of(plan), begun_at=now,
        begun_by=by,
    )  # fmt: skip
    _mark(plan, is_being_amended=True)
    record(target=plan, edition=amendment.edition)
    notify("actionplans.plan_news", subject=plan, now=now, amendment=amendment)
    return amendment


@action("actionplans.amendment.adopted")
def adopt_amendment(*, plan: Plan, decision_number: str, adopted_on: date, by, now: datetime) -> PlanAmendment:
    """The council has adopted the amendment: the changed text is the plan's next edition.

    Raises ``InvalidInput`` for a day to come or before the plan's own, for a plan that is not complete, and where nothing
    changed; ``StateConflict`` when nothing is being amended.
    """
    plan, amendment = _lock(plan)
    if adopted_on > timezone.localdate(now):
        raise InvalidInput(_("The day of the decision is still to come."), field="adopted_on")
    if adopted_on < plan.adopted_on:
        raise InvalidInput(_("The plan itself was adopted later than this day."), field="adopted_on")
    require_complete(plan)
    amendment.text_after = words_of(plan)
    if amendment.text_after == amendment.text_before:
        raise InvalidInput(_("Nothing has changed yet, so there is nothing to adopt."))
    amendment.decision_number, amendment.adopted_on = decision_number, adopted_on
    amendment.save(update_fields=["text_after", "decision_number", "adopted_on", "updated_at"])
    _mark(plan, is_being_amended=False, edition=amendment.edition)
    ChapterDraft.objects.filter(chapter__plan=plan).delete()
    record(target=plan, number=decision_number, adopted_on=adopted_on, edition=amendment.edition)
    request_document("actionplans.plan", subject=plan, now=now)
    notify("actionplans.plan_news", subject=plan, now=now, amendment=amendment)
    return amendment


@action("actionplans.amendment.withdrawn")
def withdraw_amendment(*, plan: Plan, by, now: datetime) -> Plan:
    """The plan stays as it was adopted. Raises ``StateConflict`` while its text differs from that."""
    plan, amendment = _lock(plan)
    if words_of(plan) != amendment.text_before:
        raise StateConflict(
            _("The text differs from the adopted edition. Bring it back first: the amendment's page shows what changed.")
        )
    record(target=plan, edition=amendment.edition)
    amendment.delete()
    _mark(plan, is_being_amended=False)
    ChapterDraft.objects.filter(chapter__plan=plan).delete()
    return plan


def _lock(plan: Plan) -> tuple[Plan, PlanAmendment]:
    plan = Plan.objects.lock(plan.pk)
    if not plan.is_being_amended:
        raise StateConflict(_("The plan is not being amended."))
    return plan, open_amendment(plan)


def _mark(plan: Plan, **facts) -> None:
    for name, value in facts.items():
        setattr(plan, name, value)
    plan.save(update_fields=[*facts, "updated_at"])
    index(plan)
