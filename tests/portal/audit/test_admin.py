"""The audit log as staff read it."""

import pytest
from django.urls import reverse

from portal.accounts.actions import change_profile
from portal.audit.models import Event
from tests.factories.portal import OfficerFactory, PersonFactory

LIST = reverse("admin:audit_event_changelist")
pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(settings):
    settings.STAFF_MFA_REQUIRED = False
    return OfficerFactory(roles=["auditor"])


def test_the_auditor_reads_in_words_who_did_what(client, auditor):
    person = PersonFactory(name="Jānis Bērziņš")
    change_profile(person=person, name="Jānis Kalniņš", language="lv", phone="", by=person)
    client.force_login(auditor)

    page = client.get(LIST).content.decode()

    assert "Profils mainīts" in page
    assert "Jānis Kalniņš" in page


def test_the_auditor_does_not_find_what_is_sensitive(client, auditor):
    for label, sensitive in (("Ielas apgaismojums", False), ("Ģimene grūtībās", True)):
        Event.objects.create(name="tests", target_type="x", target_id="1", target_label=label, sensitive=sensitive)
    client.force_login(auditor)

    page = client.get(LIST).content.decode()

    assert "Ielas apgaismojums" in page
    assert "Ģimene grūtībās" not in page


def test_nobody_changes_an_entry(client, auditor):
    event = Event.objects.create(name="tests", target_type="x", target_id="1", target_label="Ielas apgaismojums")
    client.force_login(auditor)

    answer = client.post(reverse("admin:audit_event_change", args=[event.pk]), {"target_label": "Cits"})

    assert answer.status_code == 403
