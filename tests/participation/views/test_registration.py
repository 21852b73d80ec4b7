import pytest
import tablib
from django.urls import reverse

from participation.models import ForumRegistration
from participation.queries.registration import CONFIRMING, OWN
from portal.accounts.roles import Role
from tests.factories.forums import come, come_as_guest, plan_with_places
from tests.factories.participation import plan
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")
GUEST = {"name": "Viesis", "email": "viesis@example.lv", "seats": "2", "needs": ""}


def register_page(forum) -> str:
    return reverse("participation:forum_register", args=[forum.slug])


def own_page(registration) -> str:
    return reverse("participation:registration_detail", args=[OWN.token_for(registration.pk)])


def test_a_guest_registers_and_confirms_by_the_button_behind_the_link(client):
    forum = plan_with_places(capacity=10)

    sent = client.post(register_page(forum), GUEST, follow=True)
    registration = ForumRegistration.objects.get()
    link = reverse("participation:registration_confirm", args=[CONFIRMING.token_for(registration.pk)])
    client.get(link)
    registration.refresh_from_db()
    assert (sent.status_code, registration.state) == (200, "unconfirmed"), "looking confirms nothing"

    client.post(link, follow=True)

    registration.refresh_from_db()
    assert (registration.state, registration.seats) == ("registered", 2)


def test_a_signed_in_person_is_asked_for_neither_name_nor_address(client):
    forum, person = plan_with_places(), PersonFactory()
    client.force_login(person)

    answer = client.post(register_page(forum), {"seats": "1"}, follow=True)

    assert forum.registrations.get().user == person
    assert answer.redirect_chain[0][0] == own_page(forum.registrations.get())


def test_too_many_people_come_back_with_what_was_typed(client):
    answer = client.post(register_page(plan_with_places(capacity=1)), GUEST)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["seats"]
    assert GUEST["email"] in answer.content.decode()


def test_a_number_out_of_bounds_is_refused_in_plain_latvian(client):
    answer = client.post(register_page(plan_with_places(capacity=50)), GUEST | {"seats": "11"})

    assert answer.context["form"].errors["seats"] == ["Vērtība nedrīkst būt lielāka par 10."]


def test_where_nobody_needs_to_register_there_is_no_form(client):
    assert '<form method="post" class="form"' not in client.get(register_page(plan())).content.decode()


def test_whoever_cannot_come_signs_off_by_the_own_link(client):
    registration = come()

    page = client.post(own_page(registration)).text

    registration.refresh_from_db()
    assert registration.state == "cancelled"
    assert ("kalendars.ics" in page, register_page(registration.forum) in page) == (False, True), "the way back stands there"


def test_the_button_pressed_after_the_forum_began_is_refused(client, time_machine):
    registration = come()
    time_machine.move_to(registration.forum.held_at)

    assert client.post(own_page(registration)).status_code == 409


@pytest.mark.parametrize("page", ["registration_detail", "registration_confirm"])
def test_a_mangled_link_says_so(client, page):
    assert client.get(reverse(f"participation:{page}", args=["nav"])).status_code == 410


def test_a_link_of_an_erased_registration_says_so(client):
    registration = come()
    address = own_page(registration)
    registration.delete()

    assert client.get(address).status_code == 410


def test_officers_see_who_comes_and_what_they_need_and_download_it(client):
    forum = plan_with_places()
    come(forum, needs="Vieta ratiņkrēslam")
    come_as_guest(forum)
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))
    address = reverse("participation:forum_registrations", args=[forum.slug])

    table = tablib.Dataset().load(client.get(address, {"formats": "csv"}).content.decode("utf-8-sig"), format="csv")

    assert "Vieta ratiņkrēslam" in client.get(address).content.decode()
    assert [row[3] for row in table] == ["Vieta ratiņkrēslam"], "who has not opened the letter does not count yet"


def test_who_comes_is_nobody_elses_business(client):
    registration = come()
    client.force_login(registration.user)

    assert client.get(reverse("participation:forum_registrations", args=[registration.forum.slug])).status_code == 403
