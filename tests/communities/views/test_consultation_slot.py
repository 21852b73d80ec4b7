"""Hours of advice from the visitor's and from the adviser's side."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.actions.consultation_slot import book_slot, withdraw_slot
from communities.enums import MemberRole
from communities.models import ConsultationSlot
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.consultation_slot import SlotFactory
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

LIST = "communities:slot_list"


@pytest.fixture
def person(client, municipality):
    """A resident, signed in."""
    person = PersonFactory()
    client.force_login(person)
    return person


@pytest.fixture
def centre(person):
    """An NGO centre whose editor is signed in."""
    centre = CommunityFactory(is_ngo_centre=True)
    MembershipFactory(community=centre, user=person, role=MemberRole.EDITOR)
    return centre


def booked_by_another(slot) -> ConsultationSlot:
    return book_slot(slot=slot, question="Kā dibināt biedrību?", by=PersonFactory(), now=timezone.now())


@pytest.mark.rule("S3-14")
def test_free_hours_stand_in_the_list_and_taken_ones_do_not(client, now):
    SlotFactory(topic="Brīvā")
    booked_by_another(SlotFactory(topic="Rezervētā"))
    SlotFactory(topic="Pagājusī", starts_at=now - timedelta(hours=1))
    withdraw_slot(slot=SlotFactory(topic="Atsauktā"), by=None, now=now)

    page = client.get(reverse(LIST)).text

    assert "Brīvā" in page
    assert not any(gone in page for gone in ("Rezervētā", "Pagājusī", "Atsauktā"))


def test_the_list_is_filtered_by_who_gives_the_advice(client):
    SlotFactory(topic="Nodaļas padoms")
    SlotFactory(topic="Centra padoms", of_centre=True)

    page = client.get(reverse(LIST), {"devejs": "nvo"}).text

    assert "Centra padoms" in page
    assert "Nodaļas padoms" not in page


def test_a_guest_signs_in_before_booking(client):
    assert client.get(SlotFactory().get_absolute_url()).url.startswith(reverse("account_login"))


@pytest.mark.rule("S3-14")
def test_anybody_books_also_for_a_community_of_theirs(client, person):
    community = MembershipFactory(user=person).community
    slot = SlotFactory()

    page = client.post(slot.get_absolute_url(), {"question": "Kā rakstīt tāmi?", "community": community.pk}, follow=True)

    slot.refresh_from_db()
    assert (slot.booked_by, slot.booked_for) == (person, community)
    assert "Atteikties no konsultācijas" in page.text
    assert slot.topic in client.get(reverse("pages:mans")).text


@pytest.mark.usefixtures("person")
def test_nobody_books_for_a_community_of_others(client):
    MembershipFactory(user=PersonFactory())
    slot = SlotFactory()

    client.post(slot.get_absolute_url(), {"question": "Tāme", "community": CommunityFactory().pk})

    slot.refresh_from_db()
    assert slot.booked_for is None


@pytest.mark.usefixtures("person")
def test_without_saying_what_about_nothing_is_booked(client):
    response = client.post(SlotFactory().get_absolute_url(), {"question": " "})

    assert response.status_code == 422
    assert not ConsultationSlot.objects.booked().exists()


@pytest.mark.usefixtures("person")
def test_whoever_is_late_reads_it_and_keeps_the_text(client):
    slot = SlotFactory()
    page = slot.get_absolute_url()
    booked_by_another(slot)

    told = client.get(page).text
    response = client.post(page, {"question": "Mans jautājums par tāmi"})

    assert "Šis laiks vairs nav brīvs" in told
    assert "Kā dibināt biedrību?" not in told
    assert response.status_code == 422
    assert "Kāds bija ātrāks" in response.text
    assert "Mans jautājums par tāmi" in response.text


def test_one_gives_back_ones_own_hour_only(client, person, now):
    own = book_slot(slot=SlotFactory(), question="Tāme", by=person, now=now)
    other = booked_by_another(SlotFactory())

    client.post(reverse("communities:slot_give_back", args=[own.pk]))
    refused = client.post(reverse("communities:slot_give_back", args=[other.pk]))

    assert list(ConsultationSlot.objects.booked()) == [other]
    assert refused.status_code == 404


def test_an_hour_that_has_begun_is_not_given_back(client, person, now, time_machine):
    slot = book_slot(slot=SlotFactory(), question="Tāme", by=person, now=now)

    time_machine.move_to(slot.starts_at)
    client.force_login(person)
    page = client.post(reverse("communities:slot_give_back", args=[slot.pk]), follow=True)

    assert "vairs nevar atteikties" in page.text


def offer(client, centre, now, **data):
    day = timezone.localdate(now) + timedelta(days=7)
    given = {"topic": "Statūti", "day": day, "begins": "15:00", "ends": "15:45", "place": "Gaismas iela 17", "weeks": 3}
    return client.post(reverse("communities:desk_slots", args=[centre.slug]), given | data, follow=True)


@pytest.mark.rule("S4-148")
def test_a_centre_offers_a_series_of_hours(client, centre, now):
    page = offer(client, centre, now).text

    starts = [timezone.localtime(slot.starts_at) for slot in centre.consultation_slots.all()]
    assert [start.strftime("%H:%M") for start in starts] == ["15:00"] * 3
    assert {start.weekday() for start in starts} == {starts[0].weekday()}
    assert page.count("Statūti") == 3


def test_a_refused_offer_keeps_what_was_typed(client, centre, now):
    response = offer(client, centre, now, ends="14:00")

    assert response.status_code == 422
    assert "Beigām jābūt pēc sākuma" in response.text
    assert "Gaismas iela 17" in response.text
    assert not centre.consultation_slots.exists()


def test_a_centre_sees_who_comes_with_what_and_withdraws(client, centre):
    slot = booked_by_another(SlotFactory(of_centre=True, centre=centre))
    desk = client.get(reverse("communities:desk_slots", args=[centre.slug])).text

    client.post(reverse("communities:slot_withdraw", args=[centre.slug, slot.pk]))

    slot.refresh_from_db()
    assert "Kā dibināt biedrību?" in desk
    assert slot.booked_by.email in desk
    assert slot.withdrawn_at


def test_a_centre_does_not_withdraw_the_hours_of_others(client, centre):
    other = SlotFactory(of_centre=True)

    assert client.post(reverse("communities:slot_withdraw", args=[centre.slug, other.pk])).status_code == 404


def test_a_community_that_is_no_centre_has_no_such_desk(client, person):
    community = CommunityFactory(leader=person)

    page = reverse("communities:desk_slots", args=[community.slug])
    assert client.get(page).status_code == 404
    assert page not in client.get(reverse("communities:desk", args=[community.slug])).text


@pytest.mark.rule("S4-80")
@pytest.mark.rule("S4-148")
def test_the_page_of_the_ngo_centre_gathers_who_it_is_and_its_hours(client):
    slot = SlotFactory(of_centre=True, centre__email="nvo@example.lv")

    page = client.get(reverse("communities:ngo_centre")).text

    assert slot.centre.name in page
    assert "nvo@example.lv" in page
    assert slot.get_absolute_url() in page
    assert slot.get_absolute_url() in client.get(slot.centre.get_absolute_url()).text


def test_without_a_centre_the_page_says_who_advises(client):
    assert "konsultē pašvaldības kontaktpersonas" in client.get(reverse("communities:ngo_centre")).text
