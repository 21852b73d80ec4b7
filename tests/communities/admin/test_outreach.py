import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from communities.models import OutreachContact
from portal.accounts.roles import Role
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.portal import OfficerFactory
from tests.factories.question import note_contact

pytestmark = pytest.mark.usefixtures("municipality")

GIVEN = {"name": "Anna Paraudziņa", "reached_by": "anna@example.lv", "note": "", "legal_basis": "Piekrišana"}


@pytest.fixture
def coordinator(client, municipality):
    person = OfficerFactory(roles=[Role.COORDINATOR])
    client.force_login(person)
    return person


@pytest.mark.rule("S4-153")
def test_a_contact_is_noted_with_the_day_it_goes_and_without_a_second_trace_of_the_name(client, coordinator):
    client.post(reverse("admin:communities_outreachcontact_add"), GIVEN | {"neighbourhood": NeighbourhoodFactory().pk})

    noted = OutreachContact.objects.get()
    assert noted.noted_by == coordinator
    assert noted.erase_on > noted.noted_on
    assert not LogEntry.objects.filter(object_repr__contains="Paraudziņa").exists()


@pytest.mark.rule("S4-153")
def test_without_a_legal_basis_it_is_refused_at_the_field(client, coordinator):
    page = client.post(
        reverse("admin:communities_outreachcontact_add"),
        GIVEN | {"neighbourhood": NeighbourhoodFactory().pk, "legal_basis": ""},
    )

    assert "Anna Paraudziņa" in page.text
    assert not OutreachContact.objects.exists()


def test_a_note_is_corrected(client, coordinator):
    contact = note_contact()
    page = reverse("admin:communities_outreachcontact_change", args=[contact.pk])

    client.post(page, GIVEN | {"neighbourhood": contact.neighbourhood_id})

    contact.refresh_from_db()
    assert contact.name == "Anna Paraudziņa"


def test_whoever_does_not_want_to_be_noted_is_erased_at_once(client, coordinator):
    contact = note_contact()

    response = client.post(reverse("admin:communities_outreachcontact_step", args=[contact.pk, "dzest"]))

    assert response.url == reverse("admin:communities_outreachcontact_changelist")
    assert not OutreachContact.objects.exists()
