"""Events, traditions, registrations and the calendar: who may open what."""

from communities.models import Community, Event, EventSeries, Neighbourhood
from communities.queries.registration import confirmation_token, own_token
from tests.factories.event import EventFactory, call_for_help, come, come_as_guest
from tests.project.visitors import (
    ADMINISTRATOR,
    COORDINATOR,
    LEADER,
    OFFICER,
    STAFF,
    Desk,
    first,
    only,
    person,
    private,
    public,
)

ORGANISES = only(COORDINATOR, ADMINISTRATOR)
LEADS = {"opens": only(LEADER)}


def leaders_event(**more) -> dict:
    """A draft of the community the leader of these tests leads; ``task=True`` adds a call for helpers to it."""
    community = Community.objects.of_member(person(LEADER)).get()
    event = EventFactory(draft=True, community=community)
    if more.pop("task", False):
        more["pk"] = call_for_help(event).pk
    return {"slug": community.slug, "event": event.slug, **more}


def leaders_community() -> dict[str, str]:
    return {"slug": Community.objects.of_member(person(LEADER)).get().slug}


def unconfirmed() -> dict[str, str]:
    return {"token": confirmation_token(come_as_guest(EventFactory(registering=True)))}


def registered() -> dict[str, str]:
    return {"token": own_token(come(EventFactory(registering=True)))}


ANNOUNCED = first(Event.objects.public)
SEMINAR = first(lambda: Event.objects.filter(kind="seminar"))
PLACE = first(Neighbourhood.objects.all)
COMMUNITY = first(Community.objects.public)

PAGES = (
    public("communities:event_list"),
    public("communities:event_feed"),
    public("communities:series_detail", first(EventSeries.objects.all)),
    public("communities:registration_detail", registered),
    public("communities:registration_confirm", unconfirmed),
    private("communities:help_offer", lambda: {"pk": 1}, status=405),
    private("communities:help_withdraw", lambda: {"pk": 1}, status=405),
    public("communities:event_detail", ANNOUNCED),
    public("communities:event_detail", SEMINAR),
    public("communities:event_detail", lambda: {"slug": EventFactory(draft=True).slug}, opens=STAFF),
    public("communities:event_calendar", ANNOUNCED),
    public("communities:event_register", SEMINAR),
    public("communities:registration_sent", SEMINAR),
    public("communities:event_evidence", first(lambda: Event.objects.filter(state="held")), opens=STAFF),
    private("communities:event_registrations", SEMINAR, opens=ORGANISES, refusal=403),
    public("communities:calendar"),
    public("communities:calendar", query="?gads=2026"),
    public("communities:calendar_feed"),
    public("communities:neighbourhood_calendar", PLACE),
    public("communities:neighbourhood_feed", PLACE),
    public("communities:community_calendar", COMMUNITY),
    public("communities:community_feed", COMMUNITY),
    private("communities:desk_events", leaders_community, **LEADS),
    private("communities:event_create", leaders_community, **LEADS),
    private("communities:series_create", leaders_community, **LEADS),
    *(
        private(f"communities:{page}", leaders_event, **LEADS)
        for page in ("desk_event", "event_edit", "event_call_off", "event_close", "event_photos", "helper_task_create")
    ),
    private("communities:event_announce", leaders_event, status=405),
    private("communities:event_photo_remove", lambda: leaders_event(pk=1), status=405),
    private("communities:helper_task_remove", lambda: leaders_event(task=True), status=405),
    private("communities:helpers_thank", lambda: leaders_event(task=True), **LEADS),
)

DESKS = {
    "communities.event": Desk(
        STAFF,
        only(COORDINATOR, ADMINISTRATOR, OFFICER),
        steps={
            **dict.fromkeys(("izsludinat", "mainit", "noslegt", "atcelt", "paligi", "paldies", "foto"), ORGANISES),
            "nonemt-foto": only(COORDINATOR, ADMINISTRATOR, OFFICER),
        },
    ),
    "communities.eventseries": Desk(STAFF, ORGANISES),
}
