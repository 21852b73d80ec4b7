"""Nothing that was typed is lost when the session has ended."""

from html.parser import HTMLParser

import pytest
from django.test import Client

from portal.accounts.models import User
from tests.portal.accounts.conftest import PASSWORD
from tests.portal.accounts.sign_in import sign_in

TYPED = {"name": "Ilze „Mežmala” Bērziņa", "language": "lv", "phone": "+371 20 000 000"}
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}


class KeptForm(HTMLParser):
    """The form that a page offers to send again: its address and its hidden fields."""

    def __init__(self, page: str):
        super().__init__()
        self.fields: dict[str, str] = {}
        self.action = ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form" and values.get("method") == "post" and "/konts/" not in values["action"]:
            self.action = values["action"]
        if tag == "input" and values.get("type") == "hidden" and self.action:
            self.fields[values["name"]] = values["value"]


@pytest.fixture
def visitor() -> Client:
    """A browser whose forms need their token, as in life."""
    return Client(enforce_csrf_checks=True, headers=OWN_PAGE)


def token(visitor, page="/konts/login/") -> str:
    visitor.get(page)
    return visitor.cookies["csrftoken"].value


def test_a_form_sent_after_the_session_ended_is_kept_and_sent_again_after_sign_in(visitor, resident):
    ended = visitor.post("/mans/profils/?no=saites", {**TYPED, "csrfmiddlewaretoken": token(visitor)})

    assert ended.status_code == 403
    kept = KeptForm(ended.text)
    assert kept.action == "/mans/profils/?no=saites"
    assert {name: kept.fields[name] for name in TYPED} == TYPED

    sign_in(visitor, resident.email, csrfmiddlewaretoken=token(visitor))
    stale = KeptForm(visitor.post(kept.action, kept.fields).text)
    assert stale.fields["name"] == TYPED["name"]
    visitor.post(stale.action, stale.fields)
    assert User.objects.get(pk=resident.pk).name == TYPED["name"]


def test_the_page_that_keeps_a_form_shows_neither_passwords_nor_codes(visitor, municipality):
    secrets = {"password": PASSWORD, "password1": PASSWORD, "oldpassword": PASSWORD, "code": "ABCD-EFGH"}

    response = visitor.post("/mans/profils/", {**TYPED, **secrets, "csrfmiddlewaretoken": token(visitor)})

    assert PASSWORD not in response.text
    assert "ABCD-EFGH" not in response.text


def test_a_page_without_a_sign_in_is_closed_unless_it_says_otherwise(client, municipality):
    assert client.get("/mans/").url == "/konts/login/?next=/mans/"
    assert client.get("/rokasgramata/").status_code == 200


def test_the_admin_sends_everybody_to_the_one_sign_in_page(client, municipality):
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/konts/login/?next=")


def test_the_admin_is_closed_to_residents(client, resident):
    client.force_login(resident)

    assert client.get("/admin/", follow=True).status_code == 403
