"""A meeting as a date, and the signed links by which its members answer."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from communities.enums import MeetingState
from communities.models import Meeting, MeetingInvitation
from portal.errors import InvalidInput
from portal.ui.confirming import ConfirmationLink
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path

LINK = ConfirmationLink(
    "communities.meeting.answer",
    timedelta(days=180),
    gettext_lazy("This link is old and no longer works. Write to the council's unit instead."),
)
"""A meeting is called weeks ahead at most; that it has begun is checked by its own hour."""


def answer_token(invitation: MeetingInvitation) -> str:
    return LINK.token_for(invitation.pk)


def invitation_of(token: str) -> MeetingInvitation:
    """The invitation a link belongs to. Raises ``InvalidInput`` when it is mangled, old, or its invitation is gone."""
    found = MeetingInvitation.objects.select_related("meeting__council", "member").filter(pk=LINK.read(token)).first()
    if found is None:
        raise InvalidInput(LINK.expired)
    return found


def meeting_entry(meeting: Meeting, place_keys: Iterable[int] = ()) -> CalendarEntry:
    """The meeting as a calendar holds it."""
    return CalendarEntry(
        key=f"communities.meeting-{meeting.pk}",
        kind=_("council meeting"),
        title=meeting.council.name,
        address=absolute(plain_path(meeting), get_language() or "lv"),
        starts=meeting.starts_at,
        place=meeting.place,
        text=f"{_('Join online')}: {meeting.online_link}" if meeting.online_link else "",
        is_cancelled=meeting.state == MeetingState.CANCELLED,
        neighbourhood_keys=list(place_keys),
    )
