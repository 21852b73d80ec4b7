"""Pages kept for visitors who are not signed in: the same for all, nothing of anybody, new at once when something changes."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communities.models import Event
from portal.audit.actions import action
from portal.ui import page_cache
from portal.ui.page_cache import KeptPage, for_everybody, forget_pages
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.event import EventFactory
from tests.factories.portal import MunicipalityFactory, PersonFactory

LIST = "/apkaimes/"
HUB = "/lidzdaliba/"


@pytest.fixture(autouse=True)
def _kept(db, settings):
    settings.PAGE_CACHE_SECONDS = 30
    MunicipalityFactory()
    NeighbourhoodFactory(name="Mežinieki", is_active=True)


def queries_of(client: Client, path: str = LIST, **given) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(path, **given)
    return len(captured)


def test_the_second_visitor_gets_the_page_of_the_first(client):
    first = client.get(LIST)

    with CaptureQueriesContext(connection) as captured:
        second = Client().get(LIST)

    assert second.content == first.content
    assert second.headers == first.headers
    assert len(captured) == 0


def test_whoever_is_signed_in_neither_fills_nor_sees_the_cache(client):
    signed_in = Client()
    signed_in.force_login(PersonFactory(name="Anna Ozola"))

    assert queries_of(signed_in) > 0
    assert queries_of(signed_in) > 0
    assert "ETag" not in signed_in.get(LIST)
    assert "account_logout" not in client.get(LIST).content.decode()
    assert reverse("account_logout") not in client.get(LIST).content.decode()
    assert reverse("account_logout") in signed_in.get(LIST).content.decode()


def test_each_language_and_each_filter_has_its_page(client):
    client.get(LIST)

    assert b'lang="en"' in Client().get(f"/en{LIST}").content
    assert "Mežinieki" not in Client().get(f"{LIST}?meklet=Baldone").content.decode().split("<main")[1]
    assert "Mežinieki" in Client().get(LIST).content.decode().split("<main")[1]


def test_a_part_of_a_page_is_never_shown_for_the_whole(client):
    part = client.get(LIST, headers={"HX-Request": "true"})

    assert b"<html" not in part.content
    assert b"<html" in Client().get(LIST).content
    assert b"<html" not in client.get(LIST, headers={"HX-Request": "true"}).content


def test_what_an_action_changes_shows_at_once(client, django_capture_on_commit_callbacks):
    @action("communities.neighbourhood.renamed")
    def rename(*, by):
        NeighbourhoodFactory(name="Jaunmārupe", is_active=True)

    client.get(LIST)
    with django_capture_on_commit_callbacks(execute=True):
        rename(by=None)

    assert "Jaunmārupe" in client.get(LIST).content.decode()


def test_a_part_is_made_once_for_all_who_read_a_language(client, django_capture_on_commit_callbacks):
    event, signed_in = EventFactory(title="Talka", state="published"), Client()
    signed_in.force_login(PersonFactory())
    client.get(HUB)
    Event.objects.filter(pk=event.pk).update(title="Upes talka")  # past every action: nobody hears of it

    assert "Upes talka" not in signed_in.get(HUB).text
    assert "Upes talka" not in Client().get(f"{HUB}?no=saites").text
    assert "Upes talka" in Client().get(f"/en{HUB}").text
    with django_capture_on_commit_callbacks(execute=True):
        forget_pages()
    assert "Upes talka" in signed_in.get(HUB).text


def test_while_one_visitor_has_it_made_anew_the_others_are_shown_the_old_one(monkeypatch):
    """A page that many ask for when its half a minute ends is made once, not once for each."""
    made, meanwhile = [], []

    def make() -> int:
        made.append(len(made) + 1)
        if len(made) == 2:
            meanwhile.append(for_everybody("hour", make))
        return made[-1]

    def at(second: float) -> int:
        monkeypatch.setattr(page_cache, "time", SimpleNamespace(time=lambda: second))
        return for_everybody("hour", make)

    assert [at(1000), at(1024)] == [1, 1]
    assert at(1026) == 2
    assert meanwhile == [1]
    assert [at(1027), at(1050)] == [2, 2]


def test_what_is_written_past_actions_shows_after_half_a_minute(client, monkeypatch):
    event = EventFactory(title="Talka", state="published")
    monkeypatch.setattr(page_cache, "time", SimpleNamespace(time=lambda: 1000))
    client.get(HUB)
    Event.objects.filter(pk=event.pk).update(title="Upes talka")

    shown = {}
    for second in (1024, 1026):
        monkeypatch.setattr(page_cache, "time", SimpleNamespace(time=lambda second=second: second))
        shown[second] = "Upes talka" in Client().get(HUB).text

    assert shown == {1024: False, 1026: True}


def test_a_page_made_before_the_change_is_not_kept_after_it(client, settings, django_capture_on_commit_callbacks):
    """The change is committed while the old page is still being written out."""
    changed = []

    def change_meanwhile(execute, sql, params, many, context):
        if not changed and "communities_neighbourhood" in sql:
            changed.append(sql)
            with django_capture_on_commit_callbacks(execute=True):
                forget_pages()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(change_meanwhile):
        client.get(LIST)

    assert queries_of(Client()) > 0


def test_a_browser_that_has_the_page_is_told_so(client):
    tag = client.get(LIST)["ETag"]

    again = client.get(LIST, headers={"If-None-Match": tag})

    assert again.status_code == 304
    assert again.content == b""
    assert client.get(LIST, headers={"If-None-Match": '"another"'}).status_code == 200


def test_the_head_of_a_kept_page_says_the_same(client):
    page = client.get(LIST)

    head = client.head(LIST)

    assert (head.status_code, head["ETag"], head.content) == (200, page["ETag"], b"")


@pytest.mark.parametrize("path", ["/konts/ieiet/", "/konts/login/", "/statuss/", "/-/ready/", "/mans/", "/nav/"])
def test_forms_with_a_token_sign_in_health_and_errors_are_never_kept(client, path):
    assert "ETag" not in client.get(path)
    assert "ETag" not in Client().get(path)


@pytest.mark.parametrize("cookie", ["sessionid", "messages", "csrftoken"])
def test_what_a_visitor_with_a_cookie_is_shown_is_not_kept_for_others(client, cookie, monkeypatch):
    client.cookies[cookie] = "b" * 32
    client.get(LIST)
    monkeypatch.setattr(KeptPage, "response", lambda page: pytest.fail("This page was kept."))

    assert Client().get(LIST).status_code == 200
    with pytest.raises(pytest.fail.Exception):
        Client().get(LIST)


def test_the_area_one_visitor_has_chosen_is_shown_to_nobody_else(client):
    home, chosen = reverse("pages:home"), "Mana apkaime"
    place = NeighbourhoodFactory(name="Katlakalns", is_active=True)
    Client().get(home)
    client.get(reverse("communities:choose_area"), {"apkaime": place.slug})

    own, others = client.get(home), Client().get(home)

    assert chosen in own.text
    assert chosen not in others.text
    assert "ETag" not in own
