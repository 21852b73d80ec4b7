from datetime import date

import pytest
from django.core.exceptions import ValidationError

from communities.actions.outreach import change_outreach_contact, erase_outreach_contact
from communities.models import OutreachContact
from portal.audit.models import Event
from portal.errors import InvalidInput
from tests.factories.question import note_contact

pytestmark = pytest.mark.django_db


@pytest.mark.rule("S4-153")
def test_a_contact_is_kept_for_twelve_months():
    contact = note_contact(on=date(2026, 2, 28))

    assert contact.erase_on == date(2027, 2, 28)


@pytest.mark.rule("S4-153")
def test_without_a_legal_basis_nothing_is_kept():
    with pytest.raises(InvalidInput) as refusal:
        note_contact(legal_basis=" ")

    assert refusal.value.field == "legal_basis"
    assert not OutreachContact.objects.exists()


def test_typing_it_again_does_not_keep_it_longer(now):
    contact = note_contact(on=date(2026, 2, 28))

    changed = change_outreach_contact(contact=contact, note="Piezvanīt pavasarī.", by=None, now=now)

    assert changed.erase_on == date(2027, 2, 28)


def test_the_audit_log_never_learns_the_name(now):
    contact = note_contact(name="Anna Paraudziņa")

    erase_outreach_contact(contact=contact, now=now)
    erase_outreach_contact(contact=contact, now=now)

    events = Event.objects.filter(name__startswith="communities.outreach_contact")
    assert [event.name.split(".")[-1] for event in events.order_by("pk")] == ["noted", "erased"]
    assert not any("Paraudziņa" in f"{event.target_label}{event.data}" for event in events)


def test_a_correction_is_checked_like_a_new_contact(now):
    with pytest.raises(ValidationError):
        change_outreach_contact(contact=note_contact(), legal_basis="", by=None, now=now)
