"""What happens to bookings by itself: reminders while a request waits, and forgetting."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from communities.models import Booking
from communities.tasks.booking import erase_bookings
from portal.notifications.models import Message
from portal.notifications.reminders import send_due_reminders
from portal.ui.panels import Slot, gather
from tests.factories.booking import BookingFactory, OpenCentreFactory
from tests.factories.communities import CommunityFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

FRIDAY = datetime(2027, 1, 8, 15, tzinfo=ZoneInfo("Europe/Riga"))


@pytest.fixture
def leader():
    return PersonFactory()


def waiting_since_friday(leader, **details) -> Booking:
    centre = OpenCentreFactory(community=CommunityFactory(leader=leader))
    hours = {"requested_at": FRIDAY, "starts_at": FRIDAY + timedelta(days=20)}
    return BookingFactory(**{"centre": centre, "state": "requested", **hours, **details})


def reminders() -> list[str]:
    return list(Message.objects.filter(key="communities.booking_waits").values_list("reminder_step", flat=True))


@pytest.mark.parametrize(
    ("days", "steps"),
    [([3], []), ([4], ["first"]), ([4, 4, 5], ["first"]), ([4, 6], ["first", "second"]), ([4, 6, 12], ["first", "second"])],
    ids=["one working day", "two", "not every run", "four", "never a third time"],
)
def test_a_request_that_waits_two_working_days_is_reminded_of_twice_at_most(leader, time_machine, days, steps):
    waiting_since_friday(leader)

    for day in days:
        now = FRIDAY + timedelta(days=day)
        time_machine.move_to(now)
        send_due_reminders(now)

    assert sorted(reminders()) == steps


@pytest.mark.parametrize("details", [{"state": "confirmed"}, {"starts_at": FRIDAY + timedelta(days=3)}])
def test_nobody_is_reminded_of_what_is_decided_or_lapsed(leader, time_machine, details):
    waiting_since_friday(leader, **details)
    time_machine.move_to(FRIDAY + timedelta(days=4))

    send_due_reminders(FRIDAY + timedelta(days=4))

    assert reminders() == []


@pytest.mark.parametrize(("hours", "is_there"), [(23, True), (24, False)])
def test_what_a_guest_did_not_confirm_is_erased_after_a_day(time_machine, hours, is_there):
    booking = BookingFactory(state="unconfirmed")

    time_machine.move_to(booking.requested_at + timedelta(hours=hours, seconds=1))
    erase_bookings()

    assert Booking.objects.exists() is is_there


@pytest.mark.parametrize(("days", "is_there"), [(360, True), (370, False)])
def test_a_booking_is_kept_for_a_year_after_its_day(time_machine, days, is_there):
    booking = BookingFactory()

    time_machine.move_to(booking.ends_at + timedelta(days=days))
    erase_bookings()

    assert Booking.objects.exists() is is_there


def test_the_desk_of_whoever_decides_tells_that_requests_wait(client, leader):
    booking = BookingFactory(state="requested", centre__community=CommunityFactory(leader=leader))
    client.force_login(leader)

    page = client.get(reverse("pages:mans"))

    assert "1 rezervācija gaida atbildi" in page.text
    assert reverse("communities:desk_bookings", args=[booking.centre.community.slug]) in page.text


def test_the_communitys_overview_shows_who_waits_for_an_answer(client, leader):
    booking = BookingFactory(state="requested", centre__community=CommunityFactory(leader=leader))
    client.force_login(leader)

    page = client.get(reverse("communities:desk", args=[booking.centre.community.slug]))

    assert booking.get_absolute_url() in page.text


def test_own_data_tell_what_was_booked():
    booking = BookingFactory(requested_by=PersonFactory())

    own = dict(gather(Slot.OWN_DATA, booking.requested_by))["bookings"]

    assert [row["purpose"] for row in own] == ["Mājas sapulce"]


def test_an_account_with_hours_still_to_come_is_not_erased_yet(now):
    booking = BookingFactory(requested_by=PersonFactory())

    reasons = gather(Slot.ERASURE, booking.requested_by, check_only=True, now=now)

    assert [reason for reason in reasons if booking.when in str(reason)]


def test_bookings_go_with_the_account():
    booking = BookingFactory(requested_by=PersonFactory())

    gather(Slot.ERASURE, booking.requested_by, check_only=False, now=booking.ends_at)

    assert not Booking.objects.exists()
