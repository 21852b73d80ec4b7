"""TOTP, recovery codes and passkeys; officers cannot do without."""

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from portal.accounts.roles import Role
from tests.portal.accounts.conftest import PASSWORD
from tests.portal.accounts.sign_in import is_signed_in, sign_in


def current_code(secret: str) -> str:
    """What the person's authenticator shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def enter(client, person) -> None:
    """Sign in, and give the password again as the pages of the second factor ask."""
    sign_in(client, person.email)
    client.post("/konts/reauthenticate/", {"password": PASSWORD})


def enrol(client, person) -> str:
    """Sign in and set up an authenticator; returns its secret."""
    enter(client, person)
    secret = client.get("/konts/2fa/totp/activate/").context["form"].secret
    client.post("/konts/2fa/totp/activate/", {"code": current_code(secret)})
    return secret


def recovery_codes(client) -> list[str]:
    return client.get("/konts/2fa/recovery-codes/").context["unused_codes"]


@pytest.fixture
def _needed_from_staff(settings):
    settings.STAFF_MFA_REQUIRED = True


def test_with_an_authenticator_the_password_alone_does_not_open_the_account(client, resident, time_machine):
    time_machine.move_to("2026-11-21T10:00:00Z", tick=False)
    secret = enrol(client, resident)
    client.post("/konts/logout/")

    time_machine.move_to("2026-11-21T10:01:00Z", tick=False)
    assert sign_in(client, resident.email).url == "/konts/2fa/authenticate/"
    assert not is_signed_in(client)
    client.post("/konts/2fa/authenticate/", {"code": "000000"})
    assert not is_signed_in(client)
    client.post("/konts/2fa/authenticate/", {"code": current_code(secret)})
    assert is_signed_in(client)


def test_a_recovery_code_replaces_the_lost_authenticator_once(client, resident):
    enrol(client, resident)
    code = recovery_codes(client)[0]

    for expected in (True, False):
        client.post("/konts/logout/")
        sign_in(client, resident.email)
        client.post("/konts/2fa/authenticate/", {"code": code})
        assert is_signed_in(client) is expected


def test_a_passkey_can_be_added(client, resident):
    enter(client, resident)

    response = client.get("/konts/2fa/webauthn/add/")

    assert response.status_code == 200
    assert response.context["js_data"]["creation_options"]["publicKey"]["user"]["name"] == resident.email


@pytest.mark.usefixtures("_needed_from_staff")
@pytest.mark.parametrize("address", ["/admin/", "/", "/mans/profils/"])
def test_an_officer_without_a_second_factor_is_led_to_set_one_up(client, officer, address):
    sign_in(client, officer.email)

    response = client.get(address, follow=True)

    assert response.redirect_chain == [("/konts/2fa/", 302)]
    assert "Darbinieki pieslēdzas ar otro faktoru" in response.text


@pytest.mark.usefixtures("_needed_from_staff")
def test_an_officer_with_a_second_factor_works(client, officer):
    enrol(client, officer)

    assert client.get("/admin/").status_code == 200


@pytest.mark.usefixtures("_needed_from_staff")
def test_residents_are_not_asked_for_a_second_factor(client, resident):
    sign_in(client, resident.email)

    assert client.get("/mans/profils/").status_code == 200


@pytest.mark.usefixtures("_needed_from_staff")
def test_a_commission_member_from_outside_works_without_one(client, resident):
    resident.roles = [Role.EVALUATOR]
    resident.save()
    sign_in(client, resident.email)

    assert client.get("/mans/profils/").status_code == 200


def test_the_demand_can_be_switched_off(client, officer, settings):
    settings.STAFF_MFA_REQUIRED = False
    sign_in(client, officer.email)

    assert client.get("/admin/").status_code == 200
