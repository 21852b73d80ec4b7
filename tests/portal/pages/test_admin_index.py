"""The officers' first page: drawn once for officers who see the same, and never for others."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts.roles import Role
from tests.factories.event import EventFactory
from tests.factories.participation import ConsultationFactory, give_opinion
from tests.factories.portal import OfficerFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.PAGE_CACHE_SECONDS = 30


def first_page(officer) -> str:
    client = Client()
    client.force_login(officer)
    return client.get(reverse("admin:index")).text


def test_each_officer_reads_of_the_own_units_events(now):
    one, other = OfficerFactory(), OfficerFactory()
    EventFactory(title="NVO diena", community=None, unit=UnitFactory(members=[one]), starts_at=now - timedelta(days=2))
    UnitFactory(members=[other])

    pages = [first_page(person) for person in (one, other, one)]

    assert ["NVO diena" in page for page in pages] == [True, False, True]


def test_each_officer_reads_what_the_own_roles_open():
    ConsultationFactory(title="Upes krasts", state="draft")
    coordinator, accountant = OfficerFactory(roles=[Role.COORDINATOR]), OfficerFactory(roles=[Role.ACCOUNTANT])

    pages = [first_page(person) for person in (coordinator, accountant, coordinator)]

    assert ["Upes krasts" in page for page in pages] == [True, False, True]


def test_a_colleague_is_counted_the_own_answers():
    officer, colleague = OfficerFactory(), OfficerFactory()
    unit = UnitFactory(members=[officer])
    give_opinion(ConsultationFactory(unit=unit))

    pages = [" ".join(first_page(person).split()) for person in (officer, colleague)]

    line = f'<a href="{reverse("admin:participation_answer_queue")}">Kas manām nodaļām jāatbild, steidzamākais vispirms</a>'
    assert f'{line} <span class="portal-hint">1</span>' in pages[0]
    assert f'{line} <span class="portal-hint">0</span>' in pages[1]


def test_what_was_done_is_shown_at_once(django_capture_on_commit_callbacks):
    officer = OfficerFactory()
    unit = UnitFactory(members=[officer])
    first_page(officer)

    with django_capture_on_commit_callbacks(execute=True):
        give_opinion(ConsultationFactory(unit=unit))

    assert "<dd>1</dd>" in first_page(officer)
