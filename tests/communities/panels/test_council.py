"""Councils and hours of advice on the pages everybody shares, in a person's data, and in the search."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from communities.actions.consultation_slot import book_slot
from communities.models import ConsultationSlot
from communities.panels.consultation_slot import give_back_hours, own_hours
from communities.panels.council import give_up_seats, meetings_between, own_seats
from communities.queries.council import councils_of
from portal.ui.search import find
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.consultation_slot import SlotFactory
from tests.factories.council import CouncilFactory, CouncilMemberFactory, called_meeting, held_meeting, published_meeting, written
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


def keys(now, **where) -> list[str]:
    today = now.date()
    entries = meetings_between(start=today, end=today + timedelta(days=30), **where)
    return [entry.key for entry in entries]


def test_the_calendar_has_the_meetings_of_a_place_and_of_a_community(now):
    place, community = NeighbourhoodFactory(), CommunityFactory()
    of_place = called_meeting(council=CouncilFactory(neighbourhoods=[place]))
    of_community = called_meeting(council=(council := CouncilFactory()))
    CouncilMemberFactory(council=council, community=community)

    assert keys(now, neighbourhood=place) == [f"communities.meeting-{of_place.pk}"]
    assert keys(now, community=community) == [f"communities.meeting-{of_community.pk}"]
    assert len(keys(now)) == 2


def test_coming_meetings_stand_among_what_one_can_take_part_in(client):
    meeting = called_meeting()

    assert meeting.get_absolute_url() in client.get(reverse("pages:hub")).text


@pytest.mark.rule("S4-139")
def test_of_several_councils_a_place_has_the_closest():
    place = NeighbourhoodFactory()
    CouncilFactory(neighbourhoods=[place, NeighbourhoodFactory()])
    own = CouncilFactory(neighbourhoods=[place])
    CouncilFactory(neighbourhoods=[place], is_public=False)

    assert councils_of(place).first() == own
    assert councils_of(NeighbourhoodFactory()).first() is None


def test_the_search_finds_decisions_once_they_are_published():
    written(held_meeting())
    assert not find("otro", AnonymousUser()).exists()

    published_meeting(council=CouncilFactory(members=2))
    assert find("otro", AnonymousUser()).get().kind == "meeting"


def test_a_person_reads_their_seats_and_gives_them_up_with_the_account(now):
    person = PersonFactory()
    seat = CouncilMemberFactory(email=person.email, name="Anna Ozola", publish_name=True)
    published_meeting(council=seat.council)

    ((_key, seats), (_answers, answers)) = own_seats(person)
    give_up_seats(person, check_only=False, now=now)

    seat.refresh_from_db()
    assert (seats[0]["name"], len(answers)) == ("Anna Ozola", 1)
    assert (seat.name, seat.publish_name, seat.until) == ("—", False, now.date())
    assert person.email not in seat.email
    assert seat.council.meetings.get().attended == 1


def test_a_person_reads_their_hours_and_sets_them_free_with_the_account(now):
    person = PersonFactory()
    slot = book_slot(slot=SlotFactory(), question="Kā rakstīt tāmi?", by=person, now=now)

    ((_key, hours),) = own_hours(person)
    give_back_hours(person, check_only=False, now=now)

    assert hours[0]["question"] == "Kā rakstīt tāmi?"
    assert list(ConsultationSlot.objects.free(now).filter(question="")) == [slot]
