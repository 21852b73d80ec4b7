import pytest
from django.urls import reverse
from django.utils import timezone

from communities.actions.neighbourhood import set_priorities
from tests.factories.communities import CommunityFactory, ContactPersonFactory, NeighbourhoodFactory
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def contact(municipality):
    return ContactPersonFactory()


@pytest.mark.rule("S4-66")
def test_the_page_shows_whom_to_ask_and_since_when_the_data_are_sure(client, contact):
    page = client.get(contact.neighbourhood.get_absolute_url()).text

    assert contact.post in page
    assert f"Apstiprināts {timezone.localdate():%d.%m.%Y}." in page
    assert reverse("communities:question_create", args=[contact.neighbourhood.slug]) in page


@pytest.mark.rule("S2-16")
@pytest.mark.rule("S4-12")
def test_the_page_tells_of_the_place_its_parts_and_what_matters_there(client, contact, now):
    place = contact.neighbourhood
    parent, part = NeighbourhoodFactory(name="Ķekavas pagasts"), NeighbourhoodFactory(name="Vimbukrogs", parent=place)
    NeighbourhoodFactory(name="Vecais ciems", parent=place, is_active=False)
    place.parent, place.places, place.is_dense = parent, ["Ķekava", "Odukalns"], True
    place.save()
    set_priorities(neighbourhood=place, texts=["Droši ceļi", "Parks"], by=None, now=now)

    page = client.get(place.get_absolute_url()).text

    assert page.index("Droši ceļi") < page.index("Parks")
    assert "Ķekava, Odukalns" in page
    assert "Apkaime, blīvi apdzīvota" in page
    for near in (parent, part):
        assert near.get_absolute_url() in page
    assert "Vecais ciems" not in page


def test_an_empty_place_says_what_to_do(client, contact):
    page = client.get(contact.neighbourhood.get_absolute_url()).text

    assert reverse("communities:register") in page
    assert "Iekļaujiet to nākamā foruma darba kārtībā" in page
    assert "Šai apkaimei nav iedzīvotāju padomes" in page


@pytest.mark.rule("S4-144")
def test_the_page_leads_to_the_schedule_of_visits(client, contact):
    page = client.get(contact.neighbourhood.get_absolute_url()).text

    assert f"{reverse('communities:event_list')}?veids=outreach" in page


def test_a_place_out_of_use_is_for_officers_and_takes_no_questions(client):
    place = NeighbourhoodFactory(is_active=False)
    asked = reverse("communities:question_create", args=[place.slug])
    assert client.get(place.get_absolute_url()).status_code == 404

    client.force_login(OfficerFactory())

    assert asked not in client.get(place.get_absolute_url()).text
    assert client.get(asked).status_code == 404


def test_the_map_draws_the_boundary_of_this_place_alone(client):
    ring = [[24.1, 56.8], [24.3, 56.8], [24.3, 56.9], [24.1, 56.8]]
    place = NeighbourhoodFactory(boundary={"type": "Polygon", "coordinates": [ring]})
    CommunityFactory()

    layers = client.get(reverse("communities:neighbourhood_shape", args=[place.slug])).json()["layers"]

    assert [(layer["kind"], [shape[1] for shape in layer["shapes"]]) for layer in layers] == [("neighbourhood", [place.name])]
