from pathlib import Path

import pytest
from django.conf import settings

from portal.obligations.templatetags import clocks
from tests.factories.portal import OfficerFactory, PersonFactory

FRAMES = {"list_page.html", "list_rows.html", "filter_fields.html", "map.html", "drawn.html", "one_form.html"}
"""Shown as pages of their own, or part of one, or not seen at all."""


@pytest.fixture
def gallery(client):
    clocks._drawn.cache_clear()  # a reading that an earlier test has drawn is not drawn again
    client.force_login(OfficerFactory())
    return client.get("/komponentes/")


def test_every_component_stands_in_the_gallery(gallery):
    components = {path.name for path in (Path(settings.BASE_DIR) / "templates" / "components").glob("*.html")}
    shown = {Path(template.name).name for template in gallery.templates if template.name.startswith("components/")}

    assert components - shown == FRAMES


@pytest.mark.parametrize("tone", ["open", "soon", "overdue", "done", "neutral"])
def test_the_clock_and_the_chip_are_shown_in_every_tone(gallery, tone):
    assert f'class="status {tone}"' in gallery.text
    assert f'class="clock {tone}"' in gallery.text


def test_the_gallery_is_for_officers(client):
    client.force_login(PersonFactory())

    assert client.get("/komponentes/").status_code == 403
