from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from actionplans.actions.action_update import ask_for_status, report_progress
from actionplans.enums import ActionStatus, PlanState
from actionplans.models import Action, ActionUpdate, Plan
from actionplans.workflow import ACTION
from portal.errors import InvalidInput, StateConflict
from tests.factories.monitoring import coordinator, running_action

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S0-50")]

NOW = datetime(2027, 7, 5, 10, 0, tzinfo=ZoneInfo("Europe/Riga"))
WHY = "Upe vēl nav nokritusies, tāpēc mācības pārceltas uz septembra vidu."


def tell(action: Action, progress: str, reason: str = "", now: datetime = NOW) -> ActionUpdate:
    return report_progress(plan_action=action, progress=progress, reason=reason, by=coordinator(), now=now)


@pytest.mark.parametrize(("state", "target"), [(one, two) for one in ActionStatus for two in ActionStatus])
def test_progress_stays_or_moves_only_as_the_table_says(state, target):
    action = running_action(progress=state)

    if state == target or ACTION.allows(state, target):
        tell(action, target, WHY)
    else:
        with pytest.raises(StateConflict):
            tell(action, target, WHY)

    moved = Action.objects.get().progress != state
    assert moved is ACTION.allows(state, target)


@pytest.mark.parametrize("progress", [ActionStatus.LATE, ActionStatus.STOPPED])
@pytest.mark.parametrize("reason", ["", "Kavējas."])
def test_late_and_stopped_say_why(progress, reason):
    action = running_action(progress=ActionStatus.ON_TIME)

    with pytest.raises(InvalidInput) as refusal:
        tell(action, progress, reason)

    assert refusal.value.field == "reason"
    assert not ActionUpdate.objects.exists()


def test_the_word_is_of_the_quarter_that_is_owed_and_then_of_the_present_one():
    action = running_action(starts_on=date(2027, 2, 1))

    told = [tell(action, progress).quarter_from for progress in (ActionStatus.ON_TIME, ActionStatus.ON_TIME)]

    assert told == [date(2027, 4, 1), date(2027, 7, 1)]


def test_told_again_a_word_corrects_the_one_of_its_quarter():
    action = running_action(starts_on=date(2027, 7, 1))

    tell(action, ActionStatus.ON_TIME)
    tell(action, ActionStatus.LATE, WHY)

    update = action.updates.get()
    assert (update.progress, update.reason) == (ActionStatus.LATE, WHY)


def test_a_status_is_due_ten_working_days_after_the_quarter_and_is_kept_by_the_word():
    action = running_action(starts_on=date(2027, 2, 1))
    promise = ask_for_status(plan_action=action, now=NOW)

    tell(action, ActionStatus.ON_TIME)

    promise.refresh_from_db()
    assert (promise.received_on, promise.due_on, promise.holder) == (date(2027, 7, 1), date(2027, 7, 15), action.plan.unit)
    assert promise.fulfilled_at == NOW


@pytest.mark.parametrize("state", [PlanState.CONSULTED, PlanState.ENDED])
def test_nothing_is_told_of_a_plan_that_is_not_carried_out(state):
    action = running_action()
    Plan.objects.update(state=state)

    with pytest.raises(StateConflict) as refusal:
        tell(action, ActionStatus.ON_TIME)

    assert str(refusal.value) == "Par gaitu ziņo, kamēr plānu īsteno."
