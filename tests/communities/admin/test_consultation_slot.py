"""Hours of advice that units give, on the officers' desk."""

from datetime import timedelta

import pytest
from django.urls import reverse

from communities.actions.consultation_slot import book_slot
from communities.models import ConsultationSlot
from portal.accounts.roles import Role
from portal.notifications.models import Message
from tests.factories.consultation_slot import SlotFactory
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")

ADD = "admin:communities_consultationslot_add"


@pytest.fixture(autouse=True)
def _coordinator(client, municipality):
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))


def offer(client, now, **typed):
    day = now.date() + timedelta(days=7)
    given = {"topic": "Pieteikumi", "day": day, "begins": "14:00", "ends": "14:30", "place": "12. kabinets", "weeks": 2}
    return client.post(reverse(ADD), given | {"giver": UnitFactory().pk} | typed)


def test_an_officer_offers_a_series(client, now):
    offer(client, now)

    assert ConsultationSlot.objects.free(now).count() == 2


def test_a_refused_offer_says_why_and_keeps_what_was_typed(client, now):
    response = offer(client, now, day=now.date() - timedelta(days=1))

    assert response.status_code == 422
    assert "jau ir pagājis" in response.text
    assert "12. kabinets" in response.text


def test_an_officer_withdraws_an_hour_and_it_is_told(client, now):
    slot = book_slot(slot=SlotFactory(), question="Tāme", by=PersonFactory(), now=now)

    client.post(reverse("admin:communities_consultationslot_step", args=[slot.pk, "atsaukt"]))

    slot.refresh_from_db()
    assert slot.withdrawn_at
    assert Message.objects.filter(key="communities.slot_withdrawn").exists()


def test_the_hours_of_an_ngo_centre_stay_on_its_own_desk(client):
    slot = SlotFactory(of_centre=True)

    assert slot.topic not in client.get(reverse("admin:communities_consultationslot_changelist")).text


def test_others_offer_nothing(client, now):
    client.force_login(OfficerFactory(roles=[Role.AUDITOR]))

    assert offer(client, now).status_code == 403
