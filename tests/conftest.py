"""Fixtures all tests share. Databases, Redis and the mail server are real; nothing of our own is replaced."""

import datetime
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from django.utils import timezone, translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests import environment
from tests.mail import Postbox

# How fast the machine is proves nothing about the portal.
hypothesis_settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("portal")


@pytest.fixture(scope="session")
def django_db_setup():
    """The database stands already: a clone of the plain template (``tests/environment.py``)."""


@pytest.fixture(scope="session")
def _demo_database() -> str:
    environment.clone(os.environ["TEST_DEMO_TEMPLATE"], f"demo_test_{environment.INDEX}")
    folder = Path(settings.PRIVATE_FILES_DIR)
    shutil.copytree(environment.DATA / "demo" / "files", folder, dirs_exist_ok=True)
    return f"demo_test_{environment.INDEX}"


def _point_to(name: str) -> None:
    connections.close_all()
    connection.settings_dict["NAME"] = name


@pytest.fixture
def demo(_demo_database, request):
    """The demonstration municipality; what the test writes is rolled back."""
    plain = connection.settings_dict["NAME"]
    _point_to(_demo_database)
    cache.clear()
    request.getfixturevalue("db")
    yield
    _point_to(plain)


@pytest.fixture
def committed(django_db_blocker):
    """A database in which transactions really commit, for tests with threads and processes; thrown away afterwards."""
    with django_db_blocker.unblock():
        yield connection.settings_dict["NAME"]
        name = connection.settings_dict["NAME"]
        connections.close_all()
        environment.clone(os.environ["TEST_PLAIN_TEMPLATE"], name)


@pytest.fixture
def committed_demo(django_db_blocker):
    """The demonstration municipality, committed; a clone for this test alone."""
    plain, name = connection.settings_dict["NAME"], f"demo_committed_{environment.INDEX}"
    environment.clone(os.environ["TEST_DEMO_TEMPLATE"], name)
    shutil.copytree(environment.DATA / "demo" / "files", settings.PRIVATE_FILES_DIR, dirs_exist_ok=True)
    with django_db_blocker.unblock():
        _point_to(name)
        yield name
        _point_to(plain)


@pytest.fixture(autouse=True)
def _fresh_between_tests(settings):
    """Quick password hashes; nothing cached by an earlier test, no page kept; Latvian as for a first-time visitor.

    Static files are looked up when one is asked for: each test's client would list all of them first.
    """
    settings.PAGE_CACHE_SECONDS = 0
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]
    settings.WHITENOISE_AUTOREFRESH = True
    cache.clear()
    with translation.override("lv"):
        yield


@pytest.fixture(scope="session")
def _mail_server():
    postbox = Postbox()
    controller = Controller(postbox, hostname="127.0.0.1", port=environment.MAIL_PORT)
    controller.start()
    yield postbox
    controller.stop()


@pytest.fixture
def _smtp(settings):
    """Mail is delivered as in production, where pytest-django would catch it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


@pytest.fixture
def postbox(_mail_server, _smtp) -> Iterator[Postbox]:
    """A real SMTP server that keeps what it receives and can be told to misbehave."""
    _mail_server.reset()
    yield _mail_server
    _mail_server.speak()


@pytest.fixture
def now():
    """This moment by the clocks of Latvia: its day is the portal's day also in the hours when UTC has another one.

    With today's offset, so that days are added and taken away in hours, also over the change of the clocks.
    """
    here = timezone.localtime()
    return here.astimezone(datetime.timezone(here.utcoffset()))
