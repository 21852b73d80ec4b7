import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from portal.errors import DomainError
from portal.ui.throttling import throttle
from tests.factories.portal import MunicipalityFactory


def attempt(address: str = "192.0.2.1") -> None:
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.user = AnonymousUser()
    throttle(request, "guest_form")


@pytest.fixture(autouse=True)
def _three_an_hour(settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "guest_form": "3/h/ip"}


def test_the_attempt_after_the_limit_is_refused_with_a_sentence():
    for _ in range(3):
        attempt()

    with pytest.raises(DomainError, match="pārāk daudz mēģinājumu") as refusal:
        attempt()
    assert refusal.value.code == "throttled"


def test_another_visitor_is_not_held_back():
    for _ in range(3):
        attempt()

    attempt(address="192.0.2.2")


def test_after_an_hour_one_may_try_again(time_machine):
    time_machine.move_to("2026-11-21T10:00:00Z", tick=False)
    for _ in range(3):
        attempt()

    time_machine.move_to("2026-11-21T11:00:01Z", tick=False)
    attempt()


@pytest.mark.parametrize("address", ["/meklet/?q=talka", "/kopienas/?formats=csv", "/projekti/?formats=xlsx"])
def test_who_searches_or_takes_whole_lists_without_end_is_told_to_wait(client, db, settings, address):
    MunicipalityFactory()
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "search": "2/m/ip", "export": "2/m/ip"}

    answers = [client.get(address).status_code for _ in range(3)]

    assert answers == [200, 200, 429]
    assert client.get("/kopienas/").status_code == 200
