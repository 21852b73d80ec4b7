"""Hours of advice: offered, booked by whoever comes first, given back, withdrawn."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone, translation

from communities.actions.consultation_slot import book_slot, cancel_booking, offer_slots, withdraw_slot
from communities.models import ConsultationSlot
from portal.errors import InvalidInput, StateConflict
from portal.files.actions import read
from portal.notifications.models import Message
from tests.factories.communities import CommunityFactory
from tests.factories.consultation_slot import SlotFactory
from tests.factories.portal import MunicipalityFactory, OfficerFactory, PersonFactory, UnitFactory


def book(slot: ConsultationSlot, by=None) -> ConsultationSlot:
    return book_slot(slot=slot, question="Kā rakstīt tāmi?", by=by or PersonFactory(), now=timezone.now())


def offer(**facts) -> list[ConsultationSlot]:
    now = datetime(2026, 10, 1, 8, tzinfo=UTC)
    given = {
        "giver": UnitFactory(),
        "starts_at": now + timedelta(days=1),
        "ends_at": now + timedelta(days=1, hours=1),
        "topic": "Pieteikumi",
        "place": "12. kabinets",
        "by": None,
        "now": now,
    }
    return offer_slots(**given | facts)


@pytest.mark.rule("S3-14")
@pytest.mark.usefixtures("municipality")
def test_a_booked_hour_is_told_to_both_with_the_date(now):
    person, officer = PersonFactory(), OfficerFactory()
    slot = SlotFactory(unit=UnitFactory(members=[officer]))

    book(slot, by=person)

    letters = {letter.email: letter for letter in Message.objects.all()}
    assert set(letters) == {person.email, officer.email}
    assert "Kā rakstīt tāmi?" in letters[officer.email].body
    assert f"DTSTART:{slot.starts_at:%Y%m%dT%H%M%SZ}" in read(letters[person.email].files.get()).decode()


@pytest.mark.usefixtures("municipality")
def test_the_centre_hears_of_a_booking_with_it():
    leader = PersonFactory()

    book(SlotFactory(of_centre=True, centre__leader=leader))

    assert Message.objects.get(key="communities.slot_taken").email == leader.email


@pytest.mark.rule("S3-14")
@pytest.mark.usefixtures("municipality")
def test_one_person_has_one_hour_ahead_with_one_giver(now):
    person, unit = PersonFactory(), UnitFactory()
    first = book(SlotFactory(unit=unit), by=person)

    with pytest.raises(StateConflict, match="jau ir rezervēta konsultācija"):
        book(SlotFactory(unit=unit, starts_at=now + timedelta(days=9)), by=person)
    book(SlotFactory(of_centre=True), by=person)

    cancel_booking(slot=first, by=person, now=now)
    book(SlotFactory(unit=unit, starts_at=now + timedelta(days=9)), by=person)
    assert ConsultationSlot.objects.booked().filter(booked_by=person).count() == 2


@pytest.mark.usefixtures("municipality")
def test_an_hour_that_has_begun_is_not_booked(now):
    with pytest.raises(StateConflict, match="sākusies vai jau pagājusi"):
        book(SlotFactory(starts_at=now - timedelta(minutes=1)))


@pytest.mark.usefixtures("municipality")
def test_a_taken_hour_is_not_booked_again():
    slot = book(SlotFactory())

    with pytest.raises(StateConflict, match="Kāds bija ātrāks"):
        book(slot)


@pytest.mark.usefixtures("municipality")
def test_an_hour_given_back_is_free_and_the_giver_knows(now):
    slot = book(SlotFactory())

    cancel_booking(slot=slot, by=slot.booked_by, now=now)

    assert list(ConsultationSlot.objects.free(now)) == [slot]
    letter = Message.objects.get(key="communities.slot_freed")
    assert letter.email == slot.unit.email
    assert "STATUS:CANCELLED" in read(letter.files.get()).decode()


@pytest.mark.usefixtures("municipality")
def test_whoever_booked_a_withdrawn_hour_is_told(now):
    slot = book(SlotFactory())

    withdraw_slot(slot=slot, by=None, now=now)

    assert Message.objects.get(key="communities.slot_withdrawn").email == slot.booked_by.email
    with pytest.raises(StateConflict, match="nenotiks"):
        book(slot)


@pytest.mark.usefixtures("db")
def test_a_free_hour_is_withdrawn_in_silence(now):
    withdraw_slot(slot=SlotFactory(), by=None, now=now)

    assert not ConsultationSlot.objects.free(now).exists()
    assert not Message.objects.exists()


@pytest.mark.usefixtures("db")
def test_a_series_keeps_its_hour_on_the_wall_when_the_clocks_change():
    starts = timezone.localtime(datetime(2026, 10, 20, 12, tzinfo=UTC))

    offer(starts_at=starts, ends_at=starts + timedelta(hours=1), weeks=2)

    slots = ConsultationSlot.objects.order_by("starts_at")
    assert [f"{timezone.localtime(slot.starts_at):%d.%m. %H:%M}" for slot in slots] == ["20.10. 15:00", "27.10. 15:00"]
    assert slots[1].starts_at - slots[0].starts_at == timedelta(weeks=1, hours=1)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"ends_at": datetime(2026, 10, 2, 8, tzinfo=UTC)}, "Beigām jābūt pēc sākuma"),
        ({"starts_at": datetime(2026, 10, 1, 8, tzinfo=UTC)}, "jau ir pagājis"),
        ({"weeks": 27}, "no 1 līdz 26"),
    ],
)
def test_an_impossible_hour_is_not_offered(facts, sentence):
    with pytest.raises(InvalidInput, match=sentence):
        offer(**facts)


@pytest.mark.usefixtures("db")
def test_nobody_offers_two_hours_at_once():
    giver = CommunityFactory(is_ngo_centre=True)
    offer(giver=giver)

    with pytest.raises(InvalidInput, match="jau ir piedāvāta cita konsultācija"):
        offer(giver=giver)


@pytest.mark.rule("S3-14")
def test_of_two_people_at_once_one_has_the_hour_and_the_other_is_told(committed):
    MunicipalityFactory()
    slot, people = SlotFactory(), [PersonFactory(), PersonFactory()]

    def run(person) -> str:
        with translation.override("lv"):
            try:
                book(slot, by=person)
            except StateConflict as refusal:
                return str(refusal)
            finally:
                connections.close_all()
        return ""

    with ThreadPoolExecutor(max_workers=2) as pool:
        told = sorted(pool.map(run, people))

    assert told == ["", "Kāds bija ātrāks un šo laiku jau rezervēja. Izvēlieties citu laiku."]
    assert Message.objects.filter(key="communities.slot_booked").count() == 1
