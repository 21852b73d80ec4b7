from datetime import date

import pytest
from django.core.exceptions import ValidationError

from communities.enums import MemberRole
from participation.actions.announcement import send_announcement
from participation.models import Announcement
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message, Preference
from portal.ui.search import find
from tests.factories.communities import CommunityFactory, ContactPersonFactory, MembershipFactory, NeighbourhoodFactory
from tests.factories.forums import AnnouncementFactory
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def place():
    return NeighbourhoodFactory()


@pytest.fixture
def leader(place):
    person = PersonFactory()
    CommunityFactory(neighbourhoods=[place], leader=person, residents_united=140, residents_united_on=date(2026, 3, 1))
    return person


@pytest.fixture
def announcement(place):
    return AnnouncementFactory(neighbourhoods=[place])


def send(announcement, now) -> dict[str, str]:
    send_announcement(announcement=announcement, by=OfficerFactory(name="Anna Ozola"), now=now)
    return dict(Message.objects.values_list("email", "key"))


@pytest.mark.rule("S4-31", "S4-46", "S4-64")
def test_it_goes_to_leaders_and_contact_persons_of_the_place_without_their_following_anything(announcement, place, leader, now):
    contact = ContactPersonFactory(neighbourhood=place, user=OfficerFactory())
    CommunityFactory(leader=PersonFactory())

    assert send(announcement, now) == {
        leader.email: "participation.announcement",
        contact.user.email: "participation.announcement_on_duty",
    }


@pytest.mark.rule("S4-81")
def test_the_letter_is_signed_by_a_named_officer_with_the_post(announcement, leader, now):
    send(announcement, now)

    letter = Message.objects.get(email=leader.email)
    assert "Anna Ozola, Līdzdalības koordinators" in letter.body
    assert str(announcement.unit) in letter.body


@pytest.mark.rule("S4-87")
def test_what_is_sent_keeps_how_many_it_reaches(announcement, leader, now):
    send(announcement, now)

    announcement.refresh_from_db()
    assert (announcement.letters, announcement.reach) == (1, 140)


def test_a_leader_who_is_the_contact_person_as_well_has_one_letter(announcement, place, leader, now):
    ContactPersonFactory(neighbourhood=place, user=leader)

    assert send(announcement, now) == {leader.email: "participation.announcement_on_duty"}


def test_a_leader_may_refuse_them_and_a_contact_person_may_not(announcement, place, leader, now):
    contact = ContactPersonFactory(neighbourhood=place, user=OfficerFactory())
    for person in (leader, contact.user):
        Preference.objects.create(user=person, key="participation.announcement", frequency="never")

    assert set(send(announcement, now)) == {contact.user.email}


def test_it_is_never_sent_twice(announcement, leader, now):
    send(announcement, now)

    with pytest.raises(StateConflict):
        send(announcement, now)

    assert Message.objects.count() == 1


def test_a_draft_is_found_by_nobody_outside_and_what_is_sent_by_everybody(announcement, leader, now):
    assert not Announcement.objects.visible_to(leader).exists()

    send(announcement, now)

    assert Announcement.objects.visible_to(leader).get() == announcement
    assert find("talka", leader).exists()


def test_where_nobody_is_to_be_written_to_it_says_so(announcement, now):
    MembershipFactory(community=CommunityFactory(neighbourhoods=announcement.neighbourhoods.all()), role=MemberRole.MEMBER)

    with pytest.raises(InvalidInput, match="kam rakstīt"):
        send(announcement, now)


@pytest.mark.rule("S4-31")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Viens ir. Divi ir. Trīs ir. Četri ir.", "Teikumu skaits: 4"),
        ("Rinda\notra\ntrešā\nceturtā", "Teikumu skaits: 4"),
        ("a" * 401, "rakstzīmju skaits: 401"),
    ],
    ids=["four sentences", "four lines", "401 characters"],
)
def test_more_than_three_plain_sentences_are_refused(announcement, leader, now, text, said):
    Announcement.objects.update(text=text)

    with pytest.raises(ValidationError) as refused:
        send(announcement, now)

    assert said in refused.value.message_dict["text"][0]
    assert not Message.objects.exists()
