"""A forum from the invitation until it is held: who is told what, and what moves with it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from communities.models import ContactPerson
from participation.actions.answer import answer_now
from participation.actions.forum import (
    cancel_forum,
    change_places,
    close_forum,
    hand_in_notes,
    invite_to_forum,
    move_forum,
    tick_steps,
)
from participation.actions.registration import confirm_registration
from participation.actions.task import finish_task
from participation.enums import ForumState
from participation.models import Forum
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.models import Obligation
from tests.factories.communities import CommunityFactory, ContactPersonFactory, NeighbourhoodFactory
from tests.factories.files import stored_file
from tests.factories.forums import MINUTES, agree, come, come_as_guest, plan_with_places
from tests.factories.participation import ANSWER, plan, propose
from tests.factories.portal import OfficerFactory, PersonFactory, SubscriptionFactory

pytestmark = pytest.mark.usefixtures("municipality")
REASON = "Skolā tajā dienā notiek olimpiāde."


def readers(key: str) -> set[str]:
    return set(Message.objects.filter(key=f"participation.{key}").values_list("email", flat=True))


@pytest.fixture
def place():
    return NeighbourhoodFactory()


@pytest.fixture
def leader(place):
    person = PersonFactory()
    CommunityFactory(neighbourhoods=[place], leader=person)
    return person


@pytest.fixture
def forum(place):
    return plan(neighbourhood=place)


@pytest.mark.rule("S4-46", "S4-81")
def test_the_communities_and_contact_persons_of_the_place_are_invited_in_person(forum, place, leader, now):
    contact = ContactPersonFactory(neighbourhood=place, user=OfficerFactory())
    CommunityFactory(leader=PersonFactory())

    invite_to_forum(forum=forum, by=OfficerFactory(), now=now)

    assert readers("forum_invited") == {leader.email, contact.user.email}
    letter = Message.objects.get(email=leader.email)
    assert forum.place in letter.body
    assert [file.content_type for file in letter.files.all()] == ["text/calendar"]


def test_neighbours_who_hold_it_together_are_invited_too(forum, now):
    neighbour, person = NeighbourhoodFactory(), PersonFactory()
    CommunityFactory(neighbourhoods=[neighbour], leader=person)
    forum.neighbours.add(neighbour)

    invite_to_forum(forum=forum, by=OfficerFactory(), now=now)

    assert readers("forum_invited") == {person.email}


def test_followers_hear_of_the_forum_and_who_was_invited_hears_once(forum, place, leader, now):
    follower = SubscriptionFactory(target=place)
    SubscriptionFactory(target=place, user=leader, email=leader.email)

    invite_to_forum(forum=forum, by=OfficerFactory(), now=now)

    assert readers("forum_announced") == {follower.email}
    assert Message.objects.filter(email=leader.email).count() == 1


def test_whoever_follows_a_forum_hears_that_it_is_moved_held_and_what_came_of_it(forum, now):
    follower = SubscriptionFactory(target=forum)
    later = now + timedelta(days=9)
    move_forum(forum=forum, held_at=later, place="Skola", reason=REASON, by=OfficerFactory(), now=now)
    held_at = later + timedelta(hours=2)
    close_forum(forum=forum, attendance=9, minutes=MINUTES, lessons="Jāsāk vēlāk.", ten_steps=[], by=None, now=held_at)
    answer_now(question=propose(forum, now=held_at), by=OfficerFactory(), now=held_at, **ANSWER)
    task = agree(source=forum, now=held_at)
    finish_task(task=task, result="Trase ir apskatīta kopā ar kaimiņiem.", by=OfficerFactory(), now=held_at)

    for key in ("forum_moved", "forum_closed", "forum_proposal_answered", "task_done"):
        assert readers(key) == {follower.email}, key
    assert not Message.objects.filter(email=follower.email, category="news", subscription=None).exists(), "one click stops it"


def test_whoever_follows_a_cancelled_forum_is_told_why(forum, now):
    follower = SubscriptionFactory(target=forum)

    cancel_forum(forum=forum, reason=REASON, by=OfficerFactory(), now=now)

    assert readers("forum_cancelled") == {follower.email}


def test_the_invitation_says_where_to_read_what_became_of_the_last_forum(forum, leader, now):
    last = plan(neighbourhood=forum.neighbourhood, held_at=now - timedelta(days=300))
    agree(source=last)
    close_forum(forum=last, attendance=9, minutes=MINUTES, lessons="Jāsāk vēlāk.", ten_steps=[], by=None, now=now)

    invite_to_forum(forum=forum, by=OfficerFactory(), now=now)

    assert "iepriekšējā forumā solīto" in Message.objects.get(key="participation.forum_invited").body


def test_nobody_is_invited_twice(forum, leader, now):
    invite_to_forum(forum=forum, by=OfficerFactory(), now=now)

    with pytest.raises(StateConflict, match="jau ir nosūtīts"):
        invite_to_forum(forum=forum, by=OfficerFactory(), now=now)

    assert Message.objects.filter(email=leader.email).count() == 1


def test_nobody_is_invited_to_what_has_begun(now):
    with pytest.raises(StateConflict, match="sācies, beidzies vai atcelts"):
        invite_to_forum(forum=plan(held_at=now), by=OfficerFactory(), now=now)


def test_the_term_of_the_minutes_moves_along_with_the_forum(now, time_machine):
    time_machine.move_to(datetime(2026, 11, 2, 9, 0, tzinfo=ZoneInfo("Europe/Riga")), tick=False)
    forum = plan(held_at=datetime(2026, 11, 25, 18, 0, tzinfo=ZoneInfo("Europe/Riga")))

    move_forum(
        forum=forum, held_at=datetime(2026, 11, 7, 11, 0, tzinfo=ZoneInfo("Europe/Riga")), place="Skola", reason=REASON,
        by=OfficerFactory(), now=datetime(2026, 11, 2, 10, 0, tzinfo=ZoneInfo("Europe/Riga")),
    )  # fmt: skip

    promise = Obligation.objects.about(forum).get()
    assert (promise.received_on, promise.due_on) == (date(2026, 11, 7), date(2026, 11, 23))
    assert promise.first_due_at == promise.due_at


def test_those_invited_and_those_registered_learn_once_why_it_is_moved(place, leader, now):
    forum = plan_with_places(neighbourhood=place)
    guest = come(forum)
    come(forum, by=leader)
    invite_to_forum(forum=forum, by=OfficerFactory(), now=now)
    ContactPersonFactory(neighbourhood=place, user=OfficerFactory())

    move_forum(forum=forum, held_at=now + timedelta(days=30), place="Skola", reason=REASON, by=OfficerFactory(), now=now)

    contact = ContactPerson.objects.get()
    assert readers("registration_forum_moved") == {guest.email, leader.email}
    assert readers("forum_moved") == {contact.user.email}
    assert all(REASON in letter.body for letter in Message.objects.filter(key__contains="moved"))
    assert all(letter.files.exists() for letter in Message.objects.filter(key__contains="moved"))


def test_who_registered_reads_once_what_came_of_the_forum(place, leader, now):
    forum = plan_with_places(neighbourhood=place)
    guest = confirm_registration(registration=come_as_guest(forum), now=now)
    come(forum, by=leader)
    Forum.objects.update(held_at=now - timedelta(days=1))

    close_forum(forum=forum, attendance=34, minutes=MINUTES, lessons="Jāsāk vēlāk.", ten_steps=[], by=None, now=now)

    assert readers("registration_minutes") == {guest.email, leader.email}
    assert readers("forum_closed") == set()
    assert f"/lidzdaliba/forumi/{forum.slug}/" in Message.objects.get(email=guest.email, key__contains="minutes").body


def test_a_forum_nobody_was_invited_to_is_moved_quietly(forum, leader, now):
    move_forum(forum=forum, held_at=now + timedelta(days=30), place="Skola", reason=REASON, by=OfficerFactory(), now=now)

    assert not Message.objects.filter(email=leader.email).exists()


@pytest.mark.parametrize(
    ("days", "reason", "field"), [(-1, REASON, "held_at"), (30, " - ", "reason")], ids=["a day that has passed", "no reason"]
)
def test_a_move_without_sense_is_refused(forum, now, days, reason, field):
    with pytest.raises(InvalidInput) as refused:
        move_forum(forum=forum, held_at=now + timedelta(days=days), place="Skola", reason=reason, by=OfficerFactory(), now=now)

    assert refused.value.field == field
    assert Forum.objects.get().moved_from is None


def test_a_cancelled_forum_owes_no_minutes_and_everybody_knows_why(place, leader, now):
    forum = plan_with_places(neighbourhood=place)
    guest = come(forum)
    invite_to_forum(forum=forum, by=OfficerFactory(), now=now)

    cancel_forum(forum=forum, reason=REASON, by=OfficerFactory(), now=now)

    forum.refresh_from_db()
    assert (forum.state, forum.cancel_reason) == (ForumState.CANCELLED, REASON)
    assert not Obligation.objects.open().exists()
    assert (readers("registration_forum_cancelled"), readers("forum_cancelled")) == ({guest.email}, {leader.email})
    assert not Forum.objects.held().exists()


def test_a_forum_is_not_cancelled_without_a_reason(forum, now):
    with pytest.raises(InvalidInput) as refused:
        cancel_forum(forum=forum, reason="Nē", by=OfficerFactory(), now=now)

    assert refused.value.field == "reason"


def test_more_places_go_to_those_who_wait(now):
    forum = plan_with_places(capacity=1)
    come(forum)
    waiting = come(forum)

    change_places(forum=forum, takes_registrations=True, capacity=2, by=OfficerFactory(), now=now)

    waiting.refresh_from_db()
    assert waiting.state == "registered"
    assert readers("registration_moved_up") == {waiting.email}


def test_there_are_never_fewer_places_than_are_taken(now):
    forum = plan_with_places(capacity=5)
    come(forum, seats=3)

    with pytest.raises(InvalidInput) as refused:
        change_places(forum=forum, takes_registrations=True, capacity=2, by=OfficerFactory(), now=now)

    assert refused.value.field == "capacity"


@pytest.mark.rule("S0-17b")
def test_the_ten_steps_are_ticked_with_a_word_on_how(forum, now):
    tick_steps(forum=forum, ten_steps=[8, 1, 1], notes={1: "Veikalā un skolā.", 2: ""}, by=OfficerFactory(), now=now)

    forum.refresh_from_db()
    assert (forum.ten_steps, forum.step_notes) == ([1, 8], {"1": "Veikalā un skolā."})


@pytest.fixture
def held(place, now):
    return plan(neighbourhood=place, held_at=now - timedelta(hours=3))


@pytest.mark.rule("S4-65")
def test_a_photo_of_the_flipchart_is_enough_from_volunteers(held, leader, now):
    community = held.neighbourhood.communities.get()

    hand_in_notes(forum=held, community=community, text="", photo=stored_file(), by=leader, now=now)

    assert held.notes.get().community == community
    assert readers("forum_notes") == {held.unit.email}
    assert Obligation.objects.about(held).open().exists(), "the minutes are still the municipality's to make"


def test_notes_handed_in_again_replace_what_was_there(held, leader, now):
    community = held.neighbourhood.communities.get()

    for text in ("Runāja par ceļu.", "Runāja par ceļu un upi."):
        hand_in_notes(forum=held, community=community, text=text, photo=None, by=leader, now=now)

    assert held.notes.get().text == "Runāja par ceļu un upi."
    assert Message.objects.filter(key="participation.forum_notes").count() == 1


def test_empty_notes_are_refused(held, leader, now):
    with pytest.raises(InvalidInput, match="tāfeles lapas fotogrāfiju") as refused:
        hand_in_notes(forum=held, community=held.neighbourhood.communities.get(), text=" \n", photo=None, by=leader, now=now)

    assert refused.value.field == "text"


def test_nobody_hands_in_notes_before_the_forum(forum, leader, now):
    with pytest.raises(StateConflict, match="vēl nav noti"):
        hand_in_notes(
            forum=forum, community=forum.neighbourhood.communities.get(), text="Runāja.", photo=None, by=leader, now=now
        )
