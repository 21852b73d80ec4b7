from datetime import UTC, datetime, timedelta

import pytest

from participation.actions.registration import sign_off
from participation.models import Forum
from portal.accounts.roles import Role
from portal.notifications.models import Message
from portal.notifications.reminders import send_due_reminders
from tests.factories.communities import CommunityFactory, ContactPersonFactory, NeighbourhoodFactory
from tests.factories.forums import come, come_as_guest, plan_with_places
from tests.factories.participation import plan
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")

LAST = datetime(2026, 3, 14, 11, 0, tzinfo=UTC)
"""A year later is 14 March 2027."""
EIGHT = 6
"""Eight in the morning in Riga, in winter, by UTC."""
STARTS = datetime(2026, 12, 10, 15, 0, tzinfo=UTC)
BEFORE = datetime(2026, 12, 9, EIGHT, 0, tzinfo=UTC)
LONG_AGO = STARTS - timedelta(days=20)


def reminded(key: str, now) -> list[str]:
    send_due_reminders(now)
    return list(Message.objects.filter(key=f"participation.{key}").order_by("email").values_list("email", flat=True))


@pytest.fixture
def place(time_machine):
    time_machine.move_to(LAST - timedelta(days=10), tick=False)
    place = NeighbourhoodFactory()
    CommunityFactory(neighbourhoods=[place])
    plan(neighbourhood=place, held_at=LAST)
    return place


@pytest.fixture
def coordinator():
    return OfficerFactory(email="a.koordinators@example.lv", roles=[Role.COORDINATOR])


@pytest.mark.rule("S4-65")
def test_two_months_and_one_month_before_the_gap_ends_the_contact_person_and_the_coordinator_are_reminded(place, coordinator):
    contact = ContactPersonFactory(neighbourhood=place, user=OfficerFactory(email="b.kontakts@example.lv"))
    both = [coordinator.email, contact.user.email]

    assert reminded("forum_due", datetime(2027, 1, 12, EIGHT, tzinfo=UTC)) == []
    assert reminded("forum_due", datetime(2027, 1, 13, EIGHT, tzinfo=UTC)) == both
    assert reminded("forum_due", datetime(2027, 2, 1, EIGHT, tzinfo=UTC)) == both
    assert reminded("forum_due", datetime(2027, 2, 12, EIGHT, tzinfo=UTC)) == sorted(both * 2)
    assert reminded("forum_due", datetime(2027, 3, 10, EIGHT, tzinfo=UTC)) == sorted(both * 2)


def test_nobody_is_reminded_of_a_forum_that_is_planned(place, coordinator):
    plan(neighbourhood=NeighbourhoodFactory(), neighbours=[place], held_at=datetime(2027, 3, 1, 15, 0, tzinfo=UTC))

    assert reminded("forum_due", datetime(2027, 2, 1, EIGHT, tzinfo=UTC)) == []


def test_a_cancelled_forum_is_no_forum(place, coordinator):
    Forum.objects.update(state="cancelled", cancel_reason="Vētra.")

    assert reminded("forum_due", datetime(2027, 2, 1, EIGHT, tzinfo=UTC)) == []


@pytest.fixture
def forum(time_machine):
    time_machine.move_to(LONG_AGO, tick=False)
    return plan_with_places(capacity=1, held_at=STARTS)


def test_who_has_a_place_is_reminded_once_from_eight_in_the_morning_of_the_day_before(forum):
    coming = come(forum, now=LONG_AGO)
    come(forum, now=LONG_AGO)
    come_as_guest(forum, now=LONG_AGO)

    assert reminded("registration_reminder", BEFORE - timedelta(minutes=1)) == []
    assert reminded("registration_reminder", BEFORE) == [coming.email]
    assert reminded("registration_reminder", BEFORE + timedelta(hours=3)) == [coming.email]


def test_nobody_is_reminded_who_signed_off_or_registered_today(forum):
    gone = come(forum, now=LONG_AGO)
    sign_off(registration=gone, by=gone.user, now=LONG_AGO)
    come(forum, now=BEFORE - timedelta(hours=2))

    assert reminded("registration_reminder", BEFORE) == []
