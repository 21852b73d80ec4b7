"""Each page in both languages: title, language, one heading, labels, no inline code, no leak, no dead link, no English."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import override, trans_real

from portal.ui import links
from tests.project.access import DESKS, PAGES, pages_of
from tests.project.markup import Markup, faults, inline_code
from tests.project.visitors import EVERYONE, GUEST, STAFF, Page, person

APPS = sorted({page.name.split(":")[0] for page in PAGES if ":" in page.name} - {"admin"} | {"signing in"})
SAME_IN_LATVIAN = {"Forums", "Email", "Status"}
"""English words of the catalogues that are Latvian words too."""

FOR_MACHINES = {"ready"}
"""The load balancer's page is written by its library."""

OF_THE_THEME = (
    "h3 follows h1",
    "<input searchbar>",
    "<input search-input-command>",
    "<button searchbar-submit>",
    "<button command-submit>",
    "/admin/>",
    "<a #>",
)
"""What the admin's theme does not label or order, on every list."""


def visitor_of(page: Page) -> str | None:
    """One who sees the page: a guest where guests may."""
    seeing = sorted(visitor for visitor in EVERYONE if page.answer_to(visitor) == 200)
    return GUEST if GUEST in seeing else next(iter(seeing), None)


def open_page(client, page: Page, language: str) -> Markup | None:
    visitor = visitor_of(page)
    if visitor is None or page.name in FOR_MACHINES:
        return None
    client.logout()
    if visitor != GUEST:
        client.force_login(person(visitor))
    response = client.get(links.localised(page.path, language))
    is_html = response.headers["Content-Type"].startswith("text/html")
    if response.streaming:
        response.getvalue()
    return Markup(response.content.decode()) if is_html else None


@cache
def english_words() -> frozenset[str]:
    """Every text of ours and of our libraries that Latvian says otherwise, or not yet."""
    folders = [Path(folder) / "lv" for folder in settings.LOCALE_PATHS]
    folders += [Path(config.path) / "locale" / "de" for config in apps.get_app_configs()]  # a language libraries have
    catalogues = [folder / "LC_MESSAGES" / "django.po" for folder in folders]
    texts = {entry.msgid for path in catalogues if path.exists() for entry in polib.pofile(str(path))}
    latvian = trans_real.translation("lv")
    same = {text for text in texts if text in latvian._catalog and latvian._catalog[text] == text}
    return frozenset(text for text in texts - same - SAME_IN_LATVIAN if len(text) > 3)


@cache
def english_content() -> frozenset[str]:
    """What rows say in English on purpose, in their columns for it."""
    columns = [(model, field.name) for model in apps.get_models() for field in model._meta.fields if field.name.endswith("_en")]
    return frozenset(text for model, name in columns for text in model._default_manager.values_list(name, flat=True))


def wrong_links(page: Markup) -> Iterator[str]:
    for address in page.addresses:
        path = urlsplit(address).path
        if not urlsplit(address).netloc and path.startswith("/") and not path.startswith(settings.STATIC_URL):
            try:
                with override("en" if path.startswith("/en/") else "lv"):
                    resolve(path)
            except Resolver404:
                yield f"leads nowhere: {address}"


def what_is_wrong(page: Page, markup: Markup, language: str) -> list[str]:
    wrong = [*faults(markup, language), *wrong_links(markup)]
    if language == "lv":
        wrong += [f"English: {text}" for text in markup.texts if text in english_words() - english_content() - markup.foreign]
    return [f"{page.name}: {one}" for one in wrong]


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("app", APPS)
def test_pages_are_well_made(demo, client, app, language):
    found = []

    for page in PAGES:
        if app == (page.name.split(":")[0] if ":" in page.name else "signing in"):
            markup = open_page(client, page, language)
            if markup:
                found += what_is_wrong(page, markup, language)
                found += [f"{page.name}: {one}" for one in inline_code(markup)]

    assert found == [], "\n".join(found)


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("label", sorted(DESKS))
def test_pages_of_the_admin_are_well_made(demo, client, label, language):
    """The theme writes its scripts and styles into the page; for the rest its pages are held to the same."""
    found = []

    for page in pages_of(label):
        markup = open_page(client, page, language)
        if markup:
            found += what_is_wrong(page, markup, language)

    assert [one for one in found if not one.endswith(OF_THE_THEME)] == [], "\n".join(found)


@pytest.mark.parametrize("language", ["lv", "en"])
@pytest.mark.parametrize("name", ["pages:home", "pages:hub"])
def test_every_link_on_the_front_pages_and_in_the_footer_leads_to_a_page(demo, client, name, language):
    with override(language):
        start = Markup(client.get(reverse(name)).content.decode())

    assert dead_links(client, start) == []


@pytest.mark.parametrize("visitor", sorted(STAFF))
def test_every_link_on_the_officers_first_page_leads_to_a_page(demo, client, visitor):
    client.force_login(person(visitor))
    start = Markup(client.get(reverse("admin:index")).content.decode())

    assert dead_links(client, start) == []


def dead_links(client, page: Markup) -> list[str]:
    return [one for one in sorted(set(page.links)) if one.startswith("/") and client.get(one).status_code not in (200, 302)]
