from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from communities.actions.contact_person import (
    change_contact_person,
    confirm_contact_person,
    name_contact_person,
    release_contact_person,
    report_correction,
)
from communities.actions.neighbourhood import take_out_of_use
from communities.models import ContactPerson
from portal.accounts.roles import Role
from portal.audit.models import Event
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.communities import ContactPersonFactory, NeighbourhoodFactory
from tests.factories.portal import MunicipalityFactory, OfficerFactory, UnitFactory

NEXT = {
    "post": "Pagasta pārvaldes vadītāja",
    "phone": "+371 67 000 002",
    "email": "parvalde@example.lv",
    "hours": "ceturtdienās",
}


@pytest.mark.rule("D6")
def test_the_last_contact_person_cannot_go(db, now):
    contact = ContactPersonFactory()
    ContactPersonFactory(neighbourhood=contact.neighbourhood, is_active=False)

    with pytest.raises(StateConflict, match="Vispirms norādiet nākamo"):
        release_contact_person(contact=contact, by=None, now=now)

    contact.refresh_from_db()
    assert contact.is_active


@pytest.mark.rule("D6")
def test_a_contact_person_goes_once_the_next_is_named(db, now):
    contact = ContactPersonFactory()
    named = name_contact_person(neighbourhood=contact.neighbourhood, unit=UnitFactory(), by=None, now=now, **NEXT)

    release_contact_person(contact=contact, by=None, now=now)

    assert list(contact.neighbourhood.contact_persons.active()) == [named]


@pytest.mark.rule("D6")
@pytest.mark.parametrize(
    "path",
    [
        lambda contacts: contacts.update(is_active=False),
        lambda contacts: contacts.update(neighbourhood=NeighbourhoodFactory()),
        lambda contacts: contacts.delete(),
    ],
    ids=["deactivated", "moved elsewhere", "deleted"],
)
def test_the_database_keeps_the_last_contact_person_whatever_the_path(db, path):
    first = ContactPersonFactory()
    ContactPersonFactory(neighbourhood=first.neighbourhood)
    before = first.neighbourhood.contact_persons.active()

    with pytest.raises(IntegrityError, match="last active contact person"), transaction.atomic():
        path(ContactPerson.objects.filter(neighbourhood=first.neighbourhood))

    assert before.count() == 2


@pytest.mark.rule("D6")
def test_two_releases_at_once_leave_one_contact_person(committed, now):
    first = ContactPersonFactory()
    contacts = [first, ContactPersonFactory(neighbourhood=first.neighbourhood)]

    def release(contact) -> bool:
        try:
            release_contact_person(contact=contact, by=None, now=now)
        except StateConflict:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(max_workers=2) as officers:
        released = list(officers.map(release, contacts))

    assert sorted(released) == [False, True]
    assert first.neighbourhood.contact_persons.active().count() == 1


def test_the_contact_of_a_neighbourhood_out_of_use_may_go(db, now):
    contact = ContactPersonFactory()
    take_out_of_use(neighbourhood=contact.neighbourhood, by=None, now=now)

    release_contact_person(contact=contact, by=None, now=now)

    assert not contact.neighbourhood.contact_persons.active().exists()


def test_releasing_twice_is_one_release(db, now):
    contact = ContactPersonFactory()
    ContactPersonFactory(neighbourhood=contact.neighbourhood)

    for _ in range(2):
        release_contact_person(contact=contact, by=None, now=now)

    assert Event.objects.filter(name="communities.contact_person.released").count() == 1


def test_confirming_keeps_the_day_and_settles_what_was_reported(db, now):
    contact = ContactPersonFactory(confirmed_on=timezone.localdate(now) - timedelta(days=200), correction="Cits tālrunis.")

    confirm_contact_person(contact=contact, on=timezone.localdate(now), by=None, now=now)

    contact.refresh_from_db()
    assert (contact.confirmed_on, contact.correction) == (timezone.localdate(now), "")


def test_a_contact_is_not_confirmed_for_tomorrow(db, now):
    contact = ContactPersonFactory()

    with pytest.raises(InvalidInput) as refusal:
        confirm_contact_person(contact=contact, on=timezone.localdate(now) + timedelta(days=2), by=None, now=now)

    assert refusal.value.field == "on"


def test_changed_data_are_confirmed_and_the_history_names_what_changed(db, now):
    contact = ContactPersonFactory(confirmed_on=timezone.localdate(now) - timedelta(days=200))

    change_contact_person(contact=contact, phone="+371 67 000 009", hours="piektdienās", by=None, now=now)

    contact.refresh_from_db()
    assert (contact.phone, contact.confirmed_on) == ("+371 67 000 009", timezone.localdate(now))
    assert Event.objects.get(name="communities.contact_person.changed").data["changed"] == ["hours", "phone"]


def test_what_the_contact_reports_reaches_the_coordinators(db, now):
    MunicipalityFactory()
    coordinator = OfficerFactory(roles=[Role.COORDINATOR])
    OfficerFactory(roles=[Role.AUDITOR])
    contact = ContactPersonFactory()

    report_correction(contact=contact, text="No decembra cits tālrunis.", by=None, now=now)

    contact.refresh_from_db()
    assert contact.correction == "No decembra cits tālrunis."
    message = Message.objects.get(key="communities.contact_correction")
    assert message.email == coordinator.email
    assert "No decembra cits tālrunis." in message.body


def test_a_report_without_words_is_refused(db, now):
    with pytest.raises(InvalidInput, match="kas mainījies"):
        report_correction(contact=ContactPersonFactory(), text="  ", by=None, now=now)
