from datetime import UTC, date, datetime, timedelta

import pytest

from communities.enums import EventKind
from communities.models import Event
from communities.queries.event import event_evidence, reach_of_events, years_of
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.event import EventFactory, SeriesFactory, held, hold

pytestmark = pytest.mark.usefixtures("municipality")


def held_on(day: date, attendance: int, **details) -> Event:
    event = held(attendance, **details)
    starts = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    Event.objects.filter(pk=event.pk).update(starts_at=starts, ends_at=starts + timedelta(hours=2))
    return event


@pytest.mark.rule("S4-126")
@pytest.mark.rule("S4-128")
def test_a_year_counts_events_with_enough_residents_and_traditions_apart():
    community = CommunityFactory()
    series = SeriesFactory(community=community)
    counting = held_on(date(2026, 12, 31), 20, community=community)
    held_on(date(2026, 5, 1), 19, community=community)
    held_on(date(2027, 1, 1), 30, community=community)
    held_on(date(2026, 7, 1), 30)
    EventFactory(community=community)
    for attendance in (35, 120):
        held_on(date(2026, 8, 1), attendance, community=community, kind=EventKind.TRADITION, series=series)

    evidence = event_evidence(community, 2026)

    assert evidence.counting == [counting]
    assert evidence.traditions == {series: 120}


@pytest.mark.rule("S4-128")
def test_a_tradition_adds_up_year_by_year():
    series = SeriesFactory()
    for day, attendance in ((date(2024, 8, 1), 40), (date(2026, 8, 1), 60), (date(2026, 8, 2), 15)):
        held_on(day, attendance, community=series.community, kind=EventKind.TRADITION, series=series)

    assert [(one.year, one.times, one.attendance) for one in years_of(series)] == [(2024, 1, 40), (2026, 2, 75)]


@pytest.mark.rule("S4-143")
@pytest.mark.rule("S3-54")
def test_the_report_tells_how_much_happens_outside_dense_places_and_whom_it_reaches(now):
    town, village = NeighbourhoodFactory(is_dense=True), NeighbourhoodFactory()
    held(20, neighbourhoods=[town])
    hold(EventFactory(starts_at=now - timedelta(days=9), neighbourhoods=[town, village]), 30, men_attending=6)
    held(50, days_ago=400, neighbourhoods=[village])
    EventFactory(neighbourhoods=[village])

    reach = reach_of_events(now)

    assert (reach.events, reach.outside_share, reach.men_share) == (2, 50, 20)
