"""A visitor's way from the form to a place and back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from communities.models import EventRegistration
from communities.queries.registration import confirmation_token, own_token
from portal.notifications.models import Message
from tests.factories.event import EventFactory, come, come_as_guest
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def event():
    return EventFactory(registering=True)


def send(client, event, **data):
    given = {"name": "Anna Ozola", "email": "anna@example.lv", "seats": "1", "needs": ""} | data
    return client.post(reverse("communities:event_register", args=[event.slug]), given)


def link_in(letter: Message) -> str:
    return re.search(r"https?://[^/]+(\S+)", letter.body).group(1)


def test_a_guest_registers_confirms_by_e_mail_and_signs_off_by_the_link(client, event):
    sent = send(client, event, needs="Ratiņkrēsls")
    link = link_in(Message.objects.get())
    opened = client.get(link)
    untouched = event.registrations.get().state

    own = client.post(link, follow=True)
    letter = Message.objects.get(key="communities.registration_received")
    off = client.post(link_in(letter)).text

    assert ("kalendars.ics" in off, sent.url.removesuffix("nosutits/") in off) == (False, True), "the way back stands there"
    assert sent.url == reverse("communities:registration_sent", args=[event.slug])
    assert "Jā, es nākšu" in opened.text
    assert untouched == "unconfirmed"
    assert "Vieta Jums ir rezervēta" in own.text
    assert event.registrations.get().state == "cancelled"


def test_a_signed_in_person_has_a_place_at_once_and_sees_it_on_the_event(client, event):
    client.force_login(PersonFactory())

    response = client.post(reverse("communities:event_register", args=[event.slug]), {"seats": "2"}, follow=True)

    assert "Vieta Jums ir rezervēta" in response.text
    assert "Jūsu pieteikums" in client.get(event.get_absolute_url()).text


def test_registering_twice_keeps_the_form_and_says_so(client, event):
    person = PersonFactory()
    come(event, by=person)
    client.force_login(person)

    response = client.post(reverse("communities:event_register", args=[event.slug]), {"seats": "1", "needs": "Zīmju valoda"})

    assert response.status_code == 422
    assert "Jūs jau esat pieteicies šim pasākumam." in response.text
    assert "Zīmju valoda" in response.text


def test_a_guest_cannot_find_out_who_else_comes(client, event):
    known = come(event)

    response = send(client, event, email=known.email)

    assert response.url == reverse("communities:registration_sent", args=[event.slug])


def test_after_closing_the_form_is_refused_and_nothing_typed_is_lost(client, now):
    event = EventFactory(registering=True, registration_closes_at=now - timedelta(seconds=1))

    page = client.get(reverse("communities:event_register", args=[event.slug]))
    response = send(client, event)

    assert '<form method="post"' not in page.text.split("<main")[1]
    assert response.status_code == 422
    assert "Pieteikšanās ir beigusies" in response.text
    assert "anna@example.lv" in response.text


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"seats": "0"}, "seats"),
        ({"seats": "11"}, "seats"),
        ({"seats": "3"}, "seats"),
        ({"email": "anna@"}, "email"),
        ({"name": ""}, "name"),
    ],
)
def test_a_form_filled_in_wrongly_shows_where(client, event, data, field):
    response = send(client, event, **data)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert not EventRegistration.objects.exists()


def test_many_registrations_from_one_address_are_slowed_down(client):
    event = EventFactory(registering=True, capacity=None)
    for number in range(10):
        assert send(client, event, email=f"viesis{number}@example.lv").status_code == 302

    response = send(client, event)

    assert response.status_code == 422
    assert "pārāk daudz mēģinājumu" in response.text


def test_a_link_works_for_seven_days(client, event, time_machine, now):
    link = reverse("communities:registration_confirm", args=[confirmation_token(come_as_guest(event))])

    time_machine.move_to(now + timedelta(days=7, seconds=2))
    response = client.post(link)

    assert response.status_code == 410
    assert "vecāka par septiņām dienām" in response.text


@pytest.mark.parametrize("name", ["registration_confirm", "registration_detail"])
@pytest.mark.parametrize("mangle", [lambda token: token[:-3], lambda token: "nekas"])
def test_a_mangled_link_is_refused_with_a_sentence(client, event, name, mangle):
    registration = come_as_guest(event)
    token = confirmation_token(registration) if name == "registration_confirm" else own_token(registration)

    response = client.get(reverse(f"communities:{name}", args=[mangle(token)]))

    assert response.status_code == 410
    assert "Saite nav pilnīga" in response.text


def test_the_link_that_confirms_does_not_sign_off_and_the_other_way_round(client, event):
    registration = come_as_guest(event)

    assert client.get(reverse("communities:registration_detail", args=[confirmation_token(registration)])).status_code == 410
    assert client.get(reverse("communities:registration_confirm", args=[own_token(registration)])).status_code == 410


def test_a_link_opened_twice_shows_the_registration(client, event):
    link = reverse("communities:registration_confirm", args=[confirmation_token(come_as_guest(event))])
    client.post(link)

    assert client.post(link, follow=True).status_code == 200
    assert client.get(link).url.startswith("/pasakumi/pieteikums/")


def test_after_the_beginning_nobody_signs_off(client, event, time_machine):
    registration = come(event)

    time_machine.move_to(event.starts_at + timedelta(minutes=1))
    response = client.post(reverse("communities:registration_detail", args=[own_token(registration)]))

    assert response.status_code == 409
    assert "vairs nevar atteikties" in response.text
