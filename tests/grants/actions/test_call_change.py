from datetime import timedelta

import pytest

from communities.enums import EventState
from grants.actions.call_change import cancel_call, change_call
from grants.enums import CallState, Promise
from grants.models import Call, CallChange
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.clock import end_of_day
from portal.obligations.models import Obligation
from portal.obligations.queries import obligation_of
from tests.factories.applying import IDEA_TIME, handed_in_idea, two_round_call
from tests.factories.calls import ASKED, WHY, ask, seminar_of
from tests.factories.communities import CommunityFactory
from tests.factories.grants import (
    DEADLINE,
    JUDGING,
    CallFactory,
    begun_application,
    call_administrator,
    leader_of,
    submitted_application,
)
from tests.factories.portal import PersonFactory

LATER = DEADLINE + timedelta(days=7)


def change(call: Call, reason: str = WHY, now=ASKED, **wanted) -> list[CallChange]:
    return change_call(call=call, reason=reason, by=call_administrator(), now=now, **wanted)


def letters(key: str) -> set[str]:
    return set(Message.objects.filter(key=key).values_list("email", flat=True))


def test_a_later_deadline_holds_and_what_was_announced_stays_on_record(call):
    changes = change(call, closes_at=LATER, summary=call.summary)

    call.refresh_from_db()
    assert call.closes_at == LATER
    assert [(one.field, one.before, one.after, one.reason) for one in changes] == [
        ("closes_at", "2027-04-12T14:00:00+00:00", "2027-04-19T14:00:00+00:00", WHY)
    ]


def test_whoever_has_a_draft_is_told_what_has_changed(call):
    draft = begun_application(call, CommunityFactory(leader=PersonFactory()))
    CommunityFactory(leader=PersonFactory())

    change(call, closes_at=LATER)

    letter = Message.objects.get(key="grants.call_changed")
    assert letter.email == leader_of(draft.community).email
    assert "19.04.2027.\xa0plkst.\xa017.00" in letter.body


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        pytest.param({"closes_at": DEADLINE - timedelta(seconds=1)}, "closes_at", id="a shorter deadline"),
        pytest.param({"closes_at": DEADLINE + timedelta(days=80)}, "decision_on", id="a deadline after the decision"),
        pytest.param({"questions_until": LATER}, "questions_until", id="questions after the deadline"),
    ],
)
def test_a_day_moved_forward_or_out_of_order_is_refused_beside_its_field(call, wanted, field):
    with pytest.raises(InvalidInput) as refusal:
        change(call, **wanted)

    assert refusal.value.field == field
    assert not CallChange.objects.exists()


@pytest.mark.rule("S4-100")
def test_the_rules_of_an_announced_call_are_rewritten_but_never_taken_away(call):
    with pytest.raises(InvalidInput) as refusal:
        change(call, rules=" ")

    assert refusal.value.field == "rules"
    assert Call.objects.get().rules == call.rules


def test_a_shortened_deadline_is_refused_with_its_sentence(call):
    with pytest.raises(InvalidInput, match="Izsludinātu dienu pārceļ tikai uz vēlāku"):
        change(call, closes_at=DEADLINE - timedelta(days=1))


def test_a_deadline_that_is_past_stays(call):
    with pytest.raises(InvalidInput):
        change(call, closes_at=LATER, now=DEADLINE)


def test_a_change_says_why(call):
    with pytest.raises(InvalidInput) as refusal:
        change(call, reason="Tā vajag.", closes_at=LATER)

    assert refusal.value.field == "reason"


def test_nothing_new_is_no_change(call):
    with pytest.raises(StateConflict):
        change(call, closes_at=DEADLINE)


@pytest.mark.rule("S4-102")
def test_a_later_day_of_the_decision_moves_the_clock_of_every_applicant_with_its_reason(call):
    application = submitted_application(call)
    announced, later = call.decision_on, call.decision_on + timedelta(days=14)

    change(call, decision_on=later, now=JUDGING)

    clock = obligation_of(application, Promise.DECISION)
    assert (clock.due_on, clock.extension_reason) == (later, WHY)
    assert clock.first_due_at == end_of_day(announced)


def test_a_later_end_of_the_first_round_moves_the_answers_to_ideas(municipality):
    call = two_round_call()
    idea = handed_in_idea(call)
    promised = obligation_of(idea, Promise.IDEA).due_on

    change(call, ideas_until=call.ideas_until + timedelta(days=7), now=IDEA_TIME)

    assert obligation_of(idea, Promise.IDEA).due_on > promised


def test_another_day_moves_no_clock(call):
    application = submitted_application(call)

    change(call, implementation_to=call.implementation_to + timedelta(days=7), now=JUDGING)

    assert obligation_of(application, Promise.DECISION).extended_at is None


def test_a_promised_day_that_is_over_is_not_moved_any_more(call):
    with pytest.raises(InvalidInput) as refusal:
        change(call, decision_on=call.decision_on + timedelta(days=14), now=end_of_day(call.decision_on))

    assert refusal.value.field == "decision_on"


@pytest.mark.parametrize("state", [CallState.DRAFT, CallState.DECIDED, CallState.FINISHED])
def test_only_an_announced_undecided_call_is_changed_like_this(call, state):
    Call.objects.update(state=state)

    with pytest.raises(StateConflict):
        change(call, closes_at=LATER)


def test_a_cancelled_call_tells_its_applicants_and_nobody_waits_any_more(call):
    application, draft = submitted_application(call), begun_application(call, CommunityFactory(leader=PersonFactory()))
    ask(call)

    cancelled = cancel_call(call=call, reason=WHY, by=call_administrator(), now=ASKED)

    assert (cancelled.state, cancelled.cancel_reason) == (CallState.CANCELLED, WHY)
    assert letters("grants.call_cancelled") == {leader_of(one.community).email for one in (application, draft)}
    assert not Obligation.objects.open().filter(kind__in=(Promise.DECISION, Promise.CALL_ANSWER)).exists()


def test_nobody_waits_for_an_answer_to_an_idea_of_a_cancelled_call(municipality):
    idea = handed_in_idea(two_round_call())

    cancel_call(call=idea.call, reason=WHY, by=call_administrator(), now=IDEA_TIME)

    assert obligation_of(idea, Promise.IDEA).cancelled_at == IDEA_TIME


def test_the_seminar_of_a_cancelled_call_is_called_off(call):
    seminar = seminar_of(call)

    cancel_call(call=call, reason=WHY, by=call_administrator(), now=ASKED)

    seminar.refresh_from_db()
    assert seminar.state == EventState.CANCELLED


def test_a_call_is_not_cancelled_without_a_reason(call):
    with pytest.raises(InvalidInput) as refusal:
        cancel_call(call=call, reason=" . ", by=call_administrator(), now=ASKED)

    assert refusal.value.field == "reason"


def test_a_draft_is_not_cancelled(municipality):
    with pytest.raises(StateConflict):
        cancel_call(call=CallFactory(), reason=WHY, by=call_administrator(), now=ASKED)
