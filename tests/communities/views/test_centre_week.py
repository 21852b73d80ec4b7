"""What is free in a week: of one centre, with names for its own people alone, and of a hundred at the price of one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communities.models import OpeningPeriod, ResourceCentre
from communities.queries.booking import Resource, week_of
from communities.queries.opening import instant
from tests.factories.booking import BookingFactory, EquipmentFactory, OpenCentreFactory, at, days_ahead
from tests.factories.communities import CommunityFactory
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.project.twins import add_twins

pytestmark = pytest.mark.usefixtures("municipality")

DAY = days_ahead(10)


def page_of(centre, **query) -> tuple[str, dict]:
    return reverse("communities:centre_week", args=[centre.slug]), {"diena": f"{DAY:%Y-%m-%d}", **query}


def kinds(resource, now, day=DAY) -> list[tuple[str, int]]:
    """What the day is made of, in quarters of an hour."""
    row = next(row for row in week_of(resource, day, now).rows if row.day == day)
    return [(cell.kind, cell.columns) for cell in row.cells]


def test_a_day_is_told_in_stretches_of_free_and_taken(now):
    centre = OpenCentreFactory()
    BookingFactory(centre=centre, starts_at=at(DAY, 10, 30))

    assert kinds(Resource(centre), now) == [("free", 10), ("taken", 8), ("free", 38)]


def test_a_day_that_opens_later_than_others_begins_closed(now):
    centre = OpenCentreFactory()
    OpeningPeriod.objects.filter(centre=centre, weekday=DAY.weekday()).update(opens="10:00", closes="13:00")

    assert kinds(Resource(centre), now) == [("closed", 8), ("free", 12), ("closed", 36)]


def test_equipment_is_taken_once_its_last_piece_is(now):
    tables = EquipmentFactory(quantity=2)
    for item, hours in ((1, 2), (2, 1)):
        starts = at(DAY, 10)
        BookingFactory(
            centre=tables.centre, equipment=tables, item=item, starts_at=starts, ends_at=starts + timedelta(hours=hours)
        )

    assert kinds(Resource(tables.centre, tables), now) == [("free", 8), ("taken", 4), ("free", 4), ("free", 40)]
    assert kinds(Resource(tables.centre), now) == [("free", 56)]


def test_what_is_over_can_no_longer_be_chosen(time_machine):
    centre = OpenCentreFactory()
    time_machine.move_to(at(DAY, 12, 5))

    assert kinds(Resource(centre), at(DAY, 12, 5)) == [("past", 17), ("free", 39)]


@pytest.mark.parametrize("state", ["unconfirmed", "refused", "cancelled", "lapsed"])
def test_what_holds_no_hours_leaves_them_free(now, state):
    booking = BookingFactory(starts_at=at(DAY, 10), state=state, reason="iemesls")

    assert kinds(Resource(booking.centre), now) == [("free", 56)]


def test_a_free_stretch_leads_to_the_form_filled_in(client):
    centre = OpenCentreFactory()
    BookingFactory(centre=centre, starts_at=at(DAY, 8))
    address, query = page_of(centre)

    page = client.get(address, query)
    link = f"{reverse('communities:booking_create', args=[centre.slug])}?diena={DAY:%Y-%m-%d}&no=10%3A00&lidz=11%3A00"
    form = client.get(link).text

    assert link.replace("&", "&amp;") in page.text or link in page.text
    assert f'value="{DAY:%Y-%m-%d}"' in form
    assert 'value="10:00"' in form


def test_names_are_for_members_and_officers(client):
    leader = PersonFactory()
    booking = BookingFactory(starts_at=at(DAY, 10), centre__community=CommunityFactory(leader=leader))
    address, query = page_of(booking.centre)

    pages = {}
    for who, person in (("visitor", None), ("neighbour", PersonFactory()), ("leader", leader), ("officer", OfficerFactory())):
        client.logout()
        if person:
            client.force_login(person)
        pages[who] = client.get(address, query).text

    assert {who: "Anna Ozola" in page for who, page in pages.items()} == {
        "visitor": False, "neighbour": False, "leader": True, "officer": True,
    }  # fmt: skip
    assert "–12.00" in pages["visitor"]


@pytest.mark.parametrize("query", [{}, {"diena": "nekas"}, {"diena": "2026-02-31"}, {"diena": "9999-12-31"}, {"iekarta": "x"}])
def test_a_mistyped_address_still_shows_a_week(client, query):
    address, _query = page_of(OpenCentreFactory())

    assert client.get(address, query).status_code == 200


def test_a_hundred_centres_in_one_week_cost_fewer_than_fifteen_queries(client):
    centre = OpenCentreFactory()
    add_twins(centre, 99)
    for one in ResourceCentre.objects.all():
        EquipmentFactory(centre=one)
        OpeningPeriod.objects.get_or_create(centre=one, weekday=DAY.weekday(), defaults={"opens": "09:00", "closes": "17:00"})
        BookingFactory(centre=one, starts_at=instant(DAY, one.opening_periods.first().opens) + timedelta(hours=1))

    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("communities:centres_week"), {"diena": f"{DAY:%Y-%m-%d}"})

    assert len(page.context["weeks"]) == 200, "each place and its projector"
    assert page.text.count("aizņemts</td>") == 100
    assert len(asked) < 15
