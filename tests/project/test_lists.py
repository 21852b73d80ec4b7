"""A list costs the same with one row and with thirty, and no page more than fifteen queries."""

import re
from collections import Counter

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communities.models import Membership
from portal.ui.lists import ListPage
from tests.project.access import DESKS, PAGES, pages_of, row_of
from tests.project.addresses import addresses, desks
from tests.project.twins import add_twins
from tests.project.visitors import ADMINISTRATOR, CALLS, COORDINATOR, EVALUATOR, GUEST, LEADER, person

MOST_QUERIES = 15
MOST_QUERIES_OF_A_FORM = 40
"""The stock add and change forms of the admin read the choices of each relation they show."""

LISTS = {
    one.name: one.view_class for one in addresses() if isinstance(one.view_class, type) and issubclass(one.view_class, ListPage)
}
PERSONAL = {one.name for one in addresses() if one.name in LISTS and getattr(one.view, "login_required", True)}
"""Lists of what is one's own."""
SINGLE = {"municipality.municipality"}
"""There is one row by design."""


def queries(client, path: str, *, cold: bool = False) -> list[str]:
    """The shapes of what the page asks of the database: the numbers in a question do not make it another one."""
    if cold:
        cache.clear()
        ContentType.objects.get_for_models(*apps.get_models())  # a process asks for them once in its life
    with CaptureQueriesContext(connection) as captured:
        response = client.get(path)
        if response.streaming:
            response.getvalue()
    assert response.status_code < 400, path
    asked = [query["sql"] for query in captured if "SAVEPOINT" not in query["sql"]]
    return [re.sub(r"SELECT .*? FROM", "SELECT … FROM", re.sub(r"\d+", "?", sql)) for sql in asked]


def assert_flat(client, path: str, page_of) -> None:
    """Thirty rows cost what one row costs, once what both share is cached. ``page_of(size)`` sets the page's length."""
    page_of(30)
    queries(client, path)
    thirty = queries(client, path)
    page_of(1)
    one = queries(client, path)

    assert len(one) == len(thirty), "\n".join((Counter(thirty) - Counter(one)) + (Counter(one) - Counter(thirty)))


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_list_costs_the_same_with_one_row_and_with_thirty(demo, client, monkeypatch, name):
    view = LISTS[name]()
    view.request = RequestFactory().get("/")
    view.request.user = person(LEADER) if name in PERSONAL else AnonymousUser()
    if name in PERSONAL:
        client.force_login(view.request.user)
    add_twins(view.rows().first(), 29)

    assert_flat(client, reverse(name), lambda size: monkeypatch.setattr(LISTS[name], "page_size", size))


@pytest.mark.parametrize("label", sorted(set(DESKS) - SINGLE))
def test_a_desk_costs_the_same_with_one_row_and_with_thirty(demo, client, monkeypatch, label):
    desk, declared = desks()[label], DESKS[label]
    client.force_login(person(min(declared.sees)))
    add_twins(row_of(label), 29)
    address = reverse(f"admin:{label.replace('.', '_')}_changelist")

    assert_flat(client, address, lambda size: monkeypatch.setattr(desk, "list_per_page", size))


@pytest.mark.parametrize("visitor", [GUEST, LEADER, EVALUATOR, COORDINATOR, CALLS, ADMINISTRATOR])
def test_no_page_asks_more_than_fifteen_queries(demo, client, visitor):
    if visitor != GUEST:
        client.force_login(person(visitor))
    greedy = []

    for page in PAGES:
        if page.answer_to(visitor) == 200:
            asked = queries(client, page.path, cold=True)
            if len(asked) > MOST_QUERIES:
                greedy.append(
                    "\n    ".join([f"{page.name}: {len(asked)}", *(f"{n} × {one}" for one, n in Counter(asked).most_common(3))])
                )

    assert greedy == [], "\n".join(greedy)


def test_no_leaders_desk_asks_more_than_fifteen_queries(demo, client):
    """What waits for a person or a community differs from one to the other, and with it what the desks ask."""
    greedy = []

    for leader in Membership.objects.leaders().select_related("user", "community"):
        client.force_login(leader.user)
        for path in (reverse("pages:mans"), reverse("communities:desk", args=[leader.community.slug])):
            asked = queries(client, path, cold=True)
            if len(asked) > MOST_QUERIES:
                greedy.append("\n    ".join([f"{leader.user.email} {path}: {len(asked)}", *asked]))

    assert greedy == [], "\n".join(greedy)


@pytest.mark.parametrize("label", sorted(DESKS))
def test_the_forms_of_the_admin_stay_within_their_bound(demo, client, label):
    greedy = []

    for page in pages_of(label):
        visitor = min(page.answers[0][0], default=None)
        if visitor and not page.name.endswith("_changelist"):
            client.force_login(person(visitor))
            path = page.path
            asked = queries(client, path, cold=True)
            if len(asked) > MOST_QUERIES_OF_A_FORM:
                greedy.append(f"{page.name} ({path}): {len(asked)}")

    assert greedy == [], "\n".join(greedy)
