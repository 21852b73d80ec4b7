import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from portal.obligations.models import LegalRule
from portal.obligations.rules_of_law import forget_rules
from portal.ui.navigation import footer_links, header_entries
from portal.ui.page_cache import forget_pages
from portal.ui.search import index
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.participation import ConsultationFactory
from tests.factories.portal import PersonFactory

CHAPTERS = ["guide", "guide_community", "guide_participation", "guide_culture", "guide_glossary"]
PUBLIC = ["home", "hub", "search", *CHAPTERS, "easy_language", "accessibility", "privacy"]


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_opens_in_both_languages(client, name, language):
    with translation.override(language):
        address = reverse(f"pages:{name}")

    response = client.get(address)

    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.text


def test_every_door_of_header_and_footer_leads_to_a_page(client):
    addresses = [entry["url"] for entry in header_entries("/")] + re.findall(r'href="([^"]+)"', footer_links())

    assert {client.get(address).status_code for address in addresses} == {200}


def test_home_and_hub_show_what_needs_a_voice_now(client):
    ConsultationFactory(title="Gājēju celiņš uz skolu")

    assert "Gājēju celiņš uz skolu" in client.get("/").text
    assert "Gājēju celiņš uz skolu" in client.get("/lidzdaliba/").text


def test_home_remembers_the_chosen_neighbourhood(client):
    NeighbourhoodFactory(name="Mežinieki", slug="mezinieki")

    client.get("/apkaimes/mana/", {"apkaime": "mezinieki"})

    assert 'href="/apkaimes/mezinieki/"' in client.get("/").text


def test_a_newcomers_desk_says_that_nothing_is_due(client):
    client.force_login(PersonFactory())

    assert "Pašlaik nekas nav jāpaveic." in client.get("/mans/").text


def test_a_leaders_desk_shows_the_community(client):
    leader = PersonFactory()
    CommunityFactory(name="Upmalas kopiena", leader=leader)
    client.force_login(leader)

    assert "Upmalas kopiena" in client.get("/mans/").text


def test_a_desk_is_kept_for_its_person_alone(client, settings, django_capture_on_commit_callbacks):
    settings.PAGE_CACHE_SECONDS = 30
    leader, other = PersonFactory(), PersonFactory()
    CommunityFactory(name="Upmalas kopiena", leader=leader)
    client.force_login(leader)
    first = client.get("/mans/").text
    CommunityFactory(name="Lejas kopiena", leader=leader)  # past every action
    CommunityFactory(name="Kalna kopiena", leader=other)

    kept = client.get("/mans/").text
    client.force_login(other)
    others = client.get("/mans/").text
    client.force_login(leader)
    with django_capture_on_commit_callbacks(execute=True):
        forget_pages()
    after = client.get("/mans/").text

    told = [[name in page for name in ("Upmalas", "Lejas", "Kalna")] for page in (first, kept, others, after)]
    assert told == [[True, False, False], [True, False, False], [False, False, True], [True, True, False]]


@pytest.mark.parametrize("words", ["kegums", "ĶEGUMS", "ķeguma"])
def test_the_search_page_finds_a_neighbourhood(client, words):
    index(NeighbourhoodFactory(name="Ķegums", slug="kegums"))

    response = client.get("/meklet/", {"q": words})

    assert 'href="/apkaimes/kegums/"' in response.text
    assert "1 ieraksts" in response.text


def test_the_search_page_leads_an_english_reader_to_english_pages(client):
    index(NeighbourhoodFactory(name="Ķegums", slug="kegums"))

    assert 'href="/en/apkaimes/kegums/"' in client.get("/en/meklet/", {"q": "kegums"}).text


@pytest.mark.parametrize("words", ["x" * 300, "\x00", "%_\\", "<script>alert(1)</script>"])
def test_odd_words_find_nothing_and_harm_nothing(client, words):
    response = client.get("/meklet/", {"q": words})

    assert response.context["entries"] == []
    assert "<script>alert" not in response.text


def test_an_unknown_kind_searches_everything(client):
    index(NeighbourhoodFactory(name="Ķegums", slug="kegums"))

    assert len(client.get("/meklet/", {"q": "kegums", "veids": "nav"}).context["entries"]) == 1


def test_more_than_fifty_finds_ask_for_another_word(client):
    for number in range(51):
        index(NeighbourhoodFactory(name=f"Mežinieki {number}"))

    response = client.get("/meklet/", {"q": "mežinieki"})

    assert len(response.context["entries"]) == 50
    assert response.context["has_more"] is True


def test_the_accessibility_statement_names_whom_to_write_and_who_supervises(client):
    page = client.get("/pieklustamiba/").text

    assert "WCAG 2.2" in page
    assert "mailto:pasts@example.lv" in page
    assert "tiesibsargs.lv" in page


def test_the_privacy_page_says_who_is_responsible_and_how_long_data_stay(client):
    page = client.get("/privatums/").text

    assert "Parauga novads" in page
    assert "<table" in page
    assert "Protokolus un lēmumus glabājam pastāvīgi." in page


@pytest.mark.parametrize(
    ("code", "value", "sentence"),
    [
        ("FORUM_REGISTRATION_DAYS", 21, "21 dienu pēc foruma"),
        ("BOOKING_KEPT_MONTHS", 5, "5 mēnešus pēc rezervētās dienas"),
        ("IDLE_ACCOUNT_YEARS", 1, "vai 1 gadu pēc pēdējās pieslēgšanās"),
        ("AGREEMENT_KEPT_YEARS", 12, "Vienošanās dokumentus glabājam 12 gadus pēc to beigām."),
    ],
)
def test_the_privacy_page_counts_as_the_rules_count_that_erase(client, code, value, sentence):
    LegalRule.objects.filter(code=code).update(value=value)
    forget_rules()

    assert sentence in client.get("/privatums/").text


def test_robots_stay_out_of_private_pages(client):
    assert "Disallow: /mans/" in client.get("/robots.txt").text.splitlines()


def test_who_finds_a_weakness_reads_where_to_tell_of_it(client, municipality):
    page = client.get("/.well-known/security.txt")

    assert page["Content-Type"] == "text/plain"
    assert f"Contact: mailto:{municipality.email}\n" in page.text
    assert f"Expires: {timezone.localdate() + timedelta(days=180):%Y-%m-%d}T" in page.text
