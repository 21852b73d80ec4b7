from datetime import timedelta

import pytest

from grants.actions.application import begin_application, submit_application
from grants.actions.call import begin_evaluation
from grants.actions.extension import grant_extension
from grants.deadlines.application import closing_calls
from grants.models import Extension
from portal.audit.models import Event
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.communities import CommunityFactory
from tests.factories.grants import DEADLINE, begun_application, call_administrator, commission_of, leader_of, lines_of, project_of
from tests.factories.portal import PersonFactory

UNTIL = DEADLINE + timedelta(days=2)
LATE = DEADLINE + timedelta(days=1)
REASON = "Kopienas kontaktpersona nedēļu bija slimnīcā, to apliecina izziņa."


def extend(call, community, **changes) -> Extension:
    facts = {"until": UNTIL, "reason": REASON, "now": DEADLINE - timedelta(days=1)} | changes
    return grant_extension(call=call, community=community, by=call_administrator(), **facts)


def hand_in(draft, now=LATE):
    return submit_application(
        application=draft, project=project_of(draft.call), lines=lines_of(draft.call), by=leader_of(draft.community), now=now
    )


def test_the_named_community_hands_in_later_and_nobody_else(call, draft):
    other = begun_application(call)
    extend(call, draft.community)

    assert hand_in(draft).submitted_at == LATE
    with pytest.raises(DeadlinePassed):
        hand_in(other)


def test_at_the_later_deadline_it_is_over(call, draft):
    extend(call, draft.community)

    with pytest.raises(DeadlinePassed):
        hand_in(draft, now=UNTIL)


def test_a_draft_may_still_be_begun_by_that_community_alone(call):
    late, other = (CommunityFactory(leader=PersonFactory()) for _number in range(2))
    extend(call, late)

    begun = begin_application(call=call, community=late, by=leader_of(late), now=LATE)

    assert begun.deadline == UNTIL
    with pytest.raises(DeadlinePassed):
        begin_application(call=call, community=other, by=leader_of(other), now=LATE)


def test_it_is_logged_with_its_reason_and_told_to_the_community(call, draft):
    extension = extend(call, draft.community)

    assert Event.objects.of(extension).get().data["reason"] == REASON
    message = Message.objects.get(key="grants.extension_granted")
    assert message.email == leader_of(draft.community).email
    assert REASON in message.body


def test_the_reminders_follow_the_later_deadline(call, draft):
    extend(call, draft.community)

    assert [due.step for due in closing_calls(LATE)] == ["1-days-before"]


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"until": DEADLINE}, id="not later than the call"),
        pytest.param({"until": UNTIL, "now": UNTIL}, id="past already"),
        pytest.param({"until": DEADLINE + timedelta(days=90)}, id="after the decision"),
        pytest.param({"reason": "Vajag."}, id="no reason to speak of"),
    ],
)
def test_a_deadline_that_cannot_be_is_refused(call, draft, wrong):
    with pytest.raises(InvalidInput):
        extend(call, draft.community, **wrong)
    assert not Extension.objects.exists()


def test_the_evaluation_waits_for_the_later_deadline(call, draft):
    commission_of(call)
    extend(call, draft.community)

    with pytest.raises(StateConflict):
        begin_evaluation(call=call, by=call_administrator(), now=LATE)
    assert begin_evaluation(call=call, by=call_administrator(), now=UNTIL).state == "evaluation"


def test_a_call_moved_beyond_the_extension_counts(call, draft):
    extend(call, draft.community)
    call.closes_at = UNTIL + timedelta(days=5)
    call.save()

    draft.refresh_from_db()
    assert draft.deadline == call.closes_at
