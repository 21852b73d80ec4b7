"""What every public list does, shown on the list of neighbourhoods."""

import csv
from io import BytesIO, StringIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify
from openpyxl import load_workbook

from communities.enums import CommunityStage
from portal.ui.search import fold
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.portal import MunicipalityFactory, OfficerFactory


@pytest.fixture(autouse=True)
def _municipality(db):
    MunicipalityFactory()


def names(response) -> list[str]:
    return [row.name for row in response.context["lines"]]


@pytest.fixture
def places():
    return [NeighbourhoodFactory(name=name) for name in ("Ķekava", "Ādaži", "Cēsis", "Kuldīga", "Čornaja")]


def test_a_list_stands_in_latvian_order_with_its_count(client, places):
    response = client.get("/apkaimes/")

    assert names(response) == ["Ādaži", "Cēsis", "Čornaja", "Kuldīga", "Ķekava"]
    assert "5 ieraksti" in response.text


def test_a_list_tells_of_itself_without_its_rows(client, places):
    response = client.head("/apkaimes/")

    assert (response.status_code, response.content) == (200, b"")


def test_the_links_of_a_page_lead_through_the_whole_list_and_back(client):
    for number in range(25):
        NeighbourhoodFactory(name=f"Apkaime {number:02}")

    first = client.get("/apkaimes/")
    second = client.get("/apkaimes/", {"pec": first.context["page"].after})
    back = client.get("/apkaimes/", {"pirms": second.context["page"].before})

    assert len(names(first)) == 20
    assert names(first) + names(second) == [f"Apkaime {number:02}" for number in range(25)]
    assert names(back) == names(first)
    assert "Nākamā lapa" in first.text
    assert "Nākamā lapa" not in second.text


def test_a_list_that_is_kept_is_neither_read_nor_counted_again(client, places, settings):
    settings.PAGE_CACHE_SECONDS = 30
    first = client.get("/apkaimes/?no=vestkopas")

    with CaptureQueriesContext(connection) as asked:
        again = client.get("/apkaimes/?no=foruma")

    assert "Ķekava" in again.text
    assert first.text.count("row-title") == again.text.count("row-title") == 5
    assert [one["sql"] for one in asked if "communities_neighbourhood" in one["sql"]] == []


@pytest.mark.parametrize("query", ["pec=nav-kursors", "pirms=%5B%5D", "pec=WyJhIiwgMV0=", "pirms=WyJhIiwgbnVsbF0=", "kartot=nav"])
def test_a_mangled_address_shows_the_beginning_of_the_list(client, places, query):
    response = client.get(f"/apkaimes/?{query}")

    assert response.status_code == 200
    assert names(response)[0] == "Ādaži"


def test_filters_stand_in_the_address(client, places):
    response = client.get("/apkaimes/", {"meklet": "kekava"})

    assert names(response) == ["Ķekava"]
    assert "1 ieraksts" in response.text


def test_every_word_must_occur_in_any_case_ending(client):
    NeighbourhoodFactory(name="Mežinieki", description="Upes krasts un mežs")
    NeighbourhoodFactory(name="Krastnieki", description="Ezers")

    assert names(client.get("/apkaimes/", {"meklet": "upju krastā"})) == []
    assert names(client.get("/apkaimes/", {"meklet": "mezinieku krasta"})) == ["Mežinieki"]


@pytest.mark.parametrize("value", ["nav-tadas", "', --", "\x00"])
def test_a_filter_value_that_means_nothing_is_said_beside_its_field_and_the_list_stays(client, value):
    CommunityFactory(name="Upmalas kopiena")

    response = client.get("/kopienas/", {"apkaime": value})

    assert names(response) == ["Upmalas kopiena"]
    assert "apkaime" in response.context["filterset"].form.errors
    assert response.context["filterset"].form.errors["apkaime"][0] in response.text


@pytest.fixture
def typed_names(monkeypatch):
    """As where neighbourhoods are too many for a choice to open."""
    monkeypatch.setattr("portal.ui.filters.MOST_CHOICES", 2)
    for name in ("Alejas", "Upmalas", "Lejas Upmalas", "Ķekavas"):
        place = NeighbourhoodFactory(name=f"{name} apkaime", slug=slugify(fold(f"{name} apkaime")))
        CommunityFactory(name=f"{name} kopiena", neighbourhoods=[place])


@pytest.mark.parametrize("typed", ["alejas-apkaime", "Alejas apkaime", " ALĒJAS ", "alej"])
def test_many_names_are_typed_and_need_not_be_exact(client, typed_names, typed):
    response = client.get("/kopienas/", {"apkaime": typed})

    assert names(response) == ["Alejas kopiena"]
    assert "<option" not in response.text.partition('name="apkaime"')[2].partition("<label")[0]


def test_a_name_chosen_by_its_address_is_shown_as_a_name(client, typed_names):
    response = client.get("/kopienas/", {"apkaime": "kekavas-apkaime"})

    assert 'value="Ķekavas apkaime"' in response.text


def test_a_whole_name_is_found_though_another_holds_it(client, typed_names):
    assert names(client.get("/kopienas/", {"apkaime": "upmalas apkaime"})) == ["Upmalas kopiena"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Kaut kur", "Sarakstā nav nosaukuma, kas līdzinātos „Kaut kur”. Pārbaudiet rakstību vai ierakstiet nosaukuma sākumu."),
        ("upm", "„upm” ir vairākos nosaukumos: Lejas Upmalas apkaime, Upmalas apkaime. Izvēlieties vienu no tiem."),
    ],
)
def test_a_typed_name_that_cannot_be_told_is_said_also_where_only_the_rows_are_asked_for(client, typed_names, typed, said):
    page = client.get("/kopienas/", {"apkaime": typed})
    rows = client.get("/kopienas/", {"apkaime": typed}, headers={"HX-Request": "true"})

    assert said in page.text
    assert said in rows.text


def test_the_names_to_choose_from_are_asked_for_by_the_field(client, typed_names):
    response = client.get("/apkaimes/nosaukumi.html", headers={"HX-Request": "true"})

    assert '<option value="Lejas Upmalas apkaime">' in response.text


def test_an_empty_filtered_list_offers_to_show_all(client, places):
    response = client.get("/apkaimes/", {"meklet": "neesošs"})

    assert names(response) == []
    assert 'href="/apkaimes/"' in response.text
    assert "Atlasei nekas neatbilst." in response.text
    assert "Apkaimes vēl nav ievadītas." not in response.text


def test_a_list_without_rows_says_that_there_are_none_yet(client):
    assert "Apkaimes vēl nav ievadītas." in client.get("/apkaimes/").text


def test_an_htmx_request_gets_the_rows_alone(client, places):
    response = client.get("/apkaimes/", headers={"HX-Request": "true"})

    assert "Ķekava" in response.text
    assert "<html" not in response.text


def exported(response) -> list[list[str]]:
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


def test_the_csv_holds_what_the_filter_shows(client, places):
    response = client.get("/apkaimes/", {"meklet": "kekava", "formats": "csv"})

    assert [row[0] for row in exported(response)] == ["Apkaime", "Ķekava"]
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="apkaimes-')


def test_the_xlsx_holds_all_pages_in_the_order_of_the_list(client):
    for number in range(25):
        NeighbourhoodFactory(name=f"Apkaime {number:02}")

    response = client.get("/apkaimes/", {"formats": "xlsx"})

    sheet = load_workbook(BytesIO(response.content)).active
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["Apkaime", *(f"Apkaime {number:02}" for number in range(25))]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_formula_typed_by_a_resident_is_exported_as_text(client, kind):
    NeighbourhoodFactory(name="=SUM(A1:A9)")

    response = client.get("/apkaimes/", {"formats": kind})

    cell = exported(response)[1][0] if kind == "csv" else load_workbook(BytesIO(response.content)).active["A2"].value
    assert cell == "'=SUM(A1:A9)"


@pytest.mark.parametrize("address", ["/apkaimes/", "/apkaimes/?formats=csv"])
def test_list_and_export_show_a_visitor_only_what_is_public(client, address):
    NeighbourhoodFactory(name="Vecā robeža", is_active=False)

    assert "Vecā robeža" not in client.get(address).content.decode()
    client.force_login(OfficerFactory(roles=["coordinator"]))
    assert "Vecā robeža" in client.get(address).content.decode()


def test_a_community_that_is_only_identified_is_not_exported(client):
    CommunityFactory(name="Tikai pamanīta", stage=CommunityStage.IDENTIFIED)
    CommunityFactory(name="Upmalas kopiena")

    assert [row[0] for row in exported(client.get("/kopienas/?formats=csv"))][1:] == ["Upmalas kopiena"]


def test_an_unknown_export_format_shows_the_page(client, places):
    assert "<html" in client.get("/apkaimes/?formats=exe").text
