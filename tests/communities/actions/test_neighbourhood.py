import pytest

from communities.actions.neighbourhood import put_in_use, save_neighbourhood, set_priorities, take_out_of_use
from portal.audit.models import Event
from portal.errors import StateConflict
from portal.ui.models import SearchEntry
from tests.factories.communities import ContactPersonFactory, NeighbourhoodFactory


def test_a_saved_neighbourhood_is_found_by_its_places(db, now):
    place = NeighbourhoodFactory.build(name="Dzērumu apkaime", slug="dzerumi", places=["Kažoki"])

    save_neighbourhood(neighbourhood=place, by=None, now=now)

    assert SearchEntry.objects.get(kind="neighbourhood").folded == "dzerumu apkaime kazoki "


@pytest.mark.rule("S4-66")
def test_a_neighbourhood_without_a_contact_person_is_not_put_in_use(db, now):
    place = NeighbourhoodFactory(is_active=False)
    ContactPersonFactory(neighbourhood=place, is_active=False)

    with pytest.raises(StateConflict):
        put_in_use(neighbourhood=place, by=None, now=now)

    place.refresh_from_db()
    assert not place.is_active


@pytest.mark.rule("S4-66")
def test_a_neighbourhood_with_a_contact_person_is_put_in_use_and_found(db, now):
    contact = ContactPersonFactory(neighbourhood__is_active=False)

    place = put_in_use(neighbourhood=contact.neighbourhood, by=None, now=now)

    assert place.is_active
    assert SearchEntry.objects.filter(kind="neighbourhood", title=place.name).exists()


def test_a_neighbourhood_taken_out_of_use_is_found_no_longer(db, now):
    place = put_in_use(neighbourhood=ContactPersonFactory(neighbourhood__is_active=False).neighbourhood, by=None, now=now)

    take_out_of_use(neighbourhood=place, by=None, now=now)

    assert not SearchEntry.objects.filter(kind="neighbourhood").exists()


@pytest.mark.rule("S4-12")
def test_priorities_stand_in_the_order_given_and_in_the_history(db, now):
    place = NeighbourhoodFactory()
    set_priorities(neighbourhood=place, texts=["Ceļi", "Parks"], by=None, now=now)

    set_priorities(neighbourhood=place, texts=["Parks", "Tilts", "Ceļi"], by=None, now=now)

    assert [one.text for one in place.priorities.all()] == ["Parks", "Tilts", "Ceļi"]
    latest = Event.objects.filter(name="communities.neighbourhood.priorities_set").latest("pk")
    assert latest.data["priorities"] == ["Parks", "Tilts", "Ceļi"]
