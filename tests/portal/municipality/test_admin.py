"""The administrator keeps the settings record."""

import pytest
from django.forms import model_to_dict
from django.urls import reverse

from portal.audit.models import Event
from portal.files.actions import read
from portal.municipality.models import Municipality
from portal.municipality.queries import current_municipality
from tests.factories.files import picture, upload
from tests.factories.portal import MunicipalityFactory, OfficerFactory

CHANGE = reverse("admin:municipality_municipality_change", args=[1])
ARMS = reverse("admin:municipality_municipality_step", args=[1, "gerbonis"])


@pytest.fixture
def municipality(db) -> Municipality:
    return MunicipalityFactory()


def sign_in(client, settings, role: str):
    settings.STAFF_MFA_REQUIRED = False
    client.force_login(OfficerFactory(roles=[role]))


def save(client, municipality, **changes):
    kept = model_to_dict(municipality, exclude=["arms", "culture_title_year", "id"])
    return client.post(CHANGE, {**kept, **changes})


@pytest.fixture
def administrator(client, settings, municipality):
    sign_in(client, settings, "administrator")


def test_a_change_of_the_settings_is_seen_at_once(client, administrator, municipality, django_capture_on_commit_callbacks):
    assert current_municipality().name == "Parauga novads"

    with django_capture_on_commit_callbacks(execute=True):
        save(client, municipality, name="Kuldīgas novads", accent_colour="#7a1f3d")

    assert current_municipality().name == "Kuldīgas novads"
    assert "#7a1f3d" in client.get(reverse("colours")).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("accent_colour", "#ffcc00", "Balts teksts uz šīs krāsas ir grūti salasāms"),
        ("registration_number", "40008999015", "Reģistrācijas numurs nav pareizs"),
    ],
)
def test_a_setting_that_would_do_harm_is_refused_in_a_sentence(client, administrator, municipality, field, value, sentence):
    page = save(client, municipality, **{field: value})

    assert page.status_code == 200
    assert sentence in page.content.decode()


def test_a_second_municipality_cannot_be_added(client, administrator):
    assert client.get(reverse("admin:municipality_municipality_add")).status_code == 403


def test_the_arms_are_changed_at_a_button(client, administrator, municipality, django_capture_on_commit_callbacks):
    assert current_municipality().arms is None

    with django_capture_on_commit_callbacks(execute=True):
        client.post(ARMS, {"arms": upload("ģerbonis.png", picture())})

    arms = current_municipality().arms
    assert (arms.original_name, arms.content_type) == ("ģerbonis.png", "image/png")
    assert read(arms).startswith(b"\x89PNG")
    assert Event.objects.of(municipality).get().data == {"sha256": arms.sha256}


def test_arms_that_are_a_drawing_with_scripts_are_refused(client, administrator, municipality):
    page = client.post(ARMS, {"arms": upload("ģerbonis.svg", b"<svg onload='alert(1)'/>")})

    assert page.status_code == 422
    assert "Šāda veida failu nevar pievienot" in page.content.decode()
    municipality.refresh_from_db()
    assert municipality.arms is None


def test_the_coordinator_reads_the_settings_and_changes_nothing(client, settings, municipality):
    sign_in(client, settings, "coordinator")

    assert client.get(CHANGE).status_code == 200
    assert save(client, municipality, name="Cits").status_code == 403
    assert client.post(ARMS, {"arms": upload("ģerbonis.png", picture())}).status_code == 403


def test_the_account_is_typed_as_people_write_it_and_checked(client, administrator, municipality):
    wrong = save(client, municipality, iban="LV93 XDEM 0000 0000 0000 1")
    save(client, municipality, iban="LV92 XDEM 0000 0000 0000 1")

    assert list(wrong.context["adminform"].form.errors) == ["iban"]
    assert Municipality.objects.get().iban == "LV92XDEM0000000000001"
