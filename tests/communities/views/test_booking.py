"""A visitor's way from the free hour to the booking's page, and the community's desk."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from communities.enums import MemberRole
from communities.models import Booking
from communities.queries.booking import LINK
from portal.notifications.models import Message
from tests.factories.booking import BookingFactory, EquipmentFactory, OpenCentreFactory, at, days_ahead
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def leader():
    return PersonFactory()


@pytest.fixture
def centre(leader):
    return OpenCentreFactory(community=CommunityFactory(leader=leader), capacity=30)


def form_of(centre) -> str:
    return reverse("communities:booking_create", args=[centre.slug])


def send(client, centre, **data):
    given = {
        "day": f"{days_ahead(2):%Y-%m-%d}",
        "starts": "10:00",
        "ends": "12:00",
        "purpose": "Mājas sapulce",
        "name": "Anna Ozola",
        "email": "anna@example.lv",
        "phone": "+371 20 000 001",
        "form_token": uuid4(),
    }
    return client.post(form_of(centre), given | data)


@pytest.mark.rule("S3-50")
def test_a_visitor_books_and_confirms_by_the_link_in_the_mail(client, centre):
    sent = send(client, centre)
    link = re.search(r"http://testserver(\S+)", Message.objects.get().body)[1]
    looked = client.get(link)
    before = Booking.objects.get().state
    confirmed = client.post(link, follow=True)

    assert sent.url == reverse("communities:booking_sent", args=[centre.slug])
    assert "Mājas sapulce" in looked.text
    assert before == "unconfirmed", "opening the link books nothing"
    assert "Kopiena to apstiprina vai paskaidro, kāpēc ne." in confirmed.text
    assert Booking.objects.get().state == "requested"


def test_the_link_tells_afterwards_how_the_booking_stands_and_gives_it_back(client):
    booking = BookingFactory()
    token = LINK.token_for(booking.pk)

    page = client.get(reverse("communities:guest_booking", args=[token]))
    client.post(reverse("communities:guest_booking_cancel", args=[token]))

    booking.refresh_from_db()
    assert "apstiprināta" in page.text
    assert booking.state == "cancelled"


def test_hours_taken_before_the_link_is_opened_are_refused_with_free_ones(client, centre):
    send(client, centre)
    link = re.search(r"http://testserver(\S+)", Message.objects.get().body)[1]
    BookingFactory(centre=centre, starts_at=at(days_ahead(2), 10))

    refused = client.post(link)

    assert refused.status_code == 409
    assert "Šis laiks jau ir aizņemts. Tuvākie brīvie laiki:" in refused.text


@pytest.mark.parametrize("token", ["nekas", LINK.token_for(1)[:-3]], ids=["not ours", "cut off"])
def test_a_mangled_link_is_refused_with_a_sentence(client, token):
    response = client.get(reverse("communities:guest_booking", args=[token]))

    assert response.status_code == 410
    assert "Saite nav pilnīga" in response.text


def test_the_link_of_an_erased_booking_says_so(client):
    booking = BookingFactory(state="unconfirmed")
    token = LINK.token_for(booking.pk)
    booking.delete()

    assert "vairs nav" in client.get(reverse("communities:guest_booking", args=[token])).text


def test_the_link_of_a_guest_opens_no_booking_of_somebody_with_an_account(client):
    booking = BookingFactory(requested_by=PersonFactory())

    assert client.get(reverse("communities:guest_booking", args=[LINK.token_for(booking.pk)])).status_code == 410


def test_nothing_typed_is_lost_when_the_hours_are_refused(client, centre):
    refused = send(client, centre, starts="06:00", ends="07:00", purpose="Rīta vingrošana")

    assert refused.status_code == 422
    assert "Šajā laikā ir slēgts. Darba laiks tajā dienā: 08.00–22.00." in refused.text
    for typed in ("Rīta vingrošana", "06:00", "Anna Ozola", "anna@example.lv", "+371 20 000 001"):
        assert typed in refused.text


def test_more_people_than_the_place_holds_are_asked_once(client, centre):
    client.force_login(PersonFactory())

    asked = send(client, centre, people="45")
    accepted = send(client, centre, people="45", crowd_accepted="on")

    assert "crowd_accepted" not in client.get(form_of(centre)).text
    assert asked.status_code == 422
    assert 'name="crowd_accepted"' in asked.text
    assert accepted.status_code == 302
    assert Booking.objects.get().people == 45


@pytest.mark.parametrize(
    ("field", "typed"),
    [("day", "rīt"), ("starts", "25:00"), ("people", "-3"), ("people", "9" * 40), ("equipment", "999"), ("email", "anna")],
)
def test_what_cannot_be_read_is_said_beside_its_field(client, centre, field, typed):
    response = send(client, centre, **{field: typed})

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Booking.objects.exists()


def test_an_hour_that_the_clocks_skip_is_refused(client, time_machine):
    time_machine.move_to("2027-03-20 10:00 +0000")
    response = send(client, OpenCentreFactory(), day="2027-03-28", starts="03:30", ends="05:00")

    assert "pulksteņus pagriež uz priekšu" in response.text


def test_a_person_with_an_account_gives_no_name_and_comes_to_the_bookings_page(client, centre):
    person = PersonFactory()
    client.force_login(person)

    response = send(client, centre, name="", email="")

    booking = Booking.objects.get()
    assert response.url == booking.get_absolute_url()
    assert (booking.name, booking.email, booking.requested_by) == (person.name, person.email, person)


def test_a_member_books_for_a_community_and_nobody_for_a_strangers(client, centre):
    own, strange = CommunityFactory(), CommunityFactory()
    client.force_login(MembershipFactory(community=own).user)

    refused = send(client, centre, community=strange.pk)
    send(client, centre, community=own.pk)

    assert "community" in refused.context["form"].errors
    assert Booking.objects.get().community == own


def test_equipment_alone_is_booked_where_the_place_is_not(client):
    projector = EquipmentFactory(centre__is_bookable=False)

    form = client.get(form_of(projector.centre), {"iekarta": projector.pk}).context["form"]

    assert form.fields["equipment"].required
    assert form["equipment"].value() == str(projector.pk)


def test_many_guest_forms_from_one_address_are_slowed_down(client, centre, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "guest_form": "1/h/ip"}

    send(client, centre)
    response = send(client, centre, starts="14:00", ends="15:00")

    assert response.status_code == 422
    assert "Mājas sapulce" in response.text


def test_the_desk_confirms_a_request(client, centre, leader):
    booking = BookingFactory(centre=centre, state="requested")
    client.force_login(leader)

    desk = client.get(reverse("communities:desk_bookings", args=[centre.community.slug]))
    done = client.post(reverse("communities:booking_confirm", args=[booking.pk]), follow=True)

    assert "Anna Ozola" in desk.text
    assert "Rezervācija ir apstiprināta" in done.text
    assert list(done.context["coming"]) == [booking]


def test_the_desk_refuses_with_a_reason(client, centre, leader):
    booking = BookingFactory(centre=centre, state="requested")
    page = reverse("communities:booking_refuse", args=[booking.pk])
    client.force_login(leader)

    blank = client.post(page, {"reason": " "})
    client.post(page, {"reason": "Tajā vakarā ir kora mēģinājums."})

    booking.refresh_from_db()
    assert blank.status_code == 422
    assert (booking.state, booking.reason) == ("refused", "Tajā vakarā ir kora mēģinājums.")


def test_a_second_press_of_the_button_is_told_that_it_is_done(client, centre, leader):
    booking = BookingFactory(centre=centre, state="requested")
    client.force_login(leader)

    for _ in range(2):
        response = client.post(reverse("communities:booking_confirm", args=[booking.pk]), follow=True)

    assert "Iespējams, kāds Jūs apsteidza." in response.text
    assert Message.objects.filter(key="communities.booking_confirmed").count() == 2, "one for each side"


@pytest.mark.parametrize("step", ["booking_confirm", "booking_refuse"])
def test_a_plain_member_sees_the_requests_and_decides_nothing(client, centre, step):
    booking = BookingFactory(centre=centre, state="requested")
    client.force_login(MembershipFactory(community=centre.community, role=MemberRole.MEMBER).user)

    desk = client.get(reverse("communities:desk_bookings", args=[centre.community.slug]))
    response = client.post(reverse(f"communities:{step}", args=[booking.pk]))

    assert booking.when in desk.text
    assert reverse("communities:booking_confirm", args=[booking.pk]) not in desk.text
    assert response.status_code == 403


def test_somebody_elses_booking_is_not_there(client):
    client.force_login(PersonFactory())

    assert client.get(BookingFactory().get_absolute_url()).status_code == 404


def test_whoever_booked_cancels_without_a_reason(client):
    booking = BookingFactory(requested_by=PersonFactory())
    client.force_login(booking.requested_by)

    client.post(reverse("communities:booking_cancel", args=[booking.pk]))

    booking.refresh_from_db()
    assert booking.state == "cancelled"


def test_my_bookings_tell_what_comes_and_what_was(client, time_machine):
    booking = BookingFactory(requested_by=PersonFactory())
    page, found = reverse("communities:my_bookings"), []

    for moment in (booking.requested_at, booking.ends_at):
        time_machine.move_to(moment)
        client.force_login(booking.requested_by)
        found.append(client.get(page).context)
    before, after = found

    assert (list(before["ahead"]), list(before["over"])) == ([booking], [])
    assert (list(after["ahead"]), list(after["over"])) == ([], [booking])


def test_a_request_nobody_decided_is_shown_as_lapsed_once_its_hour_comes(client, time_machine):
    booking = BookingFactory(state="requested", requested_by=PersonFactory())
    time_machine.move_to(booking.starts_at + timedelta(minutes=1))
    client.force_login(booking.requested_by)

    page = client.get(booking.get_absolute_url())

    assert "laikus netika atbildēts" in page.text


def test_an_officer_decides_in_the_admin(client):
    booking = BookingFactory(state="requested")
    client.force_login(OfficerFactory(roles=["coordinator"]))

    client.post(reverse("admin:communities_booking_step", args=[booking.pk, "apstiprinat"]))

    booking.refresh_from_db()
    assert booking.state == "confirmed"
