from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.enums import CommunityStage, EventKind, EventState, GapKind
from communities.models import Event
from communities.queries.gaps import gaps_of, overview, own_gaps
from tests.factories.communities import CommunityFactory, ContactPersonFactory, NeighbourhoodFactory, ResourceCentreFactory
from tests.factories.participation import plan
from tests.factories.portal import MunicipalityFactory, UnitFactory
from tests.factories.question import put_question

pytestmark = pytest.mark.django_db


def event(place, *, days: int, kind=EventKind.OUTREACH, state=EventState.PUBLISHED) -> Event:
    """Announced for the day that many days from now, or ago."""
    starts_at = timezone.now() + timedelta(days=days)
    made = Event.objects.create(
        title="Tikšanās", slug=f"tiksanas-{Event.objects.count()}", kind=kind, unit=UnitFactory(), summary="Saruna.",
        starts_at=starts_at, ends_at=starts_at + timedelta(hours=2), place="Klēts", state=state, published_at=starts_at,
    )  # fmt: skip
    made.neighbourhoods.add(place)
    return made


@pytest.fixture
def contact():
    """Of a neighbourhood that lacks nothing: confirmed, with hours, visited lately, with a community."""
    MunicipalityFactory()
    contact = ContactPersonFactory(hours_per_month=8)
    event(contact.neighbourhood, days=-30)
    CommunityFactory(neighbourhoods=[contact.neighbourhood])
    return contact


def kinds(contact, now) -> set[str]:
    return {gap.kind for gap in own_gaps([contact.neighbourhood_id], now)}


def test_a_neighbourhood_that_lacks_nothing_has_no_gap(contact, now):
    assert kinds(contact, now) == set()


@pytest.mark.rule("S4-66")
def test_a_neighbourhood_without_contact_is_urgent(now):
    place = NeighbourhoodFactory()

    gap = next(gap for gap in own_gaps([place.pk], now) if gap.kind == GapKind.NO_CONTACT)

    assert gap.is_urgent


@pytest.mark.rule("S4-66")
def test_data_not_confirmed_for_half_a_year_are_a_gap(contact, now):
    contact.confirmed_on = timezone.localdate(now) - timedelta(days=190)
    contact.save()

    assert kinds(contact, now) == {GapKind.CONTACT_STALE}


@pytest.mark.rule("S4-38")
def test_work_without_hours_is_reported(contact, now):
    contact.hours_per_month = 0
    contact.save()

    assert kinds(contact, now) == {GapKind.NO_HOURS}


def test_what_the_contact_reported_stays_a_gap_until_it_is_corrected(contact, now):
    contact.correction = "Cits tālrunis."
    contact.save()

    assert kinds(contact, now) == {GapKind.CORRECTION}


@pytest.mark.rule("S4-45")
@pytest.mark.rule("S4-144")
def test_a_neighbourhood_nobody_visited_for_half_a_year_is_a_gap(contact, now):
    Event.objects.update(starts_at=now - timedelta(days=200), ends_at=now - timedelta(days=199))
    event(contact.neighbourhood, days=10)
    event(contact.neighbourhood, days=-10, state=EventState.CANCELLED)
    event(contact.neighbourhood, days=-10, kind=EventKind.MEETING)

    assert kinds(contact, now) == {GapKind.UNVISITED}


def test_a_question_past_its_term_is_a_gap(contact, now):
    put_question(contact, now=now - timedelta(days=14))

    assert kinds(contact, now) == {GapKind.QUESTION_OVERDUE}


@pytest.mark.rule("S4-30")
def test_neither_community_nor_event_in_a_year_is_a_gap(contact, now):
    contact.neighbourhood.communities.update(stage=CommunityStage.INACTIVE)
    assert kinds(contact, now) == set()

    Event.objects.update(starts_at=now - timedelta(days=400), ends_at=now - timedelta(days=399))

    assert kinds(contact, now) == {GapKind.UNVISITED, GapKind.NO_ACTIVITY}


@pytest.mark.rule("D4")
@pytest.mark.parametrize(
    ("days", "stage", "gap"),
    [
        (300, CommunityStage.ACTIVE, None),
        (306, CommunityStage.FORMING, "forum_soon"),
        (365, CommunityStage.ACTIVE, "forum_soon"),
        (366, CommunityStage.ACTIVE, "forum_missing"),
        (None, CommunityStage.ACTIVE, "forum_missing"),
        (None, CommunityStage.INACTIVE, None),
    ],
)
def test_a_forum_a_year_old_is_red_and_before_that_amber(contact, now, days, stage, gap):
    contact.neighbourhood.communities.update(stage=stage)
    if days:
        plan(neighbourhood=contact.neighbourhood, held_at=now - timedelta(days=days))

    found = gaps_of([contact.neighbourhood_id], now).get(contact.neighbourhood_id, [])

    assert [one.kind for one in found] == ([gap] if gap else [])


def test_the_overview_costs_the_same_for_one_and_for_thirty_and_puts_the_worst_first(contact, now):
    ResourceCentreFactory(neighbourhood=contact.neighbourhood, community=contact.neighbourhood.communities.get())
    overview(now)
    with CaptureQueriesContext(connection) as one:
        overview(now)
    worst = NeighbourhoodFactory()
    for _ in range(28):
        CommunityFactory(neighbourhoods=[ContactPersonFactory().neighbourhood])

    with CaptureQueriesContext(connection) as thirty:
        rows = overview(now)

    assert len(one) == len(thirty)
    assert rows[0].place == worst
    best = rows[-1]
    assert (best.place, best.hours, best.communities, best.events, best.centres) == (contact.neighbourhood, 8, 1, 1, 1)
    assert best.last_visit_on == timezone.localdate(Event.objects.get().ends_at)
