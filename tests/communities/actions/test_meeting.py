"""A council's meeting from planning to published minutes."""

from datetime import timedelta

import pytest

from communities.actions.meeting import (
    add_paper,
    answer_invitation,
    call_meeting,
    call_off_meeting,
    hold_meeting,
    move_meeting,
    plan_meeting,
    publish_minutes,
    remove_paper,
)
from communities.enums import Attendance, MeetingState, Promise
from communities.models import Meeting, MeetingPaper
from portal.audit.actions import Guest
from portal.documents.models import Document
from portal.errors import InvalidInput, StateConflict
from portal.files.actions import read
from portal.files.models import File
from portal.notifications.models import Message
from portal.obligations.models import Obligation
from tests.factories.communities import CommunityFactory, NeighbourhoodFactory
from tests.factories.council import (
    CouncilFactory,
    CouncilMemberFactory,
    MeetingFactory,
    called_meeting,
    held_meeting,
    published_meeting,
    written,
)
from tests.factories.files import stored_file
from tests.factories.portal import PersonFactory, SubscriptionFactory

pytestmark = pytest.mark.usefixtures("municipality")


def written_to(key: str) -> set[str]:
    return set(Message.objects.filter(key=key).values_list("email", flat=True))


def test_meetings_of_a_council_are_numbered_one_after_the_other(now):
    council = CouncilFactory()

    numbers = [
        plan_meeting(council=council, starts_at=now + timedelta(days=day), place="Skola", by=None, now=now).number
        for day in (7, 14)
    ]

    assert numbers == [1, 2]
    assert not Message.objects.exists()


@pytest.mark.rule("S4-61")
def test_every_present_member_is_invited_with_the_date_for_the_calendar(now):
    council = CouncilFactory(members=2)
    CouncilMemberFactory(council=council, until=now.date() - timedelta(days=1))

    meeting = called_meeting(council=council)

    members = {member.email for member in council.members.filter(until=None)}
    assert written_to("communities.meeting_called") == members
    letter = Message.objects.first()
    assert "1. Par gājēju ceļu" in letter.body
    assert f"DTSTART:{meeting.starts_at:%Y%m%dT%H%M%SZ}" in read(letter.files.get()).decode()


def test_a_meeting_without_an_agenda_is_not_called(now):
    with pytest.raises(InvalidInput, match="darba kārtību"):
        call_meeting(meeting=MeetingFactory(agenda=[]), by=None, now=now)


def test_a_meeting_is_not_called_for_an_hour_that_has_passed(now):
    with pytest.raises(InvalidInput, match="pagājis"):
        call_meeting(meeting=MeetingFactory(starts_at=now), by=None, now=now)


def test_a_moved_meeting_asks_everybody_again(now):
    meeting = called_meeting()
    answer_invitation(invitation=meeting.invitations.first(), answer=Attendance.COMING, by=Guest(), now=now)

    move_meeting(meeting=meeting, starts_at=meeting.starts_at + timedelta(days=1), place="Skola", by=None, now=now)

    assert not meeting.invitations.exclude(answer="").exists()
    assert len(written_to("communities.meeting_moved")) == 3
    assert "Skola" in Message.objects.filter(key="communities.meeting_moved").first().body


def test_whoever_was_invited_reads_why_the_meeting_is_called_off(now):
    meeting = called_meeting()

    call_off_meeting(meeting=meeting, reason="Tautas namā nav apkures.", by=None, now=now)

    letter = Message.objects.filter(key="communities.meeting_called_off").first()
    assert "Tautas namā nav apkures." in letter.body
    assert "STATUS:CANCELLED" in read(letter.files.get()).decode()


def test_a_meeting_is_called_off_with_a_reason_only(now):
    with pytest.raises(InvalidInput, match="kāpēc"):
        call_off_meeting(meeting=called_meeting(), reason="  ", by=None, now=now)


def test_a_plan_that_nobody_was_told_of_is_dropped_in_silence(now):
    call_off_meeting(meeting=MeetingFactory(), reason="Nav kvoruma.", by=None, now=now)

    assert not Message.objects.exists()


def test_an_answer_may_change_until_the_meeting_begins(now):
    meeting = called_meeting()
    invitation = meeting.invitations.first()
    for answer in (Attendance.COMING, Attendance.AWAY):
        invitation = answer_invitation(invitation=invitation, answer=answer, by=Guest(), now=now)

    assert invitation.answer == Attendance.AWAY
    with pytest.raises(StateConflict, match="jau ir sākusies"):
        answer_invitation(invitation=invitation, answer=Attendance.COMING, by=Guest(), now=meeting.starts_at)


def test_a_meeting_called_off_needs_no_answer(now):
    meeting = called_meeting()
    call_off_meeting(meeting=meeting, reason="Nav apkures.", by=None, now=now)

    with pytest.raises(StateConflict, match="atcelta"):
        answer_invitation(invitation=meeting.invitations.first(), answer=Attendance.COMING, by=Guest(), now=now)


def test_minutes_are_promised_once_the_meeting_was_held():
    meeting = held_meeting()

    promise = Obligation.objects.get(kind=Promise.MEETING_MINUTES)
    assert (meeting.attended, meeting.guests) == (3, 4)
    assert promise.holder == meeting.council.unit
    assert promise.received_at == meeting.starts_at


def test_a_meeting_is_not_held_before_it_begins(now):
    meeting = called_meeting()

    with pytest.raises(StateConflict, match="vēl nav notikusi"):
        hold_meeting(meeting=meeting, present=[], guests=0, by=None, now=now)


def test_nobody_without_a_seat_counts_as_present(now):
    with pytest.raises(InvalidInput, match="padomes locekļus"):
        held_meeting(present=[CouncilMemberFactory()])


def test_more_votes_than_members_are_refused():
    meeting = held_meeting()

    with pytest.raises(InvalidInput, match=r"1\. jautājums.*balsu: 4.*locekļu: 3"):
        written(meeting, votes_for=2, votes_against=1, abstained=1)


def test_minutes_are_not_written_before_the_meeting():
    with pytest.raises(StateConflict, match="Protokolu raksta pēc sēdes"):
        written(called_meeting())


def test_minutes_with_a_silent_question_are_not_published(now):
    meeting = written(held_meeting(agenda=["Par ceļu", "Par svētkiem"]), discussion="", decision="")

    with pytest.raises(InvalidInput, match="1, 2"):
        publish_minutes(meeting=meeting, by=None, now=now)


def test_publishing_keeps_the_promise_and_prints_the_minutes():
    meeting = published_meeting()

    assert not Obligation.objects.open().exists()
    assert Document.objects.latest_of("communities.meeting_minutes", meeting).version == 1


@pytest.mark.rule("S4-61")
def test_followers_and_absent_members_read_what_was_decided():
    place = NeighbourhoodFactory()
    SubscriptionFactory(target=place, email="sekotajs@example.lv")
    leader = PersonFactory(email="lideris@example.lv")
    council = CouncilFactory(neighbourhoods=[place])
    there = CouncilMemberFactory(council=council)
    away = CouncilMemberFactory(council=council, community=CommunityFactory(leader=leader))

    published_meeting(council=council, present=[there])

    assert written_to("communities.meeting_result") == {"sekotajs@example.lv"}
    assert written_to("communities.meeting_missed") == {away.email, "lideris@example.lv"}
    assert "Atbalstīt otro." in Message.objects.filter(key="communities.meeting_missed").first().body


def test_published_minutes_stay_as_they_are():
    with pytest.raises(StateConflict):
        written(published_meeting())


def test_a_removed_paper_takes_its_file_along(now):
    meeting = called_meeting()
    paper = add_paper(meeting=meeting, title="Karte", file=stored_file(), is_public=True, by=None, now=now)

    remove_paper(paper=paper, by=None, now=now)

    assert not MeetingPaper.objects.exists()
    assert File.objects.get(pk=paper.file_id).erased_at


def test_a_paper_sent_again_is_there_once_and_for_other_readers_it_is_another(now):
    facts = {"meeting": called_meeting(), "title": "Karte", "by": None, "now": now}

    papers = [add_paper(file=stored_file(), is_public=is_public, **facts) for is_public in (True, True, False)]

    assert papers[0] == papers[1] != papers[2]
    assert MeetingPaper.objects.count() == 2


def test_a_closed_meeting_takes_no_more_papers(now):
    with pytest.raises(StateConflict, match="slēgta"):
        add_paper(meeting=published_meeting(), title="Karte", file=stored_file(), is_public=True, by=None, now=now)


def test_a_member_with_an_account_is_written_to_in_its_language(now):
    council = CouncilFactory()
    PersonFactory(email="anna@example.lv", language="en")
    CouncilMemberFactory(council=council, email="Anna@example.lv")

    called_meeting(council=council)

    assert Message.objects.get().language == "en"
    assert Meeting.objects.get().state == MeetingState.CALLED
