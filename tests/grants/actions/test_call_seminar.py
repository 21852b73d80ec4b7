from datetime import timedelta

import pytest

from communities.enums import EventKind, EventState, RegistrationState
from communities.models import Event
from grants.actions.call import publish_call
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.calls import follower_of, seminar_of
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.event import come
from tests.factories.grants import DEADLINE, CallFactory, begun_application, call_administrator, leader_of
from tests.factories.portal import PersonFactory

pytestmark = [pytest.mark.rule("S4-107"), pytest.mark.usefixtures("municipality")]
SEMINAR = DEADLINE - timedelta(days=18)


def letters(key: str) -> set[str]:
    return set(Message.objects.filter(key=key).values_list("email", flat=True))


def test_a_seminar_whose_place_is_known_takes_registrations_from_the_announcement_on():
    NeighbourhoodFactory()
    call = CallFactory(seminar_ends_at=SEMINAR + timedelta(hours=2), seminar_place="Tautas nams", seminar_capacity=30)

    call = publish_call(call=call, by=call_administrator(), now=call.opens_at)

    seminar = Event.objects.get(call=call)
    assert (seminar.kind, seminar.state, seminar.unit) == (EventKind.SEMINAR, EventState.PUBLISHED, call.unit)
    assert (seminar.starts_at, seminar.capacity, seminar.takes_registrations) == (SEMINAR, 30, True)


def test_followers_and_those_with_a_draft_hear_of_the_seminar(call):
    draft, follower = begun_application(call, CommunityFactory(leader=PersonFactory())), follower_of(call)

    seminar_of(call)

    assert letters("grants.call_news") == {leader_of(draft.community).email, follower.email}


def test_a_moved_seminar_is_the_same_event_and_whoever_registered_hears_of_it(call):
    seminar = seminar_of(call)
    registration = come(seminar)

    moved = seminar_of(call, starts_at=SEMINAR + timedelta(days=1), ends_at=SEMINAR + timedelta(days=1, hours=2))

    call.refresh_from_db()
    assert (moved, call.seminar_at) == (seminar, SEMINAR + timedelta(days=1))
    assert letters("communities.event_moved") == {registration.email}


@pytest.mark.parametrize("late", [timedelta(0), timedelta(days=1)])
def test_a_seminar_is_over_before_the_deadline(call, late):
    with pytest.raises(InvalidInput) as refusal:
        seminar_of(call, starts_at=DEADLINE - timedelta(hours=2) + late, ends_at=DEADLINE + late)

    assert refusal.value.field == "starts_at"
    assert str(refusal.value) == "Semināram jābūt pirms termiņa: tas palīdz sagatavot pieteikumu."


def test_after_the_deadline_no_seminar_is_announced(call):
    with pytest.raises(StateConflict):
        seminar_of(call, now=DEADLINE)


def test_nobody_registers_twice(call):
    seminar, person = seminar_of(call), PersonFactory()
    come(seminar, by=person)

    with pytest.raises(StateConflict):
        come(seminar, by=person)


def test_whoever_finds_the_seminar_full_waits_for_a_place(call):
    seminar = seminar_of(call, capacity=1)

    first, second = come(seminar), come(seminar)

    assert [first.state, second.state] == [RegistrationState.REGISTERED, RegistrationState.WAITING]
