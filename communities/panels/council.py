"""What councils and their meetings put on the shared pages."""

from datetime import datetime, time, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.enums import Attendance, MeetingState
from communities.models import Council, CouncilMember, Meeting, MeetingInvitation, MeetingPaper, Neighbourhood
from communities.queries.meeting import meeting_entry
from portal.audit.erasure import ERASED, blank_history, blank_value
from portal.ui.links import plain_path, plain_reverse
from portal.ui.panels import DueItem, Panel, Slot, facts, fill_slot
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.visibility import Visibility

COMING_SHOWN = 5


def _unanswered(user, now):
    invitations = MeetingInvitation.objects.of(user).coming_up(now).filter(answer="")
    return [facts(invitations, key="pk", council="meeting__council__name", at="meeting__starts_at")]


@fill_slot(Slot.MANS_DUE, rows=_unanswered)
def unanswered_invitations(request, *, rows, now):
    """A member is asked whether to expect them; whoever has answered is left in peace."""
    text = _("Say whether you come to the meeting")
    return [
        DueItem(one["council"], plain_reverse("communities:own_invitation", one["key"]), text, until=one["at"], order=15)
        for one in rows
    ]


@fill_slot(Slot.MANS, rows=lambda user, now: [facts(Council.objects.of_member(user), name="name", slug="slug")])
def my_meetings(request, *, rows, now):
    """The next meetings of the person's councils, with the answer given and the papers."""
    if not rows:
        return []
    papers = MeetingPaper.objects.visible_to(request.user).filter(meeting=OuterRef("meeting")).order_by("pk")
    papers = ArraySubquery(papers.values(json=JSONObject(key="pk", title="title")))
    invitations = list(MeetingInvitation.objects.of(request.user).coming_up(now).annotate(papers=papers)[:COMING_SHOWN])
    context = {"councils": rows, "invitations": invitations, "answers": Attendance.choices}
    return [Panel("communities/partials/mans_meetings.html", context, order=35)]


@fill_slot(Slot.HUB)
def coming_meetings(*, now):
    """Meetings of councils are open to everybody."""
    meetings = list(Meeting.objects.public().upcoming(now).for_list()[:COMING_SHOWN])
    if not meetings:
        return []
    shown = {"meetings": meetings}
    return [Panel("communities/partials/hub_meetings.html", shown, order=30, anchor="sedes", title=_("Meetings of councils"))]


@fill_slot(Slot.CALENDAR)
def meetings_between(*, start, end, neighbourhood=None, community=None):
    """Public meetings; those of a neighbourhood's council, or of a council in which a community has a seat."""
    first, last = (timezone.make_aware(datetime.combine(day, time.min)) for day in (start, end + timedelta(days=1)))
    meetings = Meeting.objects.public().filter(starts_at__gte=first, starts_at__lt=last).order_by("starts_at")
    if neighbourhood:
        meetings = meetings.filter(council__neighbourhoods=neighbourhood)
    if community:
        seats = CouncilMember.objects.current(timezone.localdate()).filter(community=community)
        meetings = meetings.filter(council__in=seats.values("council"))
    meetings = meetings.for_list().annotate(place_keys=Neighbourhood.objects.keys_for("councils", "council"))
    return [meeting_entry(meeting, meeting.place_keys) for meeting in meetings]


@fill_slot(Slot.OWN_DATA)
def own_seats(person):
    seats = CouncilMember.objects.of(person).select_related("council")
    answers = MeetingInvitation.objects.of(person)
    return [
        (
            "council_seats",
            [
                {"council": one.council.name, "name": one.name, "email": one.email, "role": one.role, "since": str(one.since)}
                for one in seats
            ],
        ),
        ("meeting_answers", [{"meeting": str(one.meeting), "answer": one.answer} for one in answers]),
    ]


@fill_slot(Slot.ERASURE)
def give_up_seats(person, *, check_only: bool, now):
    """The seat becomes vacant and forgets who held it. Published minutes are the council's record and stay."""
    if check_only:
        return []
    today = timezone.localdate(now)
    seats = list(CouncilMember.objects.of(person))
    for seat in seats:
        seat.until = max(seat.since, min(seat.until or today, today))
        seat.name, seat.publish_name = ERASED, False
        seat.email = blank_value(CouncilMember._meta.get_field("email"))
    CouncilMember.objects.bulk_update(seats, ["until", "name", "publish_name", "email"])
    blank_history(CouncilMember, [seat.pk for seat in seats])
    return []


def _council_entry(council: Council) -> Entry:
    return Entry(
        "council", council.name, plain_path(council), f"{council.purpose} {council.rights}",
        visibility=Visibility.PUBLIC if council.is_public else Visibility.STAFF,
        neighbourhood_keys=list(council.neighbourhoods.values_list("pk", flat=True)),
    )  # fmt: skip


def _meeting_entry(meeting: Meeting) -> Entry | None:
    if meeting.state == MeetingState.PLANNED:
        return None
    is_published = meeting.state == MeetingState.PUBLISHED
    questions = " ".join(f"{item.title} {item.decision if is_published else ''}" for item in meeting.agenda.all())
    return Entry(
        "meeting", str(meeting), plain_path(meeting), questions,
        visibility=Visibility.PUBLIC if meeting.council.is_public else Visibility.STAFF,
        neighbourhood_keys=list(meeting.council.neighbourhoods.values_list("pk", flat=True)),
        happened_on=timezone.localdate(meeting.starts_at),
    )  # fmt: skip


register_search(SearchProvider("council", _("Councils"), Council, _council_entry))
register_search(SearchProvider("meeting", _("Council meetings"), Meeting, _meeting_entry))
