import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from portal.municipality.models import Municipality
from portal.municipality.queries import current_municipality
from tests.factories.files import picture, stored_file
from tests.factories.portal import MunicipalityFactory

pytestmark = pytest.mark.django_db


def test_the_accent_and_its_shades_come_as_a_stylesheet_browsers_may_keep(client):
    MunicipalityFactory(accent_colour="#7a1f3d")

    response = client.get(reverse("colours"))

    assert response["Content-Type"] == "text/css"
    assert response["Cache-Control"] == "public, max-age=300"
    assert "--accent: #7a1f3d;" in response.content.decode()
    assert "--accent-soft: #f3ebee;" in response.content.decode()


@pytest.mark.rule("S4-01")
def test_every_page_is_headed_with_this_municipality_and_its_arms(client):
    MunicipalityFactory(name="Kuldīgas novada pašvaldība", arms=stored_file("ģerbonis.png", picture(), "image/png"))

    page = client.get(reverse("pages:home")).content.decode()

    assert "Kuldīgas novada pašvaldība" in page
    assert f'src="{reverse("arms")}"' in page


def test_the_arms_are_shown_in_the_page_and_kept_by_browsers(client):
    MunicipalityFactory(arms=stored_file("ģerbonis.png", picture(), "image/png"))

    response = client.get(reverse("arms"))

    assert Image.open(io.BytesIO(b"".join(response))).size == (40, 30)
    assert response["Content-Disposition"] == "inline"
    assert response["Cache-Control"] == "public, max-age=300"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_without_arms_there_is_no_picture(client):
    MunicipalityFactory()

    assert client.get(reverse("arms")).status_code == 404


def test_the_settings_are_read_once_and_then_come_from_the_cache():
    MunicipalityFactory(name="Kuldīgas novads")
    current_municipality()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert current_municipality().name == "Kuldīgas novads"

    assert len(queries) == 0


def test_an_installation_nobody_has_set_up_says_so():
    with pytest.raises(Municipality.DoesNotExist):
        current_municipality()
