import re

import pytest
from django.utils import translation

from portal.ui.navigation import admin_menu, footer_links, header_entries
from tests.factories.portal import OfficerFactory, PersonFactory


def current(path: str) -> list[str]:
    return [entry["url"] for entry in header_entries(path) if entry["current"]]


def test_public_participation_is_a_door_of_its_own_on_every_page():
    assert "/lidzdaliba/" in [entry["url"] for entry in header_entries("/")]


def test_the_door_one_stands_in_is_marked_in_both_languages():
    assert current("/lidzdaliba/apspriesanas/") == current("/en/lidzdaliba/apspriesanas/") == ["/lidzdaliba/"]


def test_the_footer_leads_to_the_pages_the_law_asks_for():
    links = footer_links()

    for page in ("/pieklustamiba/", "/privatums/", "/viegli-lasit/", "/rokasgramata/"):
        assert f'<li><a href="{page}">' in links


def test_the_footer_speaks_the_readers_language():
    with translation.override("en"):
        assert '<a href="/en/privatums/">Privacy</a>' in footer_links()
    assert '<a href="/privatums/">Privātums</a>' in footer_links()


def test_the_side_bar_shows_an_officer_only_what_the_role_opens(db):
    assert "Cilvēki un lomas" in admin_menu(OfficerFactory(roles=["administrator"]))
    assert "Cilvēki un lomas" not in admin_menu(OfficerFactory(roles=["calls"]))
    assert admin_menu(PersonFactory()) == ""


def test_the_side_bar_speaks_the_readers_language(db):
    officer = OfficerFactory(roles=["administrator"])

    assert "Cilvēki un lomas" in admin_menu(officer)
    with translation.override("en"):
        assert "Cilvēki un lomas" not in admin_menu(officer)
        assert 'href="/en/admin/accounts/user/"' in admin_menu(officer)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("/admin/", "/admin/"),
        ("/admin/participation/answer/", "/admin/participation/answer/"),
        ("/admin/participation/answer/rinda/", "/admin/participation/answer/rinda/"),
        ("/en/admin/participation/answer/7/change/", "/en/admin/participation/answer/"),
        ("/admin/password_change/", None),
    ],
)
def test_the_side_bar_marks_the_one_line_an_officer_stands_in(db, path, line):
    officer = OfficerFactory(roles=["coordinator"])

    with translation.override("en" if path.startswith("/en/") else "lv"):
        marked = re.findall(r'<a href="([^"]+)" class="active" aria-current="true">', admin_menu(officer, path))

    assert marked == ([line] if line else [])
