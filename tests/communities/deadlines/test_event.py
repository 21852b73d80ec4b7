from datetime import UTC, datetime, timedelta

import pytest

from communities.actions.registration import sign_off
from communities.models import Event
from portal.notifications.models import Message
from portal.notifications.reminders import send_due_reminders
from tests.factories.event import EventFactory, come, come_as_guest

pytestmark = pytest.mark.usefixtures("municipality")

STARTS = datetime(2026, 6, 20, 15, 0, tzinfo=UTC)
"""A Saturday, six in the evening in Riga."""
BEFORE = datetime(2026, 6, 19, 5, 0, tzinfo=UTC)
"""Eight in the morning of the day before."""
LONG_AGO = STARTS - timedelta(days=20)


@pytest.fixture
def event(time_machine):
    time_machine.move_to(LONG_AGO, tick=False)
    return EventFactory(registering=True, capacity=1, starts_at=STARTS)


def reminded(now) -> list[str]:
    send_due_reminders(now)
    return list(Message.objects.filter(key="communities.event_reminder").values_list("email", flat=True))


def test_who_has_a_place_is_reminded_once_from_eight_in_the_morning_of_the_day_before(event):
    coming = come(event, now=LONG_AGO)
    come(event, now=LONG_AGO)
    come_as_guest(event, now=LONG_AGO)

    assert reminded(BEFORE - timedelta(minutes=1)) == []
    assert reminded(BEFORE) == [coming.email]
    assert reminded(BEFORE + timedelta(hours=3)) == [coming.email]


def test_the_reminder_tells_when_and_where_and_how_to_sign_off(event):
    come(event, now=LONG_AGO)

    reminded(BEFORE)

    letter = Message.objects.get(key="communities.event_reminder")
    assert "20.06.2026. plkst. 18.00" in letter.subject.replace("\xa0", " ")
    assert event.place in letter.body
    assert "/pasakumi/pieteikums/" in letter.body


def test_nobody_is_reminded_of_what_is_off_or_has_begun_or_of_what_was_registered_today(event):
    gone = come(event, now=LONG_AGO)
    sign_off(registration=gone, by=gone.user, now=LONG_AGO)
    come(event, now=BEFORE - timedelta(hours=2))

    assert reminded(BEFORE) == []
    assert reminded(STARTS) == []


def test_a_moved_event_is_reminded_of_again(event):
    coming = come(event, now=LONG_AGO)
    reminded(BEFORE)
    Event.objects.update(starts_at=STARTS + timedelta(days=7), ends_at=STARTS + timedelta(days=7, hours=1))

    assert reminded(BEFORE + timedelta(days=7)) == [coming.email] * 2
