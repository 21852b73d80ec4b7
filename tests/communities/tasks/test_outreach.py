from datetime import timedelta

import pytest
from django.utils import timezone

from communities.models import OutreachContact
from communities.tasks.outreach import erase_outreach_contacts
from portal.audit.models import Heartbeat
from tests.factories.question import note_contact

pytestmark = pytest.mark.django_db


@pytest.mark.rule("S4-153")
def test_a_contact_is_gone_on_its_day_and_not_before(time_machine):
    contact = note_contact()
    last_day = timezone.make_aware(timezone.datetime(contact.erase_on.year, contact.erase_on.month, contact.erase_on.day, 12))

    time_machine.move_to(last_day - timedelta(days=1))
    erase_outreach_contacts()
    assert OutreachContact.objects.exists()

    time_machine.move_to(last_day)
    erase_outreach_contacts()

    assert not OutreachContact.objects.exists()
    assert Heartbeat.objects.get(name="erase_outreach_contacts").result == "1"
