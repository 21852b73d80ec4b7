"""From the draft of an event to what came of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from communities.actions.event import (
    announce_event,
    call_off_event,
    change_event,
    close_event,
    found_series,
    prepare_event,
)
from communities.enums import EventKind, EventState
from communities.models import Event
from communities.workflow import EVENT
from portal.errors import InvalidInput, StateConflict
from portal.files.actions import read
from portal.notifications.actions import follow
from portal.notifications.models import Category, Message
from portal.ui.search import find
from tests.factories.communities import CommunityFactory, MembershipFactory, NeighbourhoodFactory
from tests.factories.event import LESSONS, EventFactory, SeriesFactory, come, come_as_guest, hold
from tests.factories.files import stored_file
from tests.factories.portal import PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


def details(now, **more):
    """What an organiser fills in."""
    return {
        "title": "Upes talka",
        "kind": EventKind.CLEAN_UP,
        "summary": "Sakopjam Misas krastu.",
        "place": "Pie tilta",
        "starts_at": now + timedelta(days=5),
        "ends_at": now + timedelta(days=5, hours=3),
        **more,
    }


def as_it_is(event: Event, **changes):
    """The event's own values, as its form sends them back."""
    names = ("title", "kind", "summary", "place", "starts_at", "ends_at", "capacity")
    return {"neighbourhoods": event.neighbourhoods.all(), **{name: getattr(event, name) for name in names}, **changes}


def letters(key: str) -> list[str]:
    return sorted(Message.objects.filter(key=f"communities.{key}").values_list("email", flat=True))


@pytest.mark.parametrize("organiser", ["community", "unit"])
def test_a_prepared_event_is_for_its_organiser_alone(now, organiser):
    maker = CommunityFactory() if organiser == "community" else UnitFactory()

    event = prepare_event(neighbourhoods=[NeighbourhoodFactory()], by=None, now=now, **{organiser: maker}, **details(now))

    assert event.organiser == maker
    assert event.state == EventState.DRAFT
    assert not Event.objects.visible_to(PersonFactory()).exists()
    assert not find("talka", PersonFactory()).exists()


def test_an_event_without_a_neighbourhood_is_refused(now):
    with pytest.raises(InvalidInput, match="vismaz vienu apkaimi") as refused:
        prepare_event(neighbourhoods=[], by=None, now=now, community=CommunityFactory(), **details(now))

    assert refused.value.field == "neighbourhoods"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_at": "before"}, "Beigām jābūt pēc sākuma."),
        ({"unit": "too"}, "vai nu kopiena, vai pašvaldības nodaļa"),
        ({"latitude": 56.8}, "gan platumu, gan garumu"),
    ],
)
def test_what_cannot_be_is_refused_in_words(now, wrong, sentence):
    values = details(now, community=CommunityFactory())
    if "ends_at" in wrong:
        wrong = {"ends_at": values["starts_at"] - timedelta(hours=1)}
    if "unit" in wrong:
        wrong = {"unit": UnitFactory()}

    with pytest.raises(ValidationError, match=sentence):
        prepare_event(neighbourhoods=[NeighbourhoodFactory()], by=None, now=now, **{**values, **wrong})


@pytest.mark.rule("S4-128")
def test_a_tradition_belongs_to_a_series_of_its_own_community(now):
    community, others = CommunityFactory(), SeriesFactory()
    values = details(now, kind=EventKind.TRADITION, community=community)
    places = [NeighbourhoodFactory()]

    with pytest.raises(InvalidInput, match="kura tradīcija"):
        prepare_event(neighbourhoods=places, by=None, now=now, **values)
    with pytest.raises(InvalidInput, match="citas kopienas"):
        prepare_event(neighbourhoods=places, by=None, now=now, series=others, **values)
    series = found_series(community=community, name="Upes svētki", description="", since_year=2019, by=None, now=now)
    event = prepare_event(neighbourhoods=places, by=None, now=now, series=series, **values)

    assert list(series.events.all()) == [event]


@pytest.mark.rule("S4-46")
@pytest.mark.rule("S4-64")
def test_an_announced_event_is_found_and_told_to_followers_and_communities_of_its_neighbourhood(now):
    place, organiser = NeighbourhoodFactory(), PersonFactory()
    neighbour = MembershipFactory(role="leader", community=CommunityFactory(neighbourhoods=[place])).user
    event = EventFactory(
        draft=True,
        title="Zupas vakars",
        neighbourhoods=[place],
        community=CommunityFactory(neighbourhoods=[place], leader=organiser),
    )
    follower, fan = PersonFactory(), PersonFactory()
    follow(target=place, email=follower.email, language="lv", by=follower, now=now)
    follow(target=event.community, email=fan.email, language="lv", by=fan, now=now)

    announce_event(event=event, by=None, now=now)

    assert letters("event_announced") == sorted([neighbour.email, follower.email, fan.email])
    assert set(Message.objects.values_list("category", flat=True)) == {Category.NEWS}
    assert find("zupas", PersonFactory()).exists()


@pytest.mark.parametrize(
    ("event", "sentence"),
    [
        ({"starts_at": "past"}, "laiks ir pagājis"),
        ({"neighbourhoods": []}, "vismaz vienu apkaimi"),
        ({"kind": EventKind.NGO_DAY}, "ierakstiet darba kārtību"),
    ],
)
@pytest.mark.rule("S4-62")
def test_an_incomplete_event_is_not_announced(now, event, sentence):
    if "starts_at" in event:
        event = {"starts_at": now - timedelta(hours=1)}

    with pytest.raises(InvalidInput, match=sentence):
        announce_event(event=EventFactory(draft=True, **event), by=None, now=now)

    assert not Message.objects.exists()


def test_a_community_nobody_has_verified_announces_nothing(now):
    event = EventFactory(draft=True, community=CommunityFactory(stage="identified"))

    with pytest.raises(StateConflict, match="kad kopiena būs apstiprināta"):
        announce_event(event=event, by=None, now=now)


def test_a_new_time_is_told_to_all_who_are_registered_or_wait(now):
    event = EventFactory(registering=True, capacity=1)
    first, second = come(event), come(event)
    come_as_guest(event)
    Message.objects.all().delete()

    later = event.starts_at + timedelta(days=1)
    change_event(event=event, by=None, now=now, **as_it_is(event, starts_at=later, ends_at=later + timedelta(hours=2)))

    assert letters("event_moved") == sorted([first.email, second.email])
    attached = Message.objects.first().files.get()
    assert later.strftime("%Y%m%dT%H%M").encode() in read(attached)


def test_other_words_bother_nobody(now):
    event = EventFactory(registering=True)
    come(event)

    change_event(event=event, by=None, now=now, **as_it_is(event, summary="Būs arī dziesmas."))

    assert letters("event_moved") == []


def test_more_places_go_to_those_who_wait_and_taken_ones_stay(now):
    event = EventFactory(registering=True, capacity=1)
    come(event)
    waiting = come(event)

    with pytest.raises(InvalidInput, match="Jau aizņemtās vietas: 1"):
        change_event(event=event, by=None, now=now, **as_it_is(event, capacity=0))
    change_event(event=event, by=None, now=now, **as_it_is(event, capacity=2))

    waiting.refresh_from_db()
    assert waiting.state == "registered"
    assert letters("registration_moved_up") == [waiting.email]


def test_an_event_that_has_begun_or_is_over_stays_as_it_was(now):
    running = EventFactory(starts_at=now - timedelta(hours=1))
    over = EventFactory(state=EventState.CANCELLED)

    for event, sentence in ((running, "Pasākums ir sācies"), (over, "Pasākums ir beidzies")):
        with pytest.raises(StateConflict, match=sentence):
            change_event(event=event, by=None, now=now, **as_it_is(event))


def test_an_event_does_not_move_into_the_past(now):
    event = EventFactory()

    with pytest.raises(InvalidInput, match="laiks ir pagājis"):
        change_event(event=event, by=None, now=now, **as_it_is(event, starts_at=now - timedelta(days=1)))


def test_called_off_is_told_with_the_reason_and_a_cancelled_date(now):
    event = EventFactory(registering=True, capacity=1)
    registered, waiting = come(event), come(event)
    follower = PersonFactory()
    follow(target=event, email=follower.email, language="lv", by=follower, now=now)

    call_off_event(event=event, reason="Upe ir izgājusi no krastiem.", by=None, now=now)

    assert letters("event_called_off") == sorted([registered.email, waiting.email])
    letter = Message.objects.filter(key="communities.event_called_off").first()
    assert "Upe ir izgājusi no krastiem." in letter.body
    assert b"STATUS:CANCELLED" in read(letter.files.get())
    assert letters("event_news") == [follower.email]


def test_nobody_calls_off_without_saying_why(now):
    with pytest.raises(InvalidInput) as refused:
        call_off_event(event=EventFactory(), reason="slikti", by=None, now=now)

    assert refused.value.field == "reason"


@pytest.mark.rule("S4-08")
@pytest.mark.rule("S4-126")
def test_the_organiser_confirms_how_many_came_and_what_was_learned(now):
    by, follower = PersonFactory(), PersonFactory()
    event = EventFactory(starts_at=now - timedelta(hours=5))
    follow(target=event, email=follower.email, language="lv", by=follower, now=now)

    close_event(event=event, attendance=24, men_attending=9, evidence=stored_file(), lessons=LESSONS, by=by, now=now)

    event.refresh_from_db()
    assert (event.attendance, event.attendance_confirmed_by, event.attendance_confirmed_at) == (24, by, now)
    assert list(Event.objects.counting(20)) == [event]
    assert LESSONS in Message.objects.get(email=follower.email).body


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"lessons": "  "}, "lessons", "ko secinājāt"),
        ({"evidence": None}, "evidence", "vismaz 20"),
        ({"attendance": 31}, "is_sure", "Vietu skaits ir 30, bet ierakstītais dalībnieku skaits ir 31"),
        ({"men_attending": 25}, "men_attending", "nevar būt vairāk"),
    ],
)
@pytest.mark.rule("S4-08")
def test_what_is_missing_at_closing_is_asked_for(now, given, field, sentence):
    event = EventFactory(starts_at=now - timedelta(hours=5), capacity=30)
    answers = {"attendance": 24, "lessons": LESSONS, "evidence": stored_file(), **given}

    with pytest.raises(InvalidInput, match=sentence) as refused:
        close_event(event=event, by=PersonFactory(), now=now, **answers)

    assert refused.value.field == field
    assert not Event.objects.filter(state=EventState.HELD).exists()


def test_more_people_than_places_are_believed_once_the_organiser_is_sure(now):
    event = EventFactory(starts_at=now - timedelta(hours=5), capacity=30)

    hold(event, 31, is_sure=True)

    event.refresh_from_db()
    assert event.attendance == 31


def test_few_people_need_no_evidence_and_count_for_nothing(now):
    event = EventFactory(starts_at=now - timedelta(hours=5))

    hold(event, 19, evidence=None)

    assert not Event.objects.counting(20).exists()


def test_nobody_closes_an_event_before_it_begins(now):
    with pytest.raises(StateConflict, match="vēl nav sācies"):
        close_event(event=EventFactory(), attendance=5, lessons=LESSONS, by=PersonFactory(), now=now)


ACTS = {
    EventState.PUBLISHED: lambda event, now: announce_event(event=event, by=None, now=now),
    EventState.CANCELLED: lambda event, now: call_off_event(event=event, reason="Nav saimnieka.", by=None, now=now),
    EventState.HELD: lambda event, now: close_event(event=event, attendance=1, lessons=LESSONS, by=PersonFactory(), now=now),
}


@pytest.mark.parametrize("target", ACTS)
def test_an_event_in_another_state_stays_as_it_is(now, target):
    for state in (state for state in EVENT.statuses if not EVENT.allows(state, target) and state != EventState.HELD):
        with pytest.raises(StateConflict):
            ACTS[target](EventFactory(state=state, published_at=now), now)
    over = hold(EventFactory(starts_at=now - timedelta(days=2)))
    with pytest.raises(StateConflict):
        ACTS[target](over, now)
