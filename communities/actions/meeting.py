from collections.abc import Collection
from datetime import datetime
from typing import TypedDict

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from communities.actions.calendar_file import calendar_file
from communities.enums import Attendance, MeetingState, Promise
from communities.models import AgendaItem, Council, CouncilMember, Meeting, MeetingInvitation, MeetingPaper
from communities.queries.meeting import meeting_entry
from communities.workflow import MEETING
from portal.audit.actions import action, record
from portal.documents.actions import request_document
from portal.errors import InvalidInput, StateConflict
from portal.files.actions import erase, sent_before
from portal.files.models import File
from portal.notifications.actions import notify
from portal.obligations.actions import fulfil_obligation, open_obligation
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index
from portal.ui.visibility import Visibility


class Minute(TypedDict):
    """What the minutes hold on one question. Votes are None where it was not voted on."""

    discussion: str
    decision: str
    votes_for: int | None
    votes_against: int | None
    abstained: int | None


@action("communities.meeting.planned")
def plan_meeting(*, council: Council, starts_at: datetime, place: str, by, now: datetime, online_link: str = "") -> Meeting:
    """Begin to prepare a meeting; nobody is told yet. Meetings of a council are numbered in the order of planning."""
    council = Council.objects.lock(council.pk)
    last = council.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting(council=council, number=last + 1, starts_at=starts_at, place=place, online_link=online_link)
    meeting.full_clean()
    meeting.save()
    record(target=meeting, starts_at=starts_at)
    return meeting


@action("communities.meeting.paper_added")
def add_paper(*, meeting: Meeting, title: str, file: File, is_public: bool, by, now: datetime) -> MeetingPaper:
    """Attach a paper, for everybody or for the council's members alone, until the minutes are published. The same
    file for the same readers under the same title again is the one that is there."""
    meeting = Meeting.objects.lock(meeting.pk)
    _require_open(meeting)
    if there := sent_before(meeting.papers.filter(title=title, is_public=is_public), file):
        return there
    paper = meeting.papers.create(title=title, file=file, is_public=is_public)
    record(target=meeting, title=title, is_public=is_public)
    return paper


@action("communities.meeting.paper_removed")
def remove_paper(*, paper: MeetingPaper, by, now: datetime) -> None:
    """Take a paper off the meeting; its file is erased."""
    meeting = Meeting.objects.lock(paper.meeting_id)
    _require_open(meeting)
    title, file = paper.title, paper.file
    paper.delete()
    erase(file, now=now)
    record(target=meeting, title=title)


def _require_open(meeting: Meeting) -> None:
    if meeting.state in (MeetingState.PUBLISHED, MeetingState.CANCELLED):
        raise StateConflict(_("The meeting is closed, so its papers stay as they are."))


@action("communities.meeting.called")
def call_meeting(*, meeting: Meeting, by, now: datetime) -> Meeting:
    """Announce the meeting and invite every present member by e-mail.

    Raises ``InvalidInput`` without an agenda and for an hour that has passed.
    """
    meeting = Meeting.objects.lock(meeting.pk)
    MEETING.check(meeting.state, MeetingState.CALLED)
    _require_coming(meeting.starts_at, now)
    if not meeting.agenda.exists():
        raise InvalidInput(_("Write the agenda first: the members must know what is decided."))
    meeting.state, meeting.called_at = MeetingState.CALLED, now
    meeting.save(update_fields=["state", "called_at", "updated_at"])
    for member in _members_at(meeting):
        MeetingInvitation.objects.get_or_create(meeting=meeting, member=member)
    record(target=meeting, invited=meeting.invitations.count())
    _tell_invited("communities.meeting_called", meeting, now)
    index(meeting)
    return meeting


@action("communities.meeting.moved")
def move_meeting(*, meeting: Meeting, starts_at: datetime, place: str, by, now: datetime, online_link: str = "") -> Meeting:
    """Another hour or place for a called meeting. The members are asked again: their answers were to the old one."""
    meeting = Meeting.objects.lock(meeting.pk)
    if meeting.state != MeetingState.CALLED:
        raise StateConflict(_("Only a meeting that is called can be moved."))
    _require_coming(starts_at, now)
    before = meeting.starts_at
    meeting.starts_at, meeting.place, meeting.online_link = starts_at, place, online_link
    meeting.save(update_fields=["starts_at", "place", "online_link", "updated_at"])
    for member in _members_at(meeting):
        MeetingInvitation.objects.get_or_create(meeting=meeting, member=member)
    meeting.invitations.update(answer="", answered_at=None)
    record(target=meeting, before=before, after=starts_at)
    _tell_invited("communities.meeting_moved", meeting, now)
    index(meeting)
    return meeting


@action("communities.meeting.called_off")
def call_off_meeting(*, meeting: Meeting, reason: str, by, now: datetime) -> Meeting:
    """It does not take place; whoever was invited is told why."""
    meeting = Meeting.objects.lock(meeting.pk)
    MEETING.check(meeting.state, MeetingState.CANCELLED)
    if not reason.strip():
        raise InvalidInput(_("Say why the meeting is called off: the members read it."), field="reason")
    meeting.state, meeting.cancel_reason = MeetingState.CANCELLED, reason.strip()
    meeting.save(update_fields=["state", "cancel_reason", "updated_at"])
    record(target=meeting)
    _tell_invited("communities.meeting_called_off", meeting, now)
    index(meeting)
    return meeting


@action("communities.meeting.answered")
def answer_invitation(*, invitation: MeetingInvitation, answer: str, by, now: datetime) -> MeetingInvitation:
    """A member says whether to expect them, and may say otherwise until the meeting begins."""
    meeting = Meeting.objects.lock(invitation.meeting_id)
    if meeting.state == MeetingState.CANCELLED:
        raise StateConflict(_("The meeting is called off, so no answer is needed."))
    if meeting.state != MeetingState.CALLED or meeting.starts_at <= now:
        raise StateConflict(_("The meeting has begun; answers are no longer taken."))
    if answer not in Attendance.values:
        raise InvalidInput(_("Choose one of the answers."), field="answer")
    invitation = MeetingInvitation.objects.lock(invitation.pk)
    invitation.answer, invitation.answered_at = answer, now
    invitation.save(update_fields=["answer", "answered_at", "updated_at"])
    record(target=meeting, answer=answer)
    return invitation


@action("communities.meeting.held")
def hold_meeting(*, meeting: Meeting, present: Collection[CouncilMember], guests: int, by, now: datetime) -> Meeting:
    """It took place: who of the members was there, and how many guests. The clock of the minutes starts.

    Raises ``StateConflict`` before the meeting begins, ``InvalidInput`` for somebody who holds no seat.
    """
    meeting = Meeting.objects.lock(meeting.pk)
    MEETING.check(meeting.state, MeetingState.HELD)
    if now < meeting.starts_at:
        raise StateConflict(_("The meeting has not taken place yet."))
    members = _members_at(meeting)
    if set(present) - set(members):
        raise InvalidInput(_("Only members of the council count as present; note the others as guests."), field="present")
    for member in members:
        there = {"was_present": member in present}
        MeetingInvitation.objects.update_or_create(meeting=meeting, member=member, defaults=there)
    meeting.state, meeting.attended, meeting.guests = MeetingState.HELD, len(set(present)), guests
    meeting.save(update_fields=["state", "attended", "guests", "updated_at"])
    record(target=meeting, attended=meeting.attended, guests=guests)
    open_obligation(
        kind=Promise.MEETING_MINUTES,
        subject=meeting,
        holder=meeting.council.unit,
        received_at=meeting.starts_at,
        label=str(meeting),
        address=plain_path(meeting),
        staff_address=plain_reverse("admin:communities_meeting_change", meeting.pk),
        visibility=Visibility.PUBLIC if meeting.council.is_public else Visibility.STAFF,
    )
    index(meeting)
    return meeting


@action("communities.meeting.minutes_written")
def write_minutes(*, meeting: Meeting, summary: str, minutes: dict[int, Minute], by, now: datetime) -> Meeting:
    """Keep the draft of the minutes: the course of the meeting, and for each question (by its key) what was said and
    decided. Raises ``InvalidInput`` for more votes than there were members."""
    meeting = Meeting.objects.lock(meeting.pk)
    if meeting.state != MeetingState.HELD:
        raise StateConflict(_("Minutes are written after the meeting and before they are published."))
    items = {item.pk: item for item in meeting.agenda.all()}
    for pk, minute in minutes.items():
        for name, value in minute.items():
            setattr(items[pk], name, value)
        _check_votes(items[pk], meeting.attended)
    AgendaItem.objects.bulk_update(items.values(), list(Minute.__annotations__))
    meeting.summary = summary
    meeting.save(update_fields=["summary", "updated_at"])
    record(target=meeting)
    return meeting


def _check_votes(item: AgendaItem, attended: int) -> None:
    votes = sum(number or 0 for number in (item.votes_for, item.votes_against, item.abstained))
    if votes > attended:
        raise InvalidInput(
            _("Question %(number)s: %(votes)s votes, but only %(attended)s members were present.")
            % {"number": item.position, "votes": votes, "attended": attended}
        )


@action("communities.meeting.minutes_published")
def publish_minutes(*, meeting: Meeting, by, now: datetime) -> Meeting:
    """Everybody reads the minutes; the followers of the places concerned and the members who were away hear of it
    (S4-61). Raises ``InvalidInput`` while a question has nothing written about it."""
    meeting = Meeting.objects.lock(meeting.pk)
    MEETING.check(meeting.state, MeetingState.PUBLISHED)
    silent = meeting.agenda.filter(discussion="", decision="").values_list("position", flat=True)
    if silent:
        raise InvalidInput(
            _("Nothing is written yet about these questions of the agenda: %(numbers)s.")
            % {"numbers": ", ".join(map(str, silent))}
        )
    meeting.state, meeting.published_at = MeetingState.PUBLISHED, now
    meeting.save(update_fields=["state", "published_at", "updated_at"])
    record(target=meeting)
    request_document("communities.meeting_minutes", subject=meeting, now=now)
    fulfil_obligation(kind=Promise.MEETING_MINUTES, subject=meeting, now=now)
    if meeting.council.is_public:
        notify("communities.meeting_result", subject=meeting, now=now)
    notify("communities.meeting_missed", subject=meeting, now=now)
    index(meeting)
    return meeting


def _members_at(meeting: Meeting) -> list[CouncilMember]:
    """Who holds a seat on the day of the meeting."""
    return list(CouncilMember.objects.current(timezone.localdate(meeting.starts_at)).filter(council=meeting.council_id))


def _require_coming(starts_at: datetime, now: datetime) -> None:
    if starts_at <= now:
        raise InvalidInput(_("This hour has passed; choose one that is still to come."), field="starts_at")


def _tell_invited(key: str, meeting: Meeting, now: datetime) -> None:
    """One letter to each invited member, with the date for the calendar: answers and links are personal."""
    invitations = list(meeting.invitations.select_related("member"))
    if not invitations:
        return
    calendar = calendar_file(meeting_entry(meeting), now=now)
    for invitation in invitations:
        notify(key, subject=invitation, now=now, calendar=calendar)
