from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.actions.calendar_file import calendar_file
from communities.actions.community import free_slug
from communities.actions.registration import give_places
from communities.enums import EventKind, EventState
from communities.models import Community, Event, EventSeries, Neighbourhood, Term
from communities.queries.calendar import event_entry
from communities.queries.event import COUNTING_RULE
from communities.workflow import EVENT
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.files.models import File
from portal.notifications.actions import notify
from portal.obligations.rules_of_law import legal_rule
from portal.ui.search import index

SHORTEST_REASON = 10
WHEN_AND_WHERE = ("starts_at", "ends_at", "place", "online_link")
"""When one of these changes, those who are registered must hear of it."""


@action("communities.series.founded")
def found_series(*, community: Community, name: str, description: str, since_year: int | None, by, now: datetime) -> EventSeries:
    """A community names a tradition, under which its events of many years stand together (S4-128)."""
    series = EventSeries(community=community, name=name, description=description, since_year=since_year)
    series.slug = free_slug(EventSeries, name)
    series.full_clean()
    series.save()
    record(target=series)
    index(series)
    return series


@action("communities.event.prepared")
def prepare_event(
    *, neighbourhoods: Iterable[Neighbourhood], target_groups: Iterable[Term] = (), by, now: datetime, **details: Any
) -> Event:
    """Write down an event that nobody but its organiser and officers sees yet. ``details`` are the event's own fields.

    Raises ``InvalidInput`` without a neighbourhood, or for a tradition that is not one of the organiser's.
    """
    event = Event(slug=free_slug(Event, details["title"]), **details)
    _write(event, neighbourhoods, target_groups)
    record(target=event)
    index(event)
    return event


@action("communities.event.changed")
def change_event(
    *,
    event: Event,
    neighbourhoods: Iterable[Neighbourhood],
    target_groups: Iterable[Term] = (),
    by,
    now: datetime,
    **details: Any,
) -> Event:
    """Change an event that has not begun. Whoever is registered hears at once when its time or place moves; more
    seats go to those who wait.

    Raises ``StateConflict`` once it has begun or is over, ``InvalidInput`` for fewer seats than are taken.
    """
    event = Event.objects.lock(event.pk)
    if event.state not in (EventState.DRAFT, EventState.PUBLISHED):
        raise StateConflict(_("The event is over, so it stays as it is."))
    if event.state == EventState.PUBLISHED and now >= event.starts_at:
        raise StateConflict(_("The event has begun, so it stays as it was announced. Close it with what came of it."))
    before = {name: getattr(event, name) for name in WHEN_AND_WHERE}
    for name, value in details.items():
        setattr(event, name, value)
    taken = event.registrations.with_place().seats()
    if event.capacity is not None and event.capacity < taken:
        raise InvalidInput(_("Seats taken already: %(n)s. There cannot be fewer.") % {"n": taken}, field="capacity")
    if event.state == EventState.PUBLISHED:
        _refuse_past(event, now)
    _write(event, neighbourhoods, target_groups)
    moved = [name for name, value in before.items() if getattr(event, name) != value]
    record(target=event, moved=moved)
    index(event)
    if event.state == EventState.PUBLISHED:
        if moved:
            _tell("communities.event_moved", event, now)
        give_places(event, now)
    return event


def _write(event: Event, neighbourhoods: Iterable[Neighbourhood], target_groups: Iterable[Term]) -> None:
    neighbourhoods = list(neighbourhoods)
    if not neighbourhoods:
        raise InvalidInput(_("Choose at least one neighbourhood."), field="neighbourhoods")
    _check_series(event)
    event.full_clean()
    event.save()
    event.neighbourhoods.set(neighbourhoods)
    event.target_groups.set(target_groups)


def _check_series(event: Event) -> None:
    if event.kind == EventKind.TRADITION and event.series is None:
        raise InvalidInput(_("Say which tradition it is; a new one is named first."), field="series")
    if event.series and event.series.community_id != event.community_id:
        raise InvalidInput(_("This is a tradition of another community."), field="series")


def _refuse_past(event: Event, now: datetime) -> None:
    if now >= event.starts_at:
        raise InvalidInput(_("This time has passed. Choose a later one."), field="starts_at")


@action("communities.event.announced")
def announce_event(*, event: Event, by, now: datetime) -> Event:
    """Make the event public; followers and the communities of its neighbourhoods hear of it (S4-46, S4-64).

    Raises ``StateConflict`` for a community that is not verified yet, ``InvalidInput`` when its time has passed, it has
    no neighbourhood, or an NGO day has no agenda (S4-62).
    """
    event = Event.objects.lock(event.pk)
    EVENT.check(event.state, EventState.PUBLISHED)
    if event.community_id and not Community.objects.public().filter(pk=event.community_id).exists():
        raise StateConflict(_("An event can be announced once the community is verified."))
    _refuse_past(event, now)
    _check_series(event)
    if not event.neighbourhoods.exists():
        raise InvalidInput(_("Choose at least one neighbourhood."), field="neighbourhoods")
    if event.kind == EventKind.NGO_DAY and not event.agenda.strip():
        raise InvalidInput(_("Write the agenda first: communities prepare for an NGO day."), field="agenda")
    event.state, event.published_at = EventState.PUBLISHED, now
    event.save(update_fields=["state", "published_at", "updated_at"])
    record(target=event)
    index(event)
    notify("communities.event_announced", subject=event, now=now)
    return event


@action("communities.event.called_off")
def call_off_event(*, event: Event, reason: str, by, now: datetime) -> Event:
    """The event does not take place; everybody registered or waiting is told why."""
    event = Event.objects.lock(event.pk)
    EVENT.check(event.state, EventState.CANCELLED)
    reason = reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise InvalidInput(_("Say why, so that those who wanted to come understand."), field="reason")
    event.state, event.cancel_reason = EventState.CANCELLED, reason
    event.save(update_fields=["state", "cancel_reason", "updated_at"])
    record(target=event, reason=reason)
    index(event)
    _tell("communities.event_called_off", event, now)
    notify("communities.event_news", subject=event, now=now)
    return event


def _tell(key: str, event: Event, now: datetime) -> None:
    """Write to each who is registered or waits, with the date for their calendar."""
    registrations = list(event.registrations.expected().select_related("event", "user"))
    if not registrations:
        return
    calendar = calendar_file(event_entry(event), now=now)
    for registration in registrations:
        notify(key, subject=registration, now=now, calendar=calendar)


@action("communities.event.held")
def close_event(
    *,
    event: Event,
    attendance: int,
    lessons: str,
    by,
    now: datetime,
    evidence: File | None = None,
    men_attending: int | None = None,
    follow_up: str = "",
    is_sure: bool = False,
) -> Event:
    """The organiser confirms how many came, what was learned and what follows (S4-08, S4-126).

    From the number on at which an event counts for the subsidy it needs evidence. Raises ``StateConflict`` before the
    event began, ``InvalidInput`` without lessons or evidence, and for more people than the place holds until the
    organiser is sure.
    """
    event = Event.objects.lock(event.pk)
    EVENT.check(event.state, EventState.HELD)
    if now < event.starts_at:
        raise StateConflict(_("The event has not begun yet; it is closed once it has taken place."))
    if not lessons.strip():
        raise InvalidInput(_("Write what you learned: it helps those who come next."), field="lessons")
    if men_attending is not None and men_attending > attendance:
        raise InvalidInput(_("There cannot be more of them than people in all."), field="men_attending")
    if event.capacity is not None and attendance > event.capacity and not is_sure:
        raise InvalidInput(
            _("The place holds %(capacity)s, and you write that %(attendance)s came. If that is right, tick it.")
            % {"capacity": event.capacity, "attendance": attendance},
            field="is_sure",
        )
    minimum = legal_rule(COUNTING_RULE, timezone.localdate(event.starts_at)).whole
    if attendance >= minimum and evidence is None:
        raise InvalidInput(
            _("From %(n)s people on the event counts for the subsidy, so attach a photo or the attendance sheet.")
            % {"n": minimum},
            field="evidence",
        )
    event.state = EventState.HELD
    event.attendance, event.attendance_confirmed_at, event.attendance_confirmed_by = attendance, now, by
    event.men_attending, event.evidence = men_attending, evidence
    event.lessons, event.follow_up = lessons.strip(), follow_up.strip()
    event.save()
    record(target=event, attendance=attendance)
    index(event)
    notify("communities.event_news", subject=event, now=now)
    return event
