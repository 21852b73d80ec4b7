"""A booking's way: asked for, confirmed or refused, given back, lapsed, erased; and every hour that cannot be."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from icalendar import Calendar

from communities.actions.booking import (
    cancel_booking,
    confirm_address,
    confirm_booking,
    erase_booking,
    refuse_booking,
    request_booking,
)
from communities.enums import BookingState
from communities.models import Booking, OpeningException
from portal.audit.actions import Guest
from portal.audit.erasure import ERASED, history_model
from portal.audit.models import Event
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.files.actions import read
from portal.notifications.models import Message
from tests.factories.booking import BookingFactory, EquipmentFactory, OpenCentreFactory, at, days_ahead
from tests.factories.communities import CommunityFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

TAKEN = "Šis laiks jau ir aizņemts."


@pytest.fixture
def leader():
    return PersonFactory()


@pytest.fixture
def centre(leader):
    return OpenCentreFactory(community=CommunityFactory(leader=leader), capacity=30)


def ask(centre, now, *, hours=(10, 12), day=None, by=None, **details) -> Booking:
    """Ask for hours of the day after tomorrow, as a person with an account unless ``by`` is a guest."""
    by, day = by or PersonFactory(), day or days_ahead(2)
    given = {
        "starts_at": at(day, hours[0]),
        "ends_at": at(day, hours[1]),
        "purpose": "Mājas sapulce",
        "name": "Anna Ozola",
        "email": getattr(by, "email", "anna@example.lv"),
        "form_token": uuid4(),
    }
    return request_booking(centre=centre, by=by, now=now, **given | details)


def letters(key: str) -> list[Message]:
    return list(Message.objects.filter(key=f"communities.{key}").order_by("email"))


def calendar_of(letter: Message):
    """The one event of the file that travels with the letter."""
    (event,) = Calendar.from_ical(read(letter.files.get())).walk("VEVENT")
    return event


@pytest.mark.rule("S3-50")
def test_a_person_with_an_account_holds_the_hours_at_once_and_the_community_is_asked(centre, leader, now):
    booking = ask(centre, now)

    assert booking.state == BookingState.REQUESTED
    assert [letter.email for letter in letters("booking_to_decide")] == [leader.email]
    assert "Mājas sapulce" in letters("booking_to_decide")[0].body
    assert [letter.email for letter in letters("booking_requested")] == [booking.email]


def test_a_guest_holds_the_hours_once_the_link_is_opened(centre, now):
    booking = ask(centre, now, by=Guest())
    asked_before = letters("booking_to_decide")

    confirm_address(booking=booking, by=Guest(), now=now)

    booking.refresh_from_db()
    assert asked_before == []
    assert booking.state == BookingState.REQUESTED
    assert len(letters("booking_to_decide")) == 1


def test_opening_the_link_again_changes_nothing(centre, now):
    booking = ask(centre, now, by=Guest())

    for _ in range(2):
        confirm_address(booking=booking, by=Guest(), now=now)

    assert len(letters("booking_to_decide")) == 1


def test_a_guest_who_opens_the_link_too_late_finds_the_hours_taken_and_other_ones_free(centre, now):
    booking = ask(centre, now, by=Guest())
    ask(centre, now)

    with pytest.raises(StateConflict, match=rf"{TAKEN} Tuvākie brīvie laiki: .*08.00–10.00"):
        confirm_address(booking=booking, by=Guest(), now=now)

    booking.refresh_from_db()
    assert booking.state == BookingState.UNCONFIRMED


def test_a_link_works_for_a_day(centre, now):
    booking = ask(centre, now, by=Guest())

    with pytest.raises(DeadlinePassed, match="vienu dienu"):
        confirm_address(booking=booking, by=Guest(), now=now + timedelta(days=1))


def test_the_same_form_sent_twice_is_one_booking(centre, now):
    form = {"form_token": uuid4(), "by": PersonFactory()}

    assert ask(centre, now, **form) == ask(centre, now, **form)
    assert len(letters("booking_requested")) == 1


@pytest.mark.parametrize(
    ("hours", "field", "sentence"),
    [
        ((7, 9), "starts", "Darba laiks tajā dienā: 08.00–22.00."),
        ((21, 23), "starts", "Šajā laikā ir slēgts."),
        ((12, 10), "ends", "Beigām jābūt pēc sākuma."),
        ((10, 10), "ends", "Beigām jābūt pēc sākuma."),
    ],
    ids=["before it opens", "after it closes", "ends before it starts", "no time at all"],
)
def test_hours_that_cannot_be_are_refused_with_a_sentence(centre, now, hours, field, sentence):
    with pytest.raises(InvalidInput, match=sentence) as refused:
        ask(centre, now, hours=hours)

    assert refused.value.field == field


def test_a_day_closed_by_an_exception_cannot_be_booked(centre, now):
    OpeningException.objects.create(centre=centre, day=days_ahead(2))

    with pytest.raises(InvalidInput, match="Darba laiks tajā dienā: slēgts"):
        ask(centre, now)


def test_hours_that_are_over_cannot_be_booked(centre, now):
    with pytest.raises(InvalidInput, match="jau ir pagājis"):
        ask(centre, now, day=days_ahead(-1))


def test_a_booking_longer_than_a_day_is_refused(centre, now):
    with pytest.raises(InvalidInput, match="ne vairāk kā vienu dienu"):
        ask(centre, now, ends_at=at(days_ahead(4), 12))


def test_a_booking_begins_on_a_quarter_of_an_hour(centre, now):
    with pytest.raises(InvalidInput, match=r"10\.15"):
        ask(centre, now, starts_at=at(days_ahead(2), 10, 7))


@pytest.mark.parametrize(
    "kind", [{"is_bookable": False}, {"is_active": False}, {"is_reference": True, "municipality_name": "Preiļu novads"}]
)
def test_a_centre_that_does_not_lend_itself_cannot_be_booked(now, kind):
    with pytest.raises(StateConflict, match="Jautājiet kopienai"):
        ask(OpenCentreFactory(**kind), now)


def test_a_centre_without_hours_cannot_be_booked(now):
    with pytest.raises(InvalidInput):
        ask(OpenCentreFactory(hours=[]), now)


def test_more_people_than_the_place_holds_are_asked_about_and_not_refused(centre, now):
    with pytest.raises(InvalidInput, match="Vietu skaits: 30") as asked:
        ask(centre, now, people=31)

    assert asked.value.field == "people"
    assert ask(centre, now, people=31, crowd_accepted=True).people == 31


@pytest.mark.parametrize(
    ("hours", "is_free"), [((8, 10), True), ((12, 14), True), ((9, 11), False), ((11, 13), False), ((9, 13), False)]
)
def test_two_bookings_never_share_an_hour_and_may_touch(centre, now, hours, is_free):
    ask(centre, now)

    if is_free:
        assert ask(centre, now, hours=hours).pk
    else:
        with pytest.raises(StateConflict, match=TAKEN):
            ask(centre, now, hours=hours)


def test_whoever_is_refused_reads_the_nearest_free_times(centre, now):
    ask(centre, now, hours=(9, 12))
    day, next_day = (f"{days_ahead(n):%d.%m.%Y.}" for n in (2, 3))

    with pytest.raises(StateConflict, match=rf"{day} 12.00–14.00; .*{next_day} 10.00–12.00"):
        ask(centre, now, hours=(10, 12))


def test_a_guest_is_told_at_once_that_the_hours_are_taken(centre, now):
    ask(centre, now)

    with pytest.raises(StateConflict, match=TAKEN):
        ask(centre, now, by=Guest())

    assert letters("booking_address") == []


def test_a_place_and_its_equipment_are_booked_apart(centre, now):
    projector = EquipmentFactory(centre=centre)
    ask(centre, now)

    assert ask(centre, now, equipment=projector).item == 1


@pytest.mark.rule("S3-50")
def test_of_several_pieces_the_first_free_one_is_given_until_none_is_left(centre, now):
    tables = EquipmentFactory(centre=centre, quantity=2)

    assert [ask(centre, now, equipment=tables).item for _ in range(2)] == [1, 2]
    with pytest.raises(StateConflict, match="viss jau ir aizņemts"):
        ask(centre, now, equipment=tables)


def test_equipment_given_back_is_free_again(centre, now):
    tables = EquipmentFactory(centre=centre, quantity=2)
    first, _second = (ask(centre, now, equipment=tables) for _ in range(2))
    cancel_booking(booking=first, by=first.requested_by, now=now)

    assert ask(centre, now, equipment=tables).item == 1


def test_the_database_itself_keeps_two_bookings_apart():
    booking = BookingFactory()

    with pytest.raises(IntegrityError, match="booking_room_free"), transaction.atomic():
        BookingFactory(centre=booking.centre, starts_at=booking.starts_at + timedelta(hours=1))


def test_the_community_confirms_and_both_sides_get_the_date(centre, leader, now):
    booking = ask(centre, now)

    confirm_booking(booking=booking, by=leader, now=now)

    readers = letters("booking_confirmed")
    event = calendar_of(readers[0])
    booking.refresh_from_db()
    assert (booking.state, booking.decided_by) == (BookingState.CONFIRMED, leader)
    assert {letter.email for letter in readers} == {leader.email, booking.email}
    assert event["DTSTART"].dt == booking.starts_at
    assert event["DTEND"].dt == booking.ends_at
    assert "STATUS" not in event


def test_the_community_refuses_with_a_reason_and_the_hours_are_free_again(centre, leader, now):
    booking = ask(centre, now)

    refuse_booking(booking=booking, reason="Tajā vakarā ir kora mēģinājums.", by=leader, now=now)

    assert "kora mēģinājums" in letters("booking_refused")[0].body
    assert ask(centre, now).state == BookingState.REQUESTED


def test_a_refusal_without_a_reason_is_no_refusal(centre, leader, now):
    booking = ask(centre, now)

    with pytest.raises(InvalidInput, match="kāpēc"):
        refuse_booking(booking=booking, reason="  ", by=leader, now=now)


@pytest.mark.parametrize("state", sorted(set(BookingState.values) - {"requested"}))
def test_only_what_is_asked_for_can_be_decided(leader, now, state):
    booking = BookingFactory(state=state, reason="iemesls")

    with pytest.raises(StateConflict):
        confirm_booking(booking=booking, by=leader, now=now)


def test_a_cancelled_booking_leaves_the_calendar_under_the_same_key(centre, leader, now):
    booking = ask(centre, now)
    confirm_booking(booking=booking, by=leader, now=now)
    confirmed = calendar_of(letters("booking_confirmed")[0])

    cancel_booking(booking=booking, by=booking.requested_by, now=now)

    cancelled = calendar_of(letters("booking_cancelled")[0])
    assert cancelled["UID"] == confirmed["UID"]
    assert cancelled["STATUS"] == "CANCELLED"


def test_the_community_cancels_with_a_reason_alone(centre, leader, now):
    booking = ask(centre, now)

    with pytest.raises(InvalidInput, match="kāpēc"):
        cancel_booking(booking=booking, by=leader, now=now)
    cancel_booking(booking=booking, reason="Plūst jumts.", by=leader, now=now)

    assert "Plūst jumts." in letters("booking_cancelled")[0].body


@pytest.mark.parametrize("by", ["guest", "leader"])
def test_nothing_is_cancelled_once_it_has_begun(leader, by):
    booking = BookingFactory()

    with pytest.raises(DeadlinePassed, match="jau ir sācies"):
        cancel_booking(booking=booking, by=leader if by == "leader" else Guest(), now=booking.starts_at)


def test_a_request_lapses_when_its_hour_comes_whatever_its_row_says(leader):
    booking = BookingFactory(state=BookingState.REQUESTED)

    assert booking.state_at(booking.starts_at - timedelta(seconds=1)) == BookingState.REQUESTED
    assert booking.state_at(booking.starts_at) == BookingState.LAPSED
    assert not Booking.objects.taking(booking.starts_at).exists()
    assert not Booking.objects.waiting(booking.starts_at).exists()
    with pytest.raises(StateConflict, match="nav izskatīta laikā"):
        confirm_booking(booking=booking, by=leader, now=booking.starts_at)


def test_what_is_left_of_a_lapsed_request_can_be_booked(centre):
    lapsed = BookingFactory(centre=centre, state=BookingState.REQUESTED)

    booking = ask(centre, lapsed.starts_at, starts_at=lapsed.starts_at + timedelta(minutes=15), ends_at=lapsed.ends_at)

    lapsed.refresh_from_db()
    assert booking.state == BookingState.REQUESTED
    assert lapsed.state == BookingState.LAPSED


def test_nothing_personal_reaches_the_audit_log(centre, now):
    ask(centre, now, by=Guest())

    logged = str(list(Event.objects.values_list("target_label", "actor_label", "data")))

    assert "communities.booking.requested" in Event.objects.values_list("name", flat=True)
    assert not [word for word in ("Anna", "anna@example.lv", "Mājas sapulce") if word in logged]


def test_an_erased_booking_leaves_no_letter_and_no_name_in_its_history(centre, now):
    booking = ask(centre, now)
    history = history_model(Booking).objects.filter(pgh_obj_id=booking.pk)

    erase_booking(booking=booking, now=now)

    assert not Booking.objects.exists()
    assert not Message.objects.filter(key__startswith="communities.booking").exists()
    assert set(history.values_list("name", "purpose")) == {(ERASED, ERASED)}
