import pytest
from django.core.cache import cache
from django.urls import reverse

from communities.enums import CommunityStage
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory, ResourceCentreFactory
from tests.factories.registry import fill_registry

pytestmark = pytest.mark.usefixtures("municipality")

MAP = reverse("communities:map")


def layers_of(client, address=MAP) -> dict:
    return {layer["kind"]: layer for layer in client.get(address).json()["layers"]}


def test_the_map_shows_places_their_communities_and_centres(client):
    place = NeighbourhoodFactory(name="Daugmale", places=["Daugmale", "Melderi"], latitude=56.8123456, longitude=24.5)
    community = CommunityFactory(name="Pilskalna sargi", neighbourhoods=[place])
    centre = ResourceCentreFactory(community=community, host="Tautas nams")

    layers = layers_of(client)

    assert layers["neighbourhood"]["points"] == [[56.81235, 24.5, "Daugmale", place.slug, "Daugmale, Melderi"]]
    assert layers["community"]["points"] == [[56.81235, 24.5, "Pilskalna sargi", community.slug]]
    assert layers["centre"]["points"] == [[56.83, 24.23, centre.name, centre.slug, "Tautas nams"]]
    for layer, thing in (("neighbourhood", place), ("community", community), ("centre", centre)):
        assert f"{layers[layer]['path']}{thing.slug}/" == thing.get_absolute_url()


def test_a_boundary_takes_the_place_of_the_point(client):
    ring = [[24.1234567, 56.8], [24.3, 56.8], [24.3, 56.9], [24.1234567, 56.8]]
    place = NeighbourhoodFactory(name="Ar robežu", boundary={"type": "Polygon", "coordinates": [ring]})

    layer = layers_of(client)["neighbourhood"]

    rounded = [[24.12346, 56.8], [24.3, 56.8], [24.3, 56.9], [24.12346, 56.8]]
    assert layer["shapes"] == [[{"type": "Polygon", "coordinates": [rounded]}, "Ar robežu", place.slug, ""]]
    assert not layer["points"]


def test_what_is_not_public_is_not_on_the_map(client):
    place = NeighbourhoodFactory(is_active=False)
    CommunityFactory(stage=CommunityStage.IDENTIFIED, neighbourhoods=[place])
    CommunityFactory(verified_at=None, verified_by=None, neighbourhoods=[place])
    unused = {"community": None, "is_reference": True, "municipality_name": "Līvāni"}
    ResourceCentreFactory(**unused)

    assert layers_of(client) == {}


def test_a_community_of_two_places_stands_at_one_of_them(client):
    CommunityFactory(neighbourhoods=[NeighbourhoodFactory(latitude=56.7), NeighbourhoodFactory(latitude=56.9)])

    assert [point[0] for point in layers_of(client)["community"]["points"]] == [56.7]


def test_the_map_of_centres_shows_the_examples_from_elsewhere(client):
    ResourceCentreFactory(name="Līvānu centrs", community=None, is_reference=True, municipality_name="Līvāni")
    ResourceCentreFactory(is_active=False)

    (point,) = layers_of(client, reverse("communities:resource_centre_map"))["centre"]["points"]

    assert point[2] == "Līvānu centrs"


def test_addresses_are_in_the_readers_language(client):
    NeighbourhoodFactory()

    assert layers_of(client, "/en" + MAP)["neighbourhood"]["path"] == "/en/apkaimes/"


def test_three_thousand_communities_weigh_little(client, django_assert_num_queries):
    """Issue 3: compressed and under 200 KB, in one query for each layer."""
    fill_registry()

    with django_assert_num_queries(3):
        answer = client.get(MAP, headers={"accept-encoding": "gzip"})

    drawn = {layer["kind"]: len(layer["points"]) + len(layer["shapes"]) for layer in layers_of(client).values()}
    assert drawn == {"neighbourhood": 500, "community": 3000, "centre": 100}
    assert answer["Content-Encoding"] == "gzip"
    assert len(answer.content) < 200_000


def test_the_map_is_read_once_for_everybody_and_sent_once_to_a_browser(client, settings, django_assert_num_queries):
    settings.PAGE_CACHE_SECONDS = 30
    NeighbourhoodFactory(name="Ķekava")
    first = client.get(MAP, headers={"accept-encoding": "gzip"})

    with django_assert_num_queries(0):
        again = client.get(MAP, headers={"if-none-match": first["ETag"]})
        unpacked = client.get(f"{MAP}?no=saites")

    assert again.status_code == 304
    assert "Ķekava" in unpacked.text
    assert "max-age=60" in first["Cache-Control"]


def test_a_browser_that_has_the_map_packed_is_told_so_also_by_an_answer_that_is_not_kept(client):
    NeighbourhoodFactory(name="Ķekava")
    first = client.get(MAP, headers={"accept-encoding": "gzip"})
    cache.clear()

    again = client.get(MAP, headers={"accept-encoding": "gzip", "if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert "Ķekava" in client.get(MAP).text


def test_the_page_of_the_map_has_its_list_and_a_way_past_the_map(client):
    place = NeighbourhoodFactory(name="Daugmales apkaime")

    page = client.get(reverse("communities:neighbourhood_list")).text

    assert page.index('href="#rindas"') < page.index('id="map"') < page.index('id="rindas"')
    assert f'href="{place.get_absolute_url()}"' in page
    assert "to pašu rāda saraksts" in page
