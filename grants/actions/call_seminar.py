"""The preparation seminar of a call: an event of the unit, with registration, reminders and a waiting list of its own."""

from datetime import datetime

from django.utils.translation import gettext as _

from communities.actions.event import announce_event, call_off_event, change_event, prepare_event
from communities.enums import EventKind, EventState
from communities.models import Event, Neighbourhood
from grants.enums import CallState
from grants.models import Call
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify

TITLE = "Seminārs par konkursu „%(call)s”"
SUMMARY = "Stāstām par konkursa noteikumiem un palīdzam sagatavot pieteikumu.\n\n%(call)s"
"""The content of the portal is Latvian, whoever presses the button."""
LONGEST_TITLE = 150


@action("grants.call.seminar_announced")
def announce_seminar(
    *,
    call: Call,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    capacity: int | None = None,
    online_link: str = "",
    by,
    now: datetime,
) -> Event:
    """Say when and where the seminar is and open its registration, or move it (S4-107). Those who are registered hear of
    a move; those who follow the call or apply hear of a new one.

    Raises ``InvalidInput`` for a seminar that is not over before the deadline or for fewer places than are taken,
    ``StateConflict`` when the call is not announced or its deadline is past.
    """
    call = Call.objects.select_related("unit", "seminar").lock(call.pk)
    if call.state != CallState.PUBLISHED or now >= call.closes_at:
        raise StateConflict(_("A seminar is held while applications are taken."))
    if ends_at >= call.closes_at:
        raise InvalidInput(_("The seminar must be before the deadline: it helps to prepare applications."), field="starts_at")
    facts = {"starts_at": starts_at, "ends_at": ends_at, "place": place, "capacity": capacity, "online_link": online_link}
    call.seminar_at, call.seminar_ends_at, call.seminar_place, call.seminar_capacity = starts_at, ends_at, place, capacity
    if call.seminar and call.seminar.state == EventState.PUBLISHED:
        change_event(
            event=call.seminar, neighbourhoods=call.seminar.neighbourhoods.all(),
            target_groups=call.seminar.target_groups.all(), by=by, now=now, **facts,
        )  # fmt: skip
    else:
        call.seminar = _announced(call, facts, by, now)
        notify("grants.call_news", subject=call, now=now, what="seminar")
    call.save(update_fields=["seminar", "seminar_at", "seminar_ends_at", "seminar_place", "seminar_capacity", "updated_at"])
    record(target=call, starts_at=starts_at)
    return call.seminar


def _announced(call: Call, facts: dict, by, now: datetime) -> Event:
    """A call concerns all of the municipality, so its seminar stands in the calendar of every neighbourhood."""
    title = TITLE % {"call": call.title}
    event = prepare_event(
        title=title if len(title) <= LONGEST_TITLE else call.title, kind=EventKind.SEMINAR, unit=call.unit,
        summary=SUMMARY % {"call": call.summary}, takes_registrations=True,
        neighbourhoods=Neighbourhood.objects.filter(is_active=True), by=by, now=now, **facts,
    )  # fmt: skip
    return announce_event(event=event, by=by, now=now)


def call_off_seminar(call: Call, *, reason: str, by, now: datetime) -> None:
    """The call is cancelled and its seminar is still to come: whoever registered is told. Joins the running action."""
    if call.seminar and call.seminar.state == EventState.PUBLISHED and now < call.seminar.starts_at:
        call_off_event(event=call.seminar, reason=reason[:300], by=by, now=now)
