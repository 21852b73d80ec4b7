from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from participation.actions.task import finish_task, forward_task, set_task
from participation.enums import TaskState
from participation.models import MeetingTask
from participation.workflow import TASK
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.clock import end_of_day
from portal.obligations.models import Obligation
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.council import MeetingFactory
from tests.factories.event import EventFactory
from tests.factories.forums import agree
from tests.factories.participation import plan, propose
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S4-17")]
RESULT = "Trase apskatīta, un skice ir apkaimes lapā."


def promise(task) -> Obligation:
    return Obligation.objects.about(task).open().get()


def test_a_task_is_a_promise_of_its_unit_by_its_day():
    task = agree()

    assert (promise(task).kind, promise(task).holder, promise(task).due_on) == (
        "participation.meeting_task", task.unit, task.due_on,
    )  # fmt: skip


def test_a_community_is_told_of_its_task_and_only_reminded():
    leader = PersonFactory()
    community = CommunityFactory(leader=leader)

    task = agree(community=community)

    assert (promise(task).kind, promise(task).holder) == ("participation.community_task", community)
    assert promise(task).kind_info.ladder.weekly is None, "no community is pressed after the day (product rule 1)"
    assert Message.objects.get(key="participation.task_given").email == leader.email


@pytest.mark.parametrize("make", [EventFactory, MeetingFactory], ids=["a visit", "a council's meeting"])
def test_any_meeting_can_end_in_tasks(make):
    source = make()

    task = agree(source=source)

    assert task.source == source
    assert task.get_absolute_url() == source.get_absolute_url()


@pytest.mark.rule("S4-62")
def test_a_task_of_an_ngo_day_stands_in_its_neighbourhood():
    place = NeighbourhoodFactory()

    assert agree(source=EventFactory(neighbourhoods=[place])).neighbourhood == place


def test_what_was_only_discussed_counts_as_open_and_goes_to_the_head_after_thirty_days(now):
    task = agree(due_on=None, now=now)

    assert (task.state, promise(task).kind) == (TaskState.DISCUSSED, "participation.stalled_task")
    assert (promise(task).due_on - timezone.localdate(now)).days >= 30
    assert MeetingTask.objects.unfinished().get() == task


def test_what_was_discussed_is_taken_forward_by_a_day(now):
    task, unit, day = agree(due_on=None), UnitFactory(), timezone.localdate(now) + timedelta(days=10)

    forward_task(task=task, unit=unit, due_on=day, post="Ceļu inženieris", by=OfficerFactory(), now=now)

    task.refresh_from_db()
    assert (task.state, task.unit, task.due_on) == (TaskState.OPEN, unit, day)
    assert (promise(task).kind, promise(task).holder) == ("participation.meeting_task", unit)


@pytest.mark.parametrize("due_in", [20, None], ids=["promised", "only discussed"])
def test_a_done_task_says_what_was_done_and_its_clock_stops(now, due_in):
    task = agree(due_on=timezone.localdate(now) + timedelta(days=due_in) if due_in else None)

    finish_task(task=task, result=f" {RESULT} ", by=OfficerFactory(), now=now)

    task.refresh_from_db()
    assert (task.state, task.result) == (TaskState.DONE, RESULT)
    assert Obligation.objects.about(task).get().fulfilled_at == now


def test_done_without_a_word_is_refused(now):
    with pytest.raises(InvalidInput, match="kas izdarīts") as refused:
        finish_task(task=agree(), result="Jā.", by=OfficerFactory(), now=now)

    assert refused.value.field == "result"


@pytest.mark.parametrize("state", TASK.statuses)
def test_only_what_is_unfinished_is_finished_and_only_what_was_discussed_is_forwarded(now, state):
    task = agree()
    MeetingTask.objects.update(state=state, result="", done_at=None) if state != "done" else finish_task(
        task=task, result=RESULT, by=None, now=now
    )
    refused = []
    for target, act in (
        ("open", lambda: forward_task(task=task, unit=task.unit, due_on=task.due_on, by=None, now=now)),
        ("done", lambda: finish_task(task=task, result=RESULT, by=None, now=now)),
    ):
        if not TASK.allows(state, target):
            with pytest.raises(StateConflict):
                act()
            refused.append(target)

    assert refused == {"open": ["open"], "discussed": [], "done": ["open", "done"]}[state]


def test_a_day_that_has_passed_is_refused(now):
    with pytest.raises(InvalidInput, match="Izvēlieties vēlāku") as refused:
        agree(due_on=timezone.localdate(now), now=now)

    assert refused.value.field == "due_on"


def test_a_task_follows_only_from_a_proposal_of_its_own_forum(now):
    with pytest.raises(InvalidInput, match="šā foruma priekšlikumu") as refused:
        agree(source=plan(held_at=now - timedelta(days=1)), proposal=propose())

    assert refused.value.field == "proposal"


def test_a_task_has_one_source(now):
    task = agree()
    task.event = EventFactory()

    with pytest.raises(ValidationError):
        task.full_clean()


def test_a_task_without_words_is_refused(now):
    with pytest.raises(ValidationError):
        set_task(source=plan(), title=" ", unit=UnitFactory(), due_on=None, by=None, now=now)


def test_a_task_reads_as_overdue_from_the_day_after_its_day(now):
    task = agree()
    midnight = end_of_day(task.due_on)

    assert task.status_at(midnight - timedelta(seconds=1)).value == "open"
    assert task.status_at(midnight).value == "overdue"
