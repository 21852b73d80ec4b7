from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from communities.actions.neighbourhood import (
    confirm_contact_person,
    name_contact_person,
    release_contact_person,
    save_neighbourhood,
)
from portal.audit.models import Event
from portal.errors import StateConflict
from portal.ui.models import SearchEntry
from tests.factories.communities import ContactPersonFactory, NeighbourhoodFactory
from tests.factories.portal import UnitFactory


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
    named = name_contact_person(
        neighbourhood=contact.neighbourhood,
        unit=UnitFactory(),
        post="Pagasta pārvaldes vadītāja",
        phone="+371 67 000 002",
        email="parvalde@example.lv",
        hours="ceturtdienās",
        by=None,
        now=now,
    )

    release_contact_person(contact=contact, by=None, now=now)

    assert list(contact.neighbourhood.contact_persons.active()) == [named]


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


def test_releasing_twice_is_one_release(db, now):
    contact = ContactPersonFactory()
    ContactPersonFactory(neighbourhood=contact.neighbourhood)

    for _ in range(2):
        release_contact_person(contact=contact, by=None, now=now)

    assert Event.objects.filter(name="communities.contact_person.released").count() == 1


def test_confirming_keeps_the_day(db, now):
    contact = ContactPersonFactory()
    day = contact.confirmed_on + timedelta(days=200)

    confirm_contact_person(contact=contact, on=day, by=None, now=now)

    contact.refresh_from_db()
    assert contact.confirmed_on == day


def test_a_saved_neighbourhood_is_found_by_its_places(db, now):
    place = NeighbourhoodFactory.build(name="Dzērumu apkaime", slug="dzerumi", places=["Kažoki"])

    save_neighbourhood(neighbourhood=place, by=None, now=now)

    assert SearchEntry.objects.get(kind="neighbourhood").folded == "dzerumu apkaime kazoki "
