from datetime import timedelta

import pytest

from participation.actions.registration import confirm_registration, erase_registration, sign_off
from participation.models import Forum, ForumRegistration
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.forums import come, come_as_guest, plan_with_places
from tests.factories.participation import plan
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


def states(forum) -> list[str]:
    return list(forum.registrations.order_by("pk").values_list("state", flat=True))


def test_a_signed_in_person_has_a_place_at_once_and_the_date_for_the_calendar():
    registration = come()

    letter = Message.objects.get()
    assert registration.state == "registered"
    assert (letter.email, letter.files.get().content_type) == (registration.email, "text/calendar")


def test_a_guest_has_a_place_once_the_link_is_opened_and_opening_it_again_changes_nothing(now):
    registration = come_as_guest()
    assert (registration.state, Message.objects.get().key) == ("unconfirmed", "participation.registration_confirm")

    for _again in range(2):
        registration = confirm_registration(registration=registration, now=now)

    assert registration.state == "registered"
    assert Message.objects.filter(key="participation.registration_received").count() == 1


def test_whoever_finds_no_room_waits_and_nobody_overtakes():
    forum = plan_with_places(capacity=3)

    come(forum, seats=2), come(forum, seats=2), come(forum, seats=1)

    assert states(forum) == ["registered", "waiting", "waiting"]


def test_a_freed_place_goes_to_the_next_who_waits(now):
    forum = plan_with_places(capacity=1)
    leaving, waiting = come(forum), come(forum)

    sign_off(registration=leaving, by=leaving.user, now=now)

    assert states(forum) == ["cancelled", "registered"]
    assert Message.objects.filter(key="participation.registration_moved_up", email=waiting.email).exists()


def test_a_guest_who_registers_again_gets_the_letter_again_and_takes_one_place(now):
    forum = plan_with_places()
    confirm_registration(registration=come_as_guest(forum), now=now)

    come_as_guest(forum, email="VIESIS@example.lv")

    assert forum.registrations.count() == 1
    assert Message.objects.filter(key="participation.registration_received").count() == 2


def test_a_person_registers_once():
    forum, person = plan_with_places(), PersonFactory()
    come(forum, by=person)

    with pytest.raises(StateConflict, match="jau esat pieteicies"):
        come(forum, by=person)


def test_more_people_than_places_are_refused_beside_the_field():
    with pytest.raises(InvalidInput) as refused:
        come(plan_with_places(capacity=2), seats=3)

    assert refused.value.field == "seats"


def test_nobody_registers_a_second_after_it_began(now):
    forum = plan_with_places()
    Forum.objects.update(held_at=now)

    with pytest.raises(DeadlinePassed, match="pieteikties vairs nevar"):
        come(forum, now=now)


def test_nobody_registers_where_nobody_needs_to():
    with pytest.raises(StateConflict, match="pieteikties nav vajadzīgs"):
        come(plan())


def test_a_link_opened_after_the_forum_began_gives_no_place(now):
    registration = come_as_guest()

    with pytest.raises(StateConflict, match="pieteikties vairs nevar"):
        confirm_registration(registration=registration, now=registration.forum.held_at)

    registration.refresh_from_db()
    assert registration.state == "unconfirmed"


def test_nobody_signs_off_from_what_has_begun(now):
    registration = come()

    with pytest.raises(StateConflict, match="atteikties vairs nevar"):
        sign_off(registration=registration, by=registration.user, now=registration.forum.held_at + timedelta(seconds=1))


def test_an_erased_registration_takes_its_letters_along(now):
    registration = come()

    erase_registration(registration=registration, now=now)

    assert not ForumRegistration.objects.exists()
    assert not Message.objects.exists()
