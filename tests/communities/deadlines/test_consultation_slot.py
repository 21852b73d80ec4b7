from datetime import timedelta

import pytest

from communities.actions.consultation_slot import book_slot
from portal.notifications.models import Message
from portal.notifications.reminders import send_due_reminders
from tests.factories.consultation_slot import SlotFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


def reminded(slot, *hours_before: int) -> int:
    for hours in hours_before:
        send_due_reminders(slot.starts_at - timedelta(hours=hours))
    return Message.objects.filter(key="communities.slot_reminder").count()


@pytest.mark.rule("S3-14")
def test_a_booked_hour_is_reminded_of_once_the_day_before(now):
    slot = book_slot(slot=SlotFactory(), question="Tāme", by=PersonFactory(), now=now)

    assert reminded(slot, 25) == 0
    assert reminded(slot, 24, 23, 2) == 1


def test_what_was_booked_on_the_last_day_needs_no_reminder(now):
    slot = SlotFactory(starts_at=now + timedelta(hours=20))
    book_slot(slot=slot, question="Tāme", by=PersonFactory(), now=now)

    assert reminded(slot, 10) == 0
