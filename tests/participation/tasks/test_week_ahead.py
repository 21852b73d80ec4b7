"""On Monday morning: what closes and takes place within the week, one letter a reader."""

from datetime import timedelta

import pytest

from communities.enums import MemberRole
from participation.tasks.week_ahead import tell_the_week_ahead
from portal.notifications.actions import follow
from portal.notifications.digests import send_digests
from portal.notifications.models import Message
from tests.factories.communities import CommunityFactory, ContactPersonFactory, MembershipFactory, NeighbourhoodFactory
from tests.factories.participation import ConsultationFactory
from tests.factories.portal import PersonFactory
from tests.portal.instants import riga

MONDAY = riga(2026, 11, 23, 6)
pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S4-64")]


@pytest.fixture(autouse=True)
def _monday(time_machine, municipality):
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def place():
    return NeighbourhoodFactory(name="Mežinieku apkaime")


def closing(place, days: int, **details):
    return ConsultationFactory(
        neighbourhoods=[place], opens_at=MONDAY - timedelta(days=20), closes_at=MONDAY + timedelta(days=days), **details
    )


def week_letters():
    return Message.objects.filter(key="participation.week_ahead")


def test_followers_contact_persons_and_leaders_hear_what_closes_within_the_week(place):
    closing(place, 3, title="Skolas iela")
    closing(place, 9, title="Vēl tālu")
    follower, contact, leader = PersonFactory(), PersonFactory(), PersonFactory()
    follow(target=place, email=follower.email, language="lv", by=follower, now=MONDAY)
    ContactPersonFactory(neighbourhood=place, user=contact)
    MembershipFactory(community=CommunityFactory(neighbourhoods=[place]), user=leader, role=MemberRole.LEADER)

    tell_the_week_ahead.apply(throw=True)

    assert set(week_letters().values_list("email", flat=True)) == {follower.email, contact.email, leader.email}
    body = week_letters().first().body
    assert "Skolas iela" in body
    assert "Vēl tālu" not in body


def test_who_follows_two_neighbourhoods_gets_one_letter_with_both(place):
    other, reader = NeighbourhoodFactory(), PersonFactory()
    closing(place, 2, title="Skolas iela")
    closing(other, 3, title="Parka iela")
    for one in (place, other):
        follow(target=one, email=reader.email, language="lv", by=reader, now=MONDAY)

    tell_the_week_ahead.apply(throw=True)

    letter = week_letters().get()
    assert "Skolas iela" in letter.body
    assert "Parka iela" in letter.body


def test_run_twice_it_is_written_once(place):
    closing(place, 2)
    reader = PersonFactory()
    follow(target=place, email=reader.email, language="lv", by=reader, now=MONDAY)

    tell_the_week_ahead.apply(throw=True)
    tell_the_week_ahead.apply(throw=True)

    assert week_letters().count() == 1


def test_where_nothing_is_near_nobody_is_written_to(place):
    closing(NeighbourhoodFactory(), 2)
    reader = PersonFactory()
    follow(target=place, email=reader.email, language="lv", by=reader, now=MONDAY)

    tell_the_week_ahead.apply(throw=True)

    assert not week_letters().exists()


def test_on_other_days_it_is_silent(place, time_machine):
    closing(place, 3)
    reader = PersonFactory()
    follow(target=place, email=reader.email, language="lv", by=reader, now=MONDAY)
    time_machine.move_to(MONDAY + timedelta(days=1), tick=False)

    tell_the_week_ahead.apply(throw=True)

    assert not week_letters().exists()


def test_the_weekly_digest_of_the_same_morning_carries_the_whole_text(place):
    closing(place, 3, title="Skolas iela")
    reader = PersonFactory()
    follow(target=place, email=reader.email, language="lv", by=reader, now=MONDAY)
    tell_the_week_ahead.apply(throw=True)

    send_digests(riga(2026, 11, 23, 8))

    digest = Message.objects.get(key="notifications.digest", email=reader.email)
    assert "Skolas iela" in digest.body
    assert digest.created_at.date() == MONDAY.date()
