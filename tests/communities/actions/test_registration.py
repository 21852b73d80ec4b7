"""Places and the waiting list: first come, first served."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from communities.actions.registration import confirm_registration, register, sign_off
from communities.enums import EventState
from communities.models import EventRegistration
from communities.queries.event import seats_of
from portal.audit.models import Event as Trace
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.files.actions import read
from portal.notifications.models import Message
from tests.factories.event import EventFactory, come, come_as_guest
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def event():
    """Two places."""
    return EventFactory(registering=True)


def states(event) -> list[str]:
    return list(event.registrations.order_by("pk").values_list("state", flat=True))


def test_a_signed_in_person_has_a_place_at_once_and_a_date_for_the_calendar(event):
    registration = come(event)

    letter = Message.objects.get(key="communities.registration_received")
    dated = Calendar.from_ical(read(letter.files.get())).walk("VEVENT")[0]
    assert registration.state == "registered"
    assert letter.email == registration.user.email
    assert dated["SUMMARY"] == event.title
    assert dated.decoded("DTSTART") == event.starts_at.replace(microsecond=0)


def test_a_guest_has_a_place_once_the_link_is_opened(event, now):
    registration = come_as_guest(event)
    before = seats_of(event).left

    confirm_registration(registration=registration, now=now)

    assert before == 2
    assert seats_of(event).left == 1
    assert [one.key for one in Message.objects.order_by("created_at")] == [
        "communities.registration_confirm",
        "communities.registration_received",
    ]


def test_whoever_finds_no_room_waits_and_is_told(event):
    come(event, seats=2)

    waiting = come(event)

    letter = Message.objects.get(email=waiting.email)
    assert waiting.state == "waiting"
    assert "gaidīšanas sarakstā" in letter.subject
    assert not letter.files.exists()


def test_nobody_overtakes_those_who_wait(event):
    come(event)
    come(event, seats=2)

    come(event)

    assert states(event) == ["registered", "waiting", "waiting"]


def test_a_freed_place_goes_to_the_first_who_waits_for_whom_it_is_enough(event, now):
    first = come(event, seats=2)
    second, third = come(event), come(event)

    sign_off(registration=first, by=first.user, now=now)

    assert states(event) == ["cancelled", "registered", "registered"]
    told = Message.objects.filter(key="communities.registration_moved_up").values_list("email", flat=True)
    assert set(told) == {second.email, third.email}


def test_a_family_at_the_head_of_the_list_keeps_its_turn(event, now):
    single = come(event)
    come(event)
    come(event, seats=2)
    come(event)

    sign_off(registration=single, by=single.user, now=now)

    assert states(event) == ["cancelled", "registered", "waiting", "waiting"]


def test_a_guest_who_confirms_later_waits_behind_those_who_did_before(event, now):
    guest = come_as_guest(event)
    come(event, seats=2)
    come(event)

    confirm_registration(registration=guest, now=now + timedelta(minutes=5))

    assert list(event.registrations.waiting())[-1] == guest


def test_registering_twice_is_refused(event):
    person = PersonFactory()
    come(event, by=person)

    with pytest.raises(StateConflict, match="jau esat pieteicies"):
        come(event, by=person)


def test_a_guest_who_registers_twice_gets_the_letter_again_and_learns_nothing_of_others(event, now):
    known = come(event)
    Message.objects.all().delete()

    again = come_as_guest(event, email=known.email.upper())

    assert again == known
    assert EventRegistration.objects.count() == 1
    assert Message.objects.get().key == "communities.registration_received"


def test_a_guest_who_corrects_the_number_before_confirming_is_one_registration(event):
    come_as_guest(event)

    corrected = come_as_guest(event, seats=2)

    assert (event.registrations.count(), corrected.seats) == (1, 2)


def test_whoever_signs_in_after_registering_as_a_guest_needs_no_link(event):
    person = PersonFactory()
    come_as_guest(event, email=person.email)

    registration = come(event, by=person)

    assert (registration.user, states(event)) == (person, ["registered"])


@pytest.mark.parametrize("closes", [None, timedelta(days=3)])
def test_registration_closes_by_the_clock(now, closes):
    event = EventFactory(registering=True, registration_closes_at=closes and now + closes)
    last = event.registration_until

    come(event, now=last - timedelta(seconds=1))
    with pytest.raises(DeadlinePassed, match="Pieteikšanās ir beigusies"):
        come(event, now=last)


def test_a_closing_after_the_beginning_ends_with_the_beginning(now):
    event = EventFactory(registering=True, registration_closes_at=now + timedelta(days=60))

    assert event.registration_until == event.starts_at


@pytest.mark.parametrize(
    ("details", "sentence"),
    [
        ({"takes_registrations": False}, "nav jāpiesakās"),
        ({"state": EventState.CANCELLED}, "nevar pieteikties"),
        ({"state": EventState.DRAFT}, "nevar pieteikties"),
    ],
)
def test_where_nobody_registers_it_says_so(details, sentence):
    with pytest.raises(StateConflict, match=sentence):
        come(EventFactory(**{"registering": True, **details}))


def test_more_people_than_the_place_holds_never_fit(event):
    with pytest.raises(InvalidInput, match="Kopējais vietu skaits: 2") as refused:
        come(event, seats=3)

    assert refused.value.field == "seats"


def test_without_a_limit_all_who_come_have_a_place():
    event = EventFactory(registering=True, capacity=None)

    for _ in range(3):
        come(event, seats=10)

    assert states(event) == ["registered"] * 3
    assert seats_of(event).left is None


def test_a_link_opened_after_the_beginning_registers_nobody(event):
    guest = come_as_guest(event)

    with pytest.raises(StateConflict, match="vairs nevar pieteikties"):
        confirm_registration(registration=guest, now=event.starts_at)


def test_signing_off_twice_changes_nothing_and_after_the_beginning_it_is_too_late(event, now):
    one, other = come(event), come(event)
    sign_off(registration=one, by=one.user, now=now)
    traces = Trace.objects.count()

    sign_off(registration=one, by=one.user, now=now)

    assert Trace.objects.count() == traces
    with pytest.raises(StateConflict, match="vairs nevar atteikties"):
        sign_off(registration=other, by=other.user, now=event.starts_at)


def test_whoever_signed_off_may_register_again(event, now):
    person = PersonFactory()
    sign_off(registration=come(event, by=person), by=person, now=now)

    assert come(event, by=person).state == "registered"


def test_the_audit_log_names_nobody_who_registered(event, now):
    confirm_registration(registration=come_as_guest(event, needs="Ratiņkrēsls"), now=now)

    said = " ".join(str((trace.actor_label, trace.target_label, trace.data)) for trace in Trace.objects.all())
    assert "Anna" not in said
    assert "Ratiņkrēsls" not in said


def test_a_letter_of_another_language_speaks_it(event, now):
    register(event=event, name="Ann", email="ann@example.lv", language="en", by=None, now=now)

    assert "You are registered" in Message.objects.get(email="ann@example.lv").subject
