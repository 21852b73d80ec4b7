import pytest

from portal.accounts.models import User
from portal.accounts.roles import Role
from tests.factories.portal import OfficerFactory


@pytest.fixture
def administrator(client, municipality) -> User:
    person = OfficerFactory(roles=[Role.ADMINISTRATOR])
    client.force_login(person)
    return person


def roles_page(person: User) -> str:
    return f"/admin/accounts/user/{person.pk}/solis/lomas/"


def test_an_administrator_opens_an_account_and_gives_it_a_role(client, administrator):
    client.post("/admin/accounts/user/add/", {"name": "Jauna Kolēģe", "email": "jauna@example.lv", "language": "lv"})
    person = User.objects.get(email="jauna@example.lv")

    client.post(roles_page(person), {"roles": [Role.LAWYER]})

    person.refresh_from_db()
    assert (person.roles, person.is_staff) == ([Role.LAWYER], True)


def test_an_address_that_has_an_account_is_refused_at_its_field(client, administrator, resident):
    response = client.post("/admin/accounts/user/add/", {"name": "Cita", "email": "ILZE@example.lv", "language": "lv"})

    assert response.status_code == 200
    assert "jau ir izveidots konts" in response.text


def test_the_refusal_to_dismiss_the_last_administrator_stands_on_the_page(client, administrator):
    response = client.post(roles_page(administrator), {"roles": []})

    assert response.status_code == 422
    assert "pēdējais sistēmas administrators" in response.text


def test_nobody_types_over_an_account(client, administrator, resident):
    client.post(f"/admin/accounts/user/{resident.pk}/change/", {"name": "Cita", "email": "cita@example.lv", "language": "lv"})

    resident.refresh_from_db()
    assert resident.name == "Ilze Kalniņa"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.COORDINATOR])
def test_roles_are_changed_by_administrators_alone(client, municipality, resident, role):
    client.force_login(OfficerFactory(roles=[role]))

    assert client.post(roles_page(resident), {"roles": [Role.ADMINISTRATOR]}).status_code in (403, 404)
    resident.refresh_from_db()
    assert resident.roles == []
