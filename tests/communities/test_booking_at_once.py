"""Two people want the same hours at the same moment: threads on a database that really commits."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from communities.actions.booking import cancel_booking, confirm_address, confirm_booking, request_booking
from communities.models import Booking, Equipment
from portal.audit.actions import Guest
from portal.notifications.models import Message
from tests.at_once import at_once
from tests.factories.booking import BookingFactory, EquipmentFactory, OpenCentreFactory, at, days_ahead
from tests.factories.communities import CommunityFactory
from tests.factories.portal import MunicipalityFactory, PersonFactory


@pytest.fixture(autouse=True)
def _portal(committed):
    MunicipalityFactory()


def ask(centre, now, *, hour=10, equipment: Equipment | None = None, **form) -> Callable:
    person = PersonFactory()
    starts_at = at(days_ahead(2), hour)
    details = {"purpose": "Sapulce", "name": person.name, "email": person.email, "form_token": uuid4()} | form
    return lambda: request_booking(
        centre=centre, equipment=equipment, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), by=person, now=now,
        **details,
    )  # fmt: skip


def test_of_two_who_want_one_hour_at_once_one_gets_it_and_the_other_is_told(now):
    centre = OpenCentreFactory()

    told = sorted(at_once(*(ask(centre, now, hour=hour) for hour in (10, 11))))

    assert told[0] == ""
    assert told[1].startswith("Šis laiks jau ir aizņemts. Tuvākie brīvie laiki: ")
    assert Booking.objects.count() == Message.objects.filter(key="communities.booking_requested").count() == 1


def test_of_four_who_want_two_pieces_at_once_two_get_one_each(now):
    tables = EquipmentFactory(quantity=2)

    told = sorted(at_once(*(ask(tables.centre, now, equipment=tables) for _ in range(4))))

    assert [bool(sentence) for sentence in told] == [False, False, True, True]
    assert set(Booking.objects.values_list("item", flat=True)) == {1, 2}


def test_the_same_form_twice_at_once_is_one_booking(now):
    once = ask(OpenCentreFactory(), now)

    assert at_once(once, once, once) == [""] * 3
    assert Booking.objects.count() == 1


def test_two_guests_who_open_their_links_at_once_do_not_both_get_the_hours(now):
    centre = OpenCentreFactory()
    bookings = [BookingFactory(centre=centre, state="unconfirmed") for _ in range(2)]

    told = sorted(at_once(*(lambda one=one: confirm_address(booking=one, by=Guest(), now=now) for one in bookings)))

    assert [bool(sentence) for sentence in told] == [False, True]
    assert sorted(Booking.objects.values_list("state", flat=True)) == ["requested", "unconfirmed"]


def test_a_booking_confirmed_while_it_is_cancelled_ends_in_one_of_the_two(now):
    leader = PersonFactory()
    centre = OpenCentreFactory(community=CommunityFactory(leader=leader))
    booking = BookingFactory(centre=centre, state="requested")

    told = sorted(
        at_once(
            lambda: confirm_booking(booking=booking, by=leader, now=now),
            lambda: cancel_booking(booking=booking, by=Guest(), now=now),
        )
    )

    booking.refresh_from_db()
    assert booking.state == "cancelled", "also when it was confirmed a moment before"
    assert told.count("") in (1, 2)
