"""Something is in the way: each page says what, and what to do, in the language of the address."""

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.urls import path

from tests.factories.portal import PersonFactory


@pytest.mark.parametrize(
    ("address", "language", "heading"),
    [("/nav-tadas/", "lv", "Šādas lapas nav"), ("/en/nav-tadas/", "en", "There is no such page")],
)
def test_a_page_that_does_not_exist_says_so_in_both_languages(client, address, language, heading):
    response = client.get(address)

    assert response.status_code == 404
    assert f'<html lang="{language}">' in response.text
    assert f"<h1>{heading}</h1>" in response.text
    assert 'meklet/"' in response.text


def test_a_page_that_is_not_open_to_the_person_says_whom_to_ask(client):
    client.force_login(PersonFactory())

    response = client.get("/komponentes/")

    assert response.status_code == 403
    assert "mailto:pasts@example.lv" in response.text


def test_a_form_of_thousands_of_fields_is_refused_with_a_page(client):
    response = client.post("/konts/login/", {f"lauks{n}": "" for n in range(1001)})

    assert response.status_code == 400
    assert "<h1>" in response.text


def test_a_fault_of_ours_is_a_page_that_needs_neither_database_nor_language(client, settings, django_assert_num_queries):
    client.raise_request_exception = False
    settings.ROOT_URLCONF = "tests.portal.pages.test_errors"

    with django_assert_num_queries(0):
        response = client.get("/kluda/")

    assert response.status_code == 500
    assert "Kaut kas nav kārtībā" in response.text
    assert "Something went wrong on our side" in response.text


@pytest.fixture
def unreachable(client, settings):
    """A browser at a portal whose database does not answer."""
    client.raise_request_exception = False
    settings.ROOT_URLCONF = "tests.portal.pages.test_errors"
    return client


def test_while_the_database_is_away_a_page_says_so_and_when_to_come_back(unreachable, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = unreachable.get("/bez-datubazes/?lapa=2")

    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert 'href="/bez-datubazes/?lapa=2"' in response.text


def test_a_form_sent_while_the_database_is_away_is_kept_to_be_sent_again(unreachable):
    typed = {"text": "Lūdzu saglabāt veco ozolu.", "password": "Mežā-aug-ozols-7"}

    response = unreachable.post("/bez-datubazes/", typed, headers={"Origin": "http://testserver"})

    assert response.status_code == 503
    assert '<input type="hidden" name="text" value="Lūdzu saglabāt veco ozolu.">' in response.text
    assert 'action="/bez-datubazes/"' in response.text
    assert "Mežā-aug-ozols-7" not in response.text


def test_a_strangers_form_is_not_kept_while_the_database_is_away(unreachable):
    response = unreachable.post("/bez-datubazes/", {"text": "Svešs teksts"}, headers={"Origin": "https://example.com"})

    assert response.status_code == 503
    assert "Svešs teksts" not in response.text


def test_a_session_that_could_not_be_saved_for_want_of_the_database_is_no_fault_of_the_visitor(unreachable):
    assert unreachable.get("/bez-sesijas/").status_code == 503


def fail(request):
    raise RuntimeError("A fault of ours, for the test.")


def ask_in_vain(request):
    raise OperationalError("the connection is lost")


def lose_session(request):
    try:
        ask_in_vain(request)
    except OperationalError:
        raise SessionInterrupted  # noqa: B904 - as Django's middleware does


fail.login_required = ask_in_vain.login_required = lose_session.login_required = False
urlpatterns = [path("kluda/", fail), path("bez-datubazes/", ask_in_vain), path("bez-sesijas/", lose_session)]
handler400 = "portal.pages.errors.bad_request"
handler500 = "portal.pages.errors.server_error"


@pytest.fixture
def strict() -> Client:
    """A browser whose forms need their token."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}])
def test_a_form_of_ours_without_a_valid_token_is_kept_to_be_sent_again(strict, headers):
    response = strict.post("/konts/signup/", {"name": "Ilze Kalniņa", "password1": "Mežā-aug-ozols-7"}, headers=headers)

    assert response.status_code == 403
    assert '<input type="hidden" name="name" value="Ilze Kalniņa">' in response.text
    assert 'action="/konts/signup/"' in response.text
    assert "Mežā-aug-ozols-7" not in response.text


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.com"}, {"Sec-Fetch-Site": "same-site"}, {}]
)
def test_a_strangers_form_is_not_offered_to_be_sent_again(strict, headers):
    response = strict.post("/konts/signup/", {"name": "Ilze Kalniņa"}, headers=headers)

    assert response.status_code == 403
    assert "Ilze Kalniņa" not in response.text


def test_attached_files_are_said_to_be_lost(strict):
    file = SimpleUploadedFile("karte.pdf", b"%PDF-1.7")

    response = strict.post("/konts/signup/", {"file": file}, headers={"Origin": "http://testserver"})

    assert "Pievienotās datnes" in response.text
