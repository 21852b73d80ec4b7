"""Events of the units in the officers' admin."""

from datetime import timedelta

import pytest
from django.urls import reverse

from communities.enums import EventKind, EventState
from communities.models import Event
from portal.accounts.roles import Role
from portal.notifications.models import Message
from tests.desks import step_of
from tests.factories.communities import NeighbourhoodFactory
from tests.factories.event import LESSONS, EventFactory, call_for_help, come, held, help_with
from tests.factories.files import picture, stored_file, upload
from tests.factories.portal import OfficerFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def unit(client):
    """The visitor is its officer."""
    officer = OfficerFactory()
    client.force_login(officer)
    return UnitFactory(members=[officer])


@pytest.mark.rule("S4-45")
@pytest.mark.rule("S4-144")
def test_an_officer_prepares_and_announces_a_visit(client, unit, now):
    starts, ends = now + timedelta(days=5), now + timedelta(days=5, hours=3)
    given = {
        "title": "Izbraukums uz Daugmali", "slug": "izbraukums-uz-daugmali", "kind": EventKind.OUTREACH, "unit": unit.pk,
        "summary": "Speciālisti uz vietas.", "place": "Tautas nams", "neighbourhoods": [NeighbourhoodFactory().pk],
        "starts_at_0": f"{starts:%d.%m.%Y}", "starts_at_1": "16:00", "ends_at_0": f"{ends:%d.%m.%Y}", "ends_at_1": "19:00",
    }  # fmt: skip

    client.post(reverse("admin:communities_event_add"), given)
    event = Event.objects.get()
    client.post(step_of(event, "izsludinat"))

    assert event.organiser == unit
    assert "Izbraukums uz Daugmali" in client.get(reverse("communities:event_list"), {"veids": "outreach"}).text


def test_an_announced_event_changes_by_a_step_and_those_registered_hear_of_it(client, unit):
    event = EventFactory(community=None, unit=unit, registering=True)
    come(event)
    asked = client.get(step_of(event, "mainit"))
    form = {name: value for name, value in asked.context["form"].initial.items() if value not in (None, "", [], False)}
    form |= {
        "neighbourhoods": [place.pk for place in form["neighbourhoods"]],
        "starts_at": f"{event.starts_at:%Y-%m-%dT%H:%M}", "ends_at": f"{event.ends_at:%Y-%m-%dT%H:%M}", "place": "Bibliotēka",
        "takes_registrations": "on",
    }  # fmt: skip

    response = client.post(step_of(event, "mainit"), form)

    event.refresh_from_db()
    assert response.status_code == 302
    assert event.place == "Bibliotēka"
    assert Message.objects.filter(key="communities.event_moved").count() == 1


def test_closing_in_the_admin_asks_for_the_same(client, unit, now):
    event = EventFactory(community=None, unit=unit, starts_at=now - timedelta(hours=5))

    refused = client.post(step_of(event, "noslegt"), {"attendance": "64", "lessons": LESSONS})
    client.post(step_of(event, "noslegt"), {"attendance": "64", "lessons": LESSONS, "evidence": upload("lapa.png", picture())})

    event.refresh_from_db()
    assert "pievienojiet fotogrāfiju vai dalībnieku lapu" in refused.content.decode()
    assert (event.state, event.attendance) == (EventState.HELD, 64)


def test_a_photo_nobody_agreed_to_is_removed_by_an_officer(client, unit, now):
    event = EventFactory(starts_at=now - timedelta(hours=5))
    photo = event.photos.create(file=stored_file("a.png", picture(), "image/png"), alt="Bērns pie upes", has_consent=True)

    client.post(step_of(event, "nonemt-foto"), {"photo": photo.pk})

    photo.file.refresh_from_db()
    assert not event.photos.exists()
    assert photo.file.erased_at


def test_officers_thank_the_helpers_of_their_unit(client, unit, now):
    event = EventFactory(community=None, unit=unit)
    task = call_for_help(event)
    help_with(task)
    Event.objects.update(starts_at=now - timedelta(hours=1))

    client.post(step_of(event, "paldies"), {"task": task.pk, "hours": "5"})

    task.refresh_from_db()
    assert task.hours_given == 5


def test_an_officer_of_another_unit_takes_no_step(client, unit):
    event = EventFactory(community=None, unit=UnitFactory(), draft=True)

    assert client.post(step_of(event, "izsludinat")).status_code == 403


@pytest.mark.rule("S4-143")
def test_the_list_tells_how_much_happens_outside_dense_places(client):
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))
    held(20, neighbourhoods=[NeighbourhoodFactory(is_dense=True)])
    held(20)

    page = client.get(reverse("admin:communities_event_changelist")).content.decode()

    assert "50\xa0%" in page
