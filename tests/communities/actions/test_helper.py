from datetime import timedelta

import pytest

from communities.actions.helper import remove_task, thank_helpers, withdraw_help
from communities.models import Event, HelperTask
from communities.queries.event import names_of_helpers
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.communities import CommunityFactory
from tests.factories.event import EventFactory, call_for_help, held, help_with
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


def begun(task: HelperTask, now) -> HelperTask:
    Event.objects.filter(pk=task.event_id).update(starts_at=now - timedelta(hours=1))
    return task


def test_an_offer_reaches_the_leader_of_the_community():
    leader = PersonFactory()
    task = call_for_help(EventFactory(community=CommunityFactory(leader=leader)))

    offer = help_with(task)

    letter = Message.objects.get(key="communities.help_offered")
    assert letter.email == leader.email
    assert offer.user.email in letter.body


def test_an_offer_to_a_unit_reaches_its_officers():
    officer = OfficerFactory()
    event = EventFactory(community=None, unit=UnitFactory(members=[officer]))

    help_with(call_for_help(event))

    assert Message.objects.get().email == officer.email


def test_offering_twice_is_one_offer_with_the_latest_consent():
    task, person = call_for_help(EventFactory()), PersonFactory()
    help_with(task, by=person)

    help_with(task, by=person, publish_name=True)

    assert list(task.offers.values_list("publish_name", flat=True)) == [True]


def test_when_enough_are_found_the_next_is_told():
    task = call_for_help(EventFactory(), wanted=1)
    help_with(task)

    with pytest.raises(StateConflict, match="palīgu pietiek"):
        help_with(task)


def test_a_withdrawn_offer_frees_its_place_and_the_organiser_hears_of_it(now):
    task = call_for_help(EventFactory(community=CommunityFactory(leader=PersonFactory())), wanted=1)
    offer = help_with(task)

    withdraw_help(offer=offer, by=offer.user, now=now)
    withdraw_help(offer=offer, by=offer.user, now=now)

    assert Message.objects.filter(key="communities.help_withdrawn").count() == 1
    assert help_with(task).pk


def test_an_event_that_is_over_wants_no_helpers():
    event = held()

    with pytest.raises(StateConflict, match="palīgi vairs nav vajadzīgi"):
        call_for_help(event)


def test_nobody_offers_help_for_a_draft():
    with pytest.raises(StateConflict, match="palīgus vairs neuzņem"):
        help_with(call_for_help(EventFactory(draft=True)))


def test_a_task_somebody_offered_to_do_stays(now):
    wanted, unwanted = call_for_help(EventFactory()), call_for_help(EventFactory())
    help_with(wanted)

    remove_task(task=unwanted, by=None, now=now)
    with pytest.raises(StateConflict, match="Vispirms sazinieties"):
        remove_task(task=wanted, by=None, now=now)

    assert list(HelperTask.objects.all()) == [wanted]


def test_helpers_are_thanked_with_their_hours_and_named_only_if_they_agreed(now):
    task = call_for_help(EventFactory())
    named, unnamed = help_with(task, publish_name=True), help_with(task)

    thank_helpers(task=begun(task, now), hours=14, by=None, now=now)

    letters = Message.objects.filter(key="communities.helpers_thanked")
    assert {letter.email for letter in letters} == {named.user.email, unnamed.user.email}
    assert "14" in letters[0].body
    assert names_of_helpers(task.event) == {task.pk: [named.user.name]}


def test_helpers_are_thanked_once_after_the_beginning_and_only_if_there_are_any(now):
    task, empty = call_for_help(EventFactory()), call_for_help(EventFactory())
    help_with(task)

    with pytest.raises(StateConflict, match="kad pasākums būs sācies"):
        thank_helpers(task=task, hours=3, by=None, now=now)
    with pytest.raises(InvalidInput, match="cik stundu"):
        thank_helpers(task=begun(task, now), hours=0, by=None, now=now)
    thank_helpers(task=task, hours=3, by=None, now=now)
    with pytest.raises(StateConflict, match="jau ir pateikts"):
        thank_helpers(task=task, hours=5, by=None, now=now)
    with pytest.raises(StateConflict, match="neviens nav pieteicies"):
        thank_helpers(task=begun(empty, now), hours=3, by=None, now=now)
