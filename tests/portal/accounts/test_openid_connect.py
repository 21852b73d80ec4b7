"""Sign-in through the national module, shown on a real OpenID Connect provider on this machine."""

from collections.abc import Iterator

import pytest
import requests

from portal.accounts.models import User
from portal.audit.models import Event
from tests.portal.accounts.sign_in import is_signed_in

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
"""The provider leans on what its own library will drop; so it is also imported late."""

CLAIMS = {"email": "ilze@example.lv", "email_verified": True, "name": "Ilze Kalniņa"}


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of the provider; its one user is Ilze."""
    from oidc_provider_mock import User as Subject
    from oidc_provider_mock import run_server_in_thread

    with run_server_in_thread(user_claims=[Subject(sub="ilze", claims=CLAIMS)]) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def come_through(client, municipality, provider, settings):
    """Press the provider's button on the sign-in page, confirm there, and come back."""
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "vpm",
                    "name": "Latvija.lv",
                    "client_id": "portal",
                    "secret": "hush",
                    "settings": {"server_url": provider, "verified_email": False},
                }
            ]
        }
    }

    def come_through(**answer: str):
        to_provider = client.post("/konts/oidc/vpm/login/")
        back = requests.post(to_provider.url, data=answer or {"sub": "ilze"}, allow_redirects=False, timeout=10)
        return client.get(back.headers["Location"])

    return come_through


def test_the_sign_in_page_offers_the_provider_by_name(client, come_through):
    assert "Latvija.lv" in client.get("/konts/login/").text


def test_somebody_new_comes_in_with_the_name_and_address_the_provider_vouches_for(client, come_through):
    response = come_through()

    assert response.url == "/mans/"
    assert is_signed_in(client)
    person = User.objects.get()
    assert (person.name, person.email, person.has_usable_password()) == ("Ilze Kalniņa", "ilze@example.lv", False)
    assert Event.objects.of(person).get().name == "accounts.user.created"


def test_somebody_known_comes_into_the_account_of_that_address(client, resident, come_through):
    come_through()

    assert is_signed_in(client)
    assert list(User.objects.all()) == [resident]


def test_an_address_the_provider_does_not_vouch_for_opens_nobodys_account(client, resident, come_through, provider, settings):
    requests.put(f"{provider}/users/svess", json={**CLAIMS, "email_verified": False}, timeout=10)

    come_through(sub="svess")

    assert not is_signed_in(client)
    assert not resident.socialaccount_set.exists()


def test_an_officer_who_came_through_the_provider_needs_no_second_factor(client, officer, come_through, settings):
    settings.STAFF_MFA_REQUIRED = True
    User.objects.filter(pk=officer.pk).update(email=CLAIMS["email"])
    officer.emailaddress_set.update(email=CLAIMS["email"])

    come_through()

    assert client.get("/admin/").status_code == 200


def test_who_refuses_at_the_provider_is_told_so_and_stays_outside(client, come_through):
    response = come_through(action="deny")

    assert 'href="/konts/login/"' in response.text
    assert not is_signed_in(client)
    assert not User.objects.exists()


def test_a_link_that_was_not_begun_here_signs_nobody_in(client, come_through):
    response = client.get("/konts/oidc/vpm/login/callback/?code=stolen&state=unknown")

    assert 'href="/konts/login/"' in response.text
    assert not is_signed_in(client)
