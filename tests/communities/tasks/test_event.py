from datetime import timedelta

import pytest

from communities.models import EventRegistration, HelperOffer
from communities.tasks.event import erase_registrations_and_offers
from portal.audit.models import Heartbeat
from portal.notifications.models import Message
from tests.factories.event import EventFactory, call_for_help, come, come_as_guest, help_with

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def event():
    """Somebody comes, somebody has not opened the link, somebody helps."""
    event = EventFactory(registering=True)
    come(event)
    come_as_guest(event)
    help_with(call_for_help(event))
    return event


def left(time_machine, moment) -> tuple[int, int]:
    """How many registrations and offers are there once the task has run at ``moment``."""
    time_machine.move_to(moment, tick=False)
    erase_registrations_and_offers()
    return EventRegistration.objects.count(), HelperOffer.objects.count()


def test_what_nobody_confirmed_is_gone_after_a_week(event, time_machine, now):
    assert left(time_machine, now + timedelta(days=6, hours=23)) == (2, 1)
    assert left(time_machine, now + timedelta(days=7, minutes=1)) == (1, 1)
    assert not Message.objects.filter(email="viesis@example.lv").exists()
    assert Heartbeat.objects.get(name="erase_registrations_and_offers").result == "1"


def test_thirty_days_after_the_event_nobody_knows_who_came_and_after_a_year_who_helped(event, time_machine):
    over = event.ends_at

    assert left(time_machine, over + timedelta(days=29, hours=23)) == (1, 1)
    assert left(time_machine, over + timedelta(days=30)) == (0, 1)
    assert left(time_machine, over + timedelta(days=365)) == (0, 0)
    assert not Message.objects.exists()
