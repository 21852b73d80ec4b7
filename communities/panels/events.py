"""What events put on the shared pages."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.enums import EventState, RegistrationState
from communities.models import Event, EventRegistration, EventSeries, HelperOffer, Neighbourhood, memberships_of
from communities.models.event import IN_SHORT_ROW
from communities.queries.calendar import IN_ENTRY, event_entry
from communities.queries.registration import OWN
from portal.obligations.clock import end_of_day
from portal.ui.links import plain_path, plain_reverse
from portal.ui.panels import DueItem, Panel, Slot, facts, fill_slot
from portal.ui.queues import NONE_WAITS, Queue
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.visibility import Visibility

SHOWN = 3


def _next(now: datetime) -> list[Event]:
    return list(Event.objects.still_to_come(now).for_rows().order_by("starts_at", "pk")[:SHOWN])


@fill_slot(Slot.HOME)
def home_events(*, now):
    return [Panel("communities/partials/events_next.html", {"events": _next(now)}, order=60)]


@fill_slot(Slot.HUB)
def hub_events(*, now):
    shown = {"events": _next(now)}
    return [Panel("communities/partials/events_next.html", shown, order=20, anchor="pasakumi", title=_("Events"))]


@fill_slot(Slot.NEIGHBOURHOOD)
def neighbourhood_events(place, *, now):
    events = list(Event.objects.filter(neighbourhoods=place).next_and_last(now, SHOWN).only(*IN_SHORT_ROW))
    context = {
        "events": [event for event in events if event.ends_at > now],
        "past": [event for event in reversed(events) if event.ends_at <= now],
        "place": place,
    }
    return [Panel("communities/partials/events_of.html", context, order=30)]


@fill_slot(Slot.COMMUNITY)
def community_events(community, *, now):
    events = Event.objects.filter(community=community)
    context = {
        "events": list(events.still_to_come(now).only(*IN_SHORT_ROW).order_by("starts_at", "pk")[:SHOWN]),
        "traditions": list(EventSeries.objects.filter(community=community).only("name", "slug")),
        "community": community,
    }
    if not context["events"] and not context["traditions"]:
        return []
    return [Panel("communities/partials/events_of.html", context, order=25)]


def _to_close(user, now):
    events = Event.objects.to_close(now).filter(community__in=memberships_of(user)).order_by("starts_at")
    return [facts(events[:10], title="title", slug="slug", of="community__slug")]


@fill_slot(Slot.MANS_DUE, rows=_to_close)
def events_to_close(request, *, rows, now):
    """Events of the person's communities that are over and wait for their number and lessons."""
    text = _("The event is over. Write how many came and what you learned.")
    return [
        DueItem(one["title"], plain_reverse("communities:event_close", one["of"], one["slug"]), text, order=30) for one in rows
    ]


def _coming(user, now):
    """Where the person goes, and where the person helps."""
    goes = EventRegistration.objects.expected().filter(user=user, event__ends_at__gt=now).order_by("event__starts_at")
    goes = goes.exclude(event__state=EventState.HELD)  # says nothing new, but the planner would read all events there were
    helps = HelperOffer.objects.standing().filter(user=user, task__event__ends_at__gt=now).order_by("task__event__starts_at")
    return [
        facts(goes[:10], key="pk", state="state", **_event_named("event")),
        facts(helps[:10], task="task__title", **_event_named("task__event")),
    ]


def _event_named(way: str) -> dict[str, str]:
    named = {"title": "title", "slug": "slug", "place": "place", "at": "starts_at", "ends_at": "ends_at"}
    return {name: f"{way}__{column}" for name, column in named.items()}


@fill_slot(Slot.MANS, rows=_coming)
def my_events(request, *, rows, now):
    lines = [one | {"ends_at": datetime.fromisoformat(one["ends_at"])} for one in rows]
    context = {
        "registrations": [
            one | {"state": RegistrationState(one["state"]).label, "token": OWN.token_for(one["key"])}
            for one in lines
            if "key" in one
        ],
        "offers": [one for one in lines if "task" in one],
    }
    return [Panel("communities/partials/mans_events.html", context, order=45)] if lines else []


@fill_slot(Slot.ADMIN_TASKS)
def units_events(request, *, now):
    """Events of the officer's units that wait to be closed."""
    if not request.user.has_perm("communities.add_event"):
        return []
    return [
        Queue(
            _("Events to close"),
            plain_reverse("admin:communities_event_changelist"),
            Event.objects.to_close(now).filter(unit__in=request.user.units.all()),
            order_by="starts_at",
            page="admin:communities_event_change",
            label="title",
            note="unit__name",
            empty=NONE_WAITS,
            order=60,
        )
    ]


@fill_slot(Slot.CALENDAR)
def events_dated(*, start: date, end: date, neighbourhood=None, community=None):
    """Announced, held and called-off events."""
    events = Event.objects.public().filter(starts_at__lt=end_of_day(end), ends_at__gt=end_of_day(start - timedelta(days=1)))
    if neighbourhood:
        events = events.filter(neighbourhoods=neighbourhood)
    if community:
        events = events.filter(community=community)
    events = events.only(*IN_ENTRY).annotate(place_keys=Neighbourhood.objects.keys_for("local_events"))
    return [event_entry(event, event.place_keys) for event in events]


@fill_slot(Slot.OWN_DATA)
def own_events(person):
    registrations = EventRegistration.objects.filter(user=person).select_related("event")
    offers = HelperOffer.objects.filter(user=person).select_related("task__event")
    return [
        (
            "event_registrations",
            [
                {"event": one.event.title, "people": one.seats, "needs": one.needs, "state": one.state,
                 "registered": one.registered_at.isoformat()}
                for one in registrations
            ],
        ),
        (
            "help_offered",
            [{"event": one.task.event.title, "task": one.task.title, "offered": one.offered_at.isoformat()} for one in offers],
        ),
    ]  # fmt: skip


@fill_slot(Slot.ERASURE)
def leave_events(person, *, check_only: bool, now):
    """Somebody may wait for the place, so the person signs off first; what is past goes with the account."""
    registrations = EventRegistration.objects.filter(user=person)
    if check_only:
        return [
            _("You are registered for an event. Sign off first: %(title)s.") % {"title": one.event.title}
            for one in registrations.expected().filter(event__starts_at__gt=now).select_related("event")
        ]
    registrations.delete()
    HelperOffer.objects.filter(user=person).delete()
    return []


def _event_entry(event: Event) -> Entry:
    return Entry(
        "event", event.title, plain_path(event), f"{event.summary} {event.place} {event.agenda}",
        visibility=Visibility.STAFF if event.state == EventState.DRAFT else Visibility.PUBLIC,
        neighbourhood_keys=[place.pk for place in event.neighbourhoods.all()],
        happened_on=timezone.localdate(event.starts_at),
    )  # fmt: skip


def _series_entry(series: EventSeries) -> Entry:
    return Entry("tradition", series.name, plain_path(series), series.description)


register_search(SearchProvider("event", _("Events"), Event, _event_entry))
register_search(SearchProvider("tradition", _("Neighbourhood traditions"), EventSeries, _series_entry))
