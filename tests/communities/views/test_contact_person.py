from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.queries.contact_person import LINK, confirmation_token
from portal.audit.models import Event
from tests.factories.communities import ContactPersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def contact(municipality):
    return ContactPersonFactory(confirmed_on=timezone.localdate() - timedelta(days=180))


def link(contact) -> str:
    return reverse("communities:contact_confirm", args=[confirmation_token(contact)])


@pytest.mark.rule("S4-66")
def test_opening_the_link_confirms_nothing(client, contact):
    page = client.get(link(contact))

    before = contact.confirmed_on
    contact.refresh_from_db()
    assert contact.phone.replace(" ", "\xa0") in page.text
    assert contact.confirmed_on == before


@pytest.mark.rule("S4-66")
def test_one_click_confirms_without_signing_in(client, contact):
    page = client.post(link(contact))

    contact.refresh_from_db()
    assert page.status_code == 200
    assert contact.confirmed_on == timezone.localdate()
    assert Event.objects.get(name="communities.contact_person.confirmed").actor_label == contact.post


def test_what_changed_is_written_to_the_coordinator(client, contact):
    client.post(link(contact), {"labot": "1", "text": "Cits tālrunis."})

    contact.refresh_from_db()
    assert contact.correction == "Cits tālrunis."
    assert contact.confirmed_on < timezone.localdate()


def test_a_change_without_words_is_told_at_the_field(client, contact):
    page = client.post(link(contact), {"labot": "1", "text": ""})

    assert page.status_code == 422
    assert "Uzrakstiet, kas mainījies." in page.text


def test_the_link_of_a_released_contact_says_so(client, contact):
    ContactPersonFactory(neighbourhood=contact.neighbourhood)
    contact.is_active = False
    contact.save()

    for answer in (client.get(link(contact)), client.post(link(contact))):
        assert answer.status_code == 410
        assert "atbrīvota" in answer.text


def test_a_mangled_or_old_link_confirms_nothing(client, contact, time_machine):
    fresh = link(contact)

    assert client.post(fresh[:-3] + "/").status_code == 410
    time_machine.move_to(timezone.now() + LINK.term + timedelta(minutes=1))

    assert client.post(fresh).status_code == 410
