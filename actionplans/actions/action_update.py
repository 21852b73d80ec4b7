"""How an action stands, told every quarter."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from actionplans.enums import ActionStatus, Promise
from actionplans.models import Action, ActionUpdate
from actionplans.queries.monitoring import is_monitored, owing_status, quarter_to_report
from actionplans.queries.periods import last_quarter
from actionplans.workflow import ACTION
from portal.audit.actions import action, record
from portal.errors import StateConflict
from portal.obligations.actions import fulfil_obligation, open_obligation
from portal.obligations.answering import require_explanation
from portal.obligations.clock import end_of_day
from portal.obligations.models import Obligation
from portal.ui.links import plain_reverse
from portal.ui.visibility import Visibility

EXPLAINED = (ActionStatus.LATE, ActionStatus.STOPPED)


@action("actionplans.action_status.asked")
def ask_for_status(*, plan_action: Action, now: datetime) -> Obligation:
    """The quarter is over: how the action stands is due from the plan's unit."""
    plan = plan_action.plan
    quarter = last_quarter(timezone.localdate(now))
    record(target=plan_action, quarter=str(quarter.start))
    return open_obligation(
        kind=Promise.STATUS,
        subject=plan_action,
        holder=plan.unit,
        received_at=end_of_day(quarter.end),
        label=str(plan_action),
        address=plain_reverse("actionplans:status_form", plan_action.pk),
        visibility=Visibility.STAFF,
    )


@action("actionplans.action.progress_reported")
def report_progress(*, plan_action: Action, progress: str, reason: str = "", by, now: datetime) -> ActionUpdate:
    """How an action stands in the quarter that is asked about; told again, it stands in place of the earlier word.

    Raises ``StateConflict`` while the plan is not being carried out, ``InvalidInput`` when it is late or stopped and
    nothing says why.
    """
    plan_action = Action.objects.select_related("plan").lock(plan_action.pk)
    if not is_monitored(plan_action.plan):
        raise StateConflict(_("Progress is reported while the plan is being carried out."))
    before = plan_action.progress
    if progress != before:
        ACTION.check(before, progress)
    if progress in EXPLAINED:
        require_explanation(reason, field="reason")
    today = timezone.localdate(now)
    update, _created = ActionUpdate.objects.update_or_create(
        action=plan_action,
        quarter_from=quarter_to_report(plan_action, today).start,
        defaults={"progress": progress, "reason": reason.strip(), "reported_at": now, "reported_by": by},
    )
    plan_action.progress = progress
    plan_action.save(update_fields=["progress", "updated_at"])
    record(target=plan_action, before=before, after=progress)
    if not owing_status(today).filter(pk=plan_action.pk).exists():
        fulfil_obligation(kind=Promise.STATUS, subject=plan_action, now=now)
    return update
