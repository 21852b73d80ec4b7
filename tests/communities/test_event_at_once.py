"""The last place, wanted by two at the same moment: threads on a database that really commits."""

import pytest

from communities.actions.registration import confirm_registration, sign_off
from portal.notifications.models import Message
from tests.at_once import at_once
from tests.factories.event import EventFactory, come, come_as_guest
from tests.factories.portal import MunicipalityFactory, PersonFactory


@pytest.fixture(autouse=True)
def _portal(committed):
    MunicipalityFactory()


def test_of_two_at_once_on_the_last_place_one_has_it_and_the_other_waits_and_both_are_told():
    event, people = EventFactory(registering=True, capacity=1), [PersonFactory(), PersonFactory()]

    at_once(*(lambda person=person: come(event, by=person) for person in people))

    assert sorted(event.registrations.values_list("state", flat=True)) == ["registered", "waiting"]
    assert set(Message.objects.values_list("email", flat=True)) == {person.email for person in people}


def test_the_same_link_opened_twice_at_once_takes_one_place(now):
    guest = come_as_guest(EventFactory(registering=True))

    at_once(*[lambda: confirm_registration(registration=guest, now=now)] * 3)

    assert Message.objects.filter(key="communities.registration_received").count() == 1


def test_two_who_sign_off_at_once_move_two_up(now):
    event = EventFactory(registering=True)
    leaving = [come(event), come(event)]
    waiting = [come(event), come(event), come(event)]

    at_once(*(lambda one=one: sign_off(registration=one, by=one.user, now=now) for one in leaving))

    states = [type(one).objects.get(pk=one.pk).state for one in waiting]
    assert states == ["registered", "registered", "waiting"]
