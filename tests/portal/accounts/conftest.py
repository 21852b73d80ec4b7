from email.message import EmailMessage

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from portal.accounts.actions import create_person
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.notifications.delivery import deliver_due
from tests.factories.portal import MunicipalityFactory

PASSWORD = "Mežā-aug-ozols-7"


class CountingHasher(MD5PasswordHasher):
    """Knows how often a password was hashed."""

    algorithm = "counted"
    calls = 0

    def encode(self, password, salt):
        CountingHasher.calls += 1
        return super().encode(password, salt)


@pytest.fixture
def municipality(db):
    return MunicipalityFactory()


@pytest.fixture
def letters(municipality, postbox):
    """Let the worker deliver, and see what an address has received by now, oldest first."""

    def letters(address: str) -> list[EmailMessage]:
        deliver_due()
        return postbox.to(address)

    return letters


@pytest.fixture
def resident(municipality) -> User:
    return create_person(email="ilze@example.lv", name="Ilze Kalniņa", password=PASSWORD, roles=[])


@pytest.fixture
def officer(municipality) -> User:
    return create_person(email="janis@example.lv", name="Jānis Ozols", password=PASSWORD, roles=[Role.COORDINATOR])
