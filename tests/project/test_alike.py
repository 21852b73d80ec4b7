"""What is kept of a page for everybody holds nothing of whoever came first, and nobody reads another page because of it."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from portal.audit.models import Event
from portal.ui.page_cache import EDITION, KeptParts, _key_of
from tests.project.access import DESKS, PAGES
from tests.project.visitors import ADMINISTRATOR, GUEST, LEADER, STAFF, person

TOKEN = re.compile(r'name="(csrfmiddlewaretoken|form_token)" value="[\w-]+"')
"""Differs from one answer to the next, also of one visitor."""
MARK = "Zvirgzdupiladzis"
"""A word in the address of whoever comes first."""


@pytest.fixture
def kept(monkeypatch) -> list[str]:
    """Grows with each part that a page keeps, or takes from what is kept."""
    asked, edition = [], KeptParts.edition.func

    def part_key(kind: str, name: str) -> str:
        asked.extend([name] if kind == "part" else [])
        return _key_of(kind, name)

    monkeypatch.setattr("portal.ui.page_cache._key_of", part_key)
    monkeypatch.setattr(KeptParts, "edition", property(lambda self: asked.append("template") or edition(self)))
    return asked


@pytest.fixture
def visitors(demo) -> dict[str, Client]:
    clients = {name: Client() for name in (GUEST, LEADER, ADMINISTRATOR)}
    for name in (LEADER, ADMINISTRATOR):
        clients[name].force_login(person(name))
    return clients


def read(client: Client, path: str) -> str:
    response = client.get(path)
    if response.streaming:
        return str(len(response.getvalue()))
    return TOKEN.sub("", response.content.decode(errors="replace"))


def test_each_reads_the_same_whoever_came_first(visitors, settings, kept):
    tried, differ = set(), []

    for page in PAGES:
        path = page.path
        settings.PAGE_CACHE_SECONDS = 30
        kept.clear()
        if page.answer_to(GUEST) != 200 or (read(visitors[ADMINISTRATOR], f"{path}?vards={MARK}") and not kept):
            continue
        tried.add(page.name)
        again = {name: read(visitors[name], path) for name in (LEADER, GUEST)}
        settings.PAGE_CACHE_SECONDS = 0
        cache.set(EDITION, path)  # a template looks for what it has kept all the same
        differ += [f"{page.name}, {name}" for name in again if again[name] != read(visitors[name], path)]

    assert differ == []
    assert {"pages:home", "participation:answer_list", "grants:call_detail", "actionplans:impact"} <= tried
    assert len(tried) >= 15


@pytest.mark.parametrize("asked", ["", "?_facets=True"])
def test_an_officer_reads_the_same_list_whoever_came_first(demo, settings, asked):
    """The panel of filters is drawn once for all officers; what it counts differs with what each may see."""
    Event.objects.create(name="tests", target_type="x", target_id="1", sensitive=True)  # not for every reader of the log
    officers = {role: Client() for role in STAFF}
    for role, client in officers.items():
        client.force_login(person(role))
    differ, readers = [], set()

    for label, desk in DESKS.items():
        path = reverse(f"admin:{label.replace('.', '_')}_changelist") + asked
        settings.PAGE_CACHE_SECONDS = 30
        found = {role: read(officers[role], path) for role in sorted((desk.sees | desk.sees_others) & STAFF)}
        settings.PAGE_CACHE_SECONDS = 0
        cache.set(EDITION, path)  # a template looks for what it has kept all the same
        differ += [f"{label}, {role}" for role in found if found[role] != read(officers[role], path)]
        readers |= found.keys()

    assert differ == []
    assert len(readers) >= 5
