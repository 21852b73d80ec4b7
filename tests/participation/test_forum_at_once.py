"""The last place at a forum, wanted by two at the same moment; and two officers with the same button."""

import pytest

from participation.actions.announcement import send_announcement
from participation.actions.forum import invite_to_forum
from participation.actions.registration import confirm_registration
from participation.actions.task import finish_task
from portal.notifications.models import Message
from tests.at_once import at_once
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.forums import AnnouncementFactory, agree, come, come_as_guest, plan_with_places
from tests.factories.participation import plan
from tests.factories.portal import MunicipalityFactory, OfficerFactory, PersonFactory


@pytest.fixture(autouse=True)
def _portal(committed):
    MunicipalityFactory()


def test_of_two_at_once_on_the_last_place_one_has_it_and_the_other_waits_and_both_are_told():
    forum, people = plan_with_places(capacity=1), [PersonFactory(), PersonFactory()]

    at_once(*(lambda person=person: come(forum, by=person) for person in people))

    assert sorted(forum.registrations.values_list("state", flat=True)) == ["registered", "waiting"]
    assert set(Message.objects.values_list("email", flat=True)) == {person.email for person in people}


def test_the_same_link_opened_twice_at_once_takes_one_place(now):
    guest = come_as_guest(plan_with_places())

    at_once(*[lambda: confirm_registration(registration=guest, now=now)] * 3)

    assert Message.objects.filter(key="participation.registration_received").count() == 1


def test_two_officers_who_invite_or_announce_at_once_write_one_letter(now):
    place, officers = NeighbourhoodFactory(), [OfficerFactory(), OfficerFactory()]
    CommunityFactory(neighbourhoods=[place], leader=PersonFactory())
    forum, announcement = plan(neighbourhood=place), AnnouncementFactory(neighbourhoods=[place])

    at_once(*(lambda one=one: invite_to_forum(forum=forum, by=one, now=now) for one in officers))
    at_once(*(lambda one=one: send_announcement(announcement=announcement, by=one, now=now) for one in officers))

    keys = list(Message.objects.order_by("key").values_list("key", flat=True))
    assert keys == ["participation.announcement", "participation.forum_invited"]


def test_a_task_finished_twice_at_once_is_done_once(now):
    task = agree()

    told = at_once(
        lambda: finish_task(task=task, result="Trase ir apskatīta.", by=None, now=now),
        lambda: finish_task(task=task, result="Skice ir uzzīmēta.", by=None, now=now),
    )

    assert sorted(map(bool, told)) == [False, True]
