from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from communities.models import Neighbourhood
from portal.accounts.roles import Role
from portal.audit.models import Event
from tests.desks import page_of, step_of
from tests.factories.communities import ContactPersonFactory, NeighbourhoodFactory
from tests.factories.portal import OfficerFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")

LIST = "admin:communities_neighbourhood_changelist"


@pytest.fixture
def coordinator(client, municipality):
    officer = OfficerFactory(roles=[Role.COORDINATOR])
    client.force_login(officer)
    return officer


@pytest.fixture
def contact(coordinator):
    return ContactPersonFactory(hours_per_month=8)


def typed(place, **changes) -> dict:
    """The change form as the browser sends it, with the data of one contact person."""
    (contact,) = place.contact_persons.active()
    inline = {
        "post": contact.post, "user": "", "unit": contact.unit_id, "phone": contact.phone, "email": contact.email,
        "hours": contact.hours, "hours_per_month": contact.hours_per_month, "id": contact.pk, "neighbourhood": place.pk,
    }  # fmt: skip
    inline |= {name.removeprefix("contact_"): value for name, value in changes.items() if name.startswith("contact_")}
    own = {
        "name": place.name, "slug": place.slug, "kind": place.kind, "parent": "", "places": "", "population": "",
        "population_year": "", "latitude": place.latitude, "longitude": place.longitude, "boundary": "", "description": "",
        "contact_persons-TOTAL_FORMS": 1, "contact_persons-INITIAL_FORMS": 1,
    }  # fmt: skip
    own |= {name: value for name, value in changes.items() if not name.startswith("contact_")}
    return own | {f"contact_persons-0-{name}": value for name, value in inline.items()}


@pytest.mark.rule("D6")
def test_the_last_contact_person_stays_and_the_officer_reads_why(client, contact):
    response = client.post(step_of(contact.neighbourhood, "atbrivot-kontaktpersonu"), {"contact": contact.pk})

    assert response.status_code == 422
    assert "Apkaime paliktu bez kontaktpersonas" in response.text
    assert contact.neighbourhood.contact_persons.active().exists()


def test_the_next_contact_is_named_and_the_other_released(client, contact):
    place = contact.neighbourhood
    given = {"post": "Pārvaldes vadītāja", "unit": UnitFactory().pk, "phone": "+371 67 000 002", "email": "p@example.lv"}

    client.post(step_of(place, "noradit-kontaktpersonu"), given | {"hours": "otrdienās", "hours_per_month": 4})
    client.post(step_of(place, "atbrivot-kontaktpersonu"), {"contact": contact.pk})

    assert [one.post for one in place.contact_persons.active()] == ["Pārvaldes vadītāja"]


def test_an_officer_confirms_what_the_contact_said_by_phone(client, contact):
    contact.confirmed_on -= timedelta(days=200)
    contact.save()
    today = timezone.localdate()

    client.post(step_of(contact.neighbourhood, "apstiprinat-kontaktpersonu"), {"contact": contact.pk, "on": f"{today:%Y-%m-%d}"})

    contact.refresh_from_db()
    assert contact.confirmed_on == today


@pytest.mark.rule("D6")
def test_what_is_corrected_in_the_form_is_an_act_with_its_trace(client, contact, coordinator):
    client.post(page_of(contact.neighbourhood), typed(contact.neighbourhood, contact_phone="+371 67 000 009"))

    contact.refresh_from_db()
    event = Event.objects.get(name="communities.contact_person.changed")
    assert contact.phone == "+371 67 000 009"
    assert (event.actor_id, event.data["changed"]) == (coordinator.pk, ["phone"])


def test_a_contact_nobody_touched_leaves_no_trace(client, contact):
    client.post(page_of(contact.neighbourhood), typed(contact.neighbourhood, description="Pie upes."))

    contact.neighbourhood.refresh_from_db()
    assert contact.neighbourhood.description == "Pie upes."
    assert not Event.objects.filter(name="communities.contact_person.changed").exists()


@pytest.mark.rule("S4-66")
def test_a_new_neighbourhood_is_put_in_use_only_with_a_contact_person(client, coordinator):
    new = {"name": "Jaunā apkaime", "slug": "jauna-apkaime", "kind": "area", "latitude": 56.8, "longitude": 24.2}
    rows = {"contact_persons-TOTAL_FORMS": 0, "contact_persons-INITIAL_FORMS": 0}
    client.post(reverse("admin:communities_neighbourhood_add"), new | rows)
    place = Neighbourhood.objects.get()

    refused = client.post(step_of(place, "nodot-lietosana"))
    public = client.get(reverse("communities:neighbourhood_list")).text

    assert refused.status_code == 422
    assert "Vispirms norādiet" in refused.text
    assert "Jaunā apkaime" not in public or not place.is_active
    ContactPersonFactory(neighbourhood=place)
    client.post(step_of(place, "nodot-lietosana"))
    place.refresh_from_db()
    assert place.is_active


@pytest.mark.parametrize(
    ("boundary", "sentence"),
    [
        ('{"type": "Point", "coordinates": [24.1, 56.8]}', "Polygon vai MultiPolygon"),
        ('{"type": "Polygon", "coordinates": [[[2.3, 48.8], [2.4, 48.8], [2.4, 48.9], [2.3, 48.8]]]}', "ārpus Latvijas"),
        ("te ir robeža", "JSON"),
    ],
    ids=["no polygon", "in Paris", "no GeoJSON"],
)
def test_what_is_no_boundary_of_ours_is_told_and_what_was_typed_is_kept(client, contact, boundary, sentence):
    page = client.post(page_of(contact.neighbourhood), typed(contact.neighbourhood, boundary=boundary, description="Pie upes."))

    contact.neighbourhood.refresh_from_db()
    assert sentence in page.text
    assert "Pie upes." in page.text
    assert contact.neighbourhood.boundary is None


@pytest.mark.rule("S4-12")
def test_priorities_are_typed_one_on_each_line(client, contact):
    client.post(step_of(contact.neighbourhood, "prioritates"), {"texts": "Parks\n\n  Tilts \nCeļi"})

    assert [one.text for one in contact.neighbourhood.priorities.all()] == ["Parks", "Tilts", "Ceļi"]
    assert "Parks\nTilts\nCeļi" in client.get(step_of(contact.neighbourhood, "prioritates")).text


@pytest.mark.parametrize("texts", ["\n".join(map(str, range(11))), "a" * 201], ids=["eleven", "too long"])
def test_too_many_or_too_long_priorities_are_refused(client, contact, texts):
    assert client.post(step_of(contact.neighbourhood, "prioritates"), {"texts": texts}).status_code == 422


def test_who_only_reads_is_not_led_to_closed_pages(client, municipality):
    contact = ContactPersonFactory(user=OfficerFactory())
    client.force_login(OfficerFactory(roles=[Role.AUDITOR]))

    page = client.get(page_of(contact.neighbourhood)).text

    assert contact.unit.name in page
    assert f"/municipality/unit/{contact.unit_id}/" not in page
    assert f"/accounts/user/{contact.user_id}/" not in page


def test_the_list_shows_what_is_missing_and_filters_by_it(client, contact):
    bare = NeighbourhoodFactory(name="Bez neviena")

    page = client.get(reverse(LIST)).text
    filtered = client.get(reverse(LIST), {"trukst": "no_contact"}).text

    assert "nav kontaktpersonas" in page
    assert bare.name in filtered
    assert f">{contact.neighbourhood.name}<" not in filtered


def test_a_gap_that_means_nothing_leaves_no_row(client, contact):
    assert f">{contact.neighbourhood.name}<" not in client.get(reverse(LIST), {"trukst": "kas-cits"}).text


@pytest.mark.rule("S4-30")
def test_the_overview_is_also_a_file(client, contact):
    NeighbourhoodFactory(name="=Bez neviena")
    address = reverse("admin:communities_neighbourhood_gaps")

    page, file = client.get(address), client.get(address, {"formats": "csv"})

    assert contact.post in page.text
    assert "'=Bez neviena" in file.content.decode()
    assert "nav kontaktpersonas" in file.content.decode()


def test_the_overview_of_thirty_neighbourhoods_costs_what_one_does(client, contact):
    address = reverse("admin:communities_neighbourhood_gaps")
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for _ in range(29):
        ContactPersonFactory()

    with CaptureQueriesContext(connection) as thirty:
        client.get(address)

    assert len(one) == len(thirty) <= 15


def test_the_first_page_of_the_admin_counts_those_with_gaps(client, contact):
    NeighbourhoodFactory(name="Bez neviena")

    page = client.get(reverse("admin:index")).text

    address = reverse("admin:communities_neighbourhood_gaps")
    assert f'<a href="{address}">Apkaimes, kurām kaut kā trūkst</a> <span class="portal-hint">2</span>' in page
