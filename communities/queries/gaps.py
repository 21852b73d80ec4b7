"""What neighbourhoods lack: one question to the database for all of them, and the overview officers work from."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, Max, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from communities.enums import CommunityStage, EventKind, EventState, GapKind, Promise
from communities.models import Community, ContactPerson, Event, Neighbourhood, ResourceCentre
from communities.queries.contact_person import stale_before
from portal.obligations.models import Obligation
from portal.obligations.rules_of_law import legal_rule
from portal.obligations.working_days import add_months
from portal.ui.panels import Gap, Slot, gather

VISIT_RULE = "OUTREACH_VISIT_MONTHS"
ACTIVITY_RULE = "ACTIVITY_MONTHS"
Keys = list[int] | QuerySet[Neighbourhood]
"""The neighbourhoods that are asked about: their keys, or the question itself, which saves asking it apart."""
URGENT = (GapKind.NO_CONTACT, GapKind.QUESTION_OVERDUE)


def months_ago(rule: str, today: date) -> date:
    return add_months(today, -legal_rule(rule, today).whole)


def living_communities() -> QuerySet[Community]:
    """Known to everybody, forming or active."""
    return Community.objects.public().filter(stage__in=(CommunityStage.FORMING, CommunityStage.ACTIVE))


def visits(now: datetime) -> QuerySet[Event]:
    """Visits of the municipality that have taken place."""
    return Event.objects.past(now).filter(kind=EventKind.OUTREACH)


def recent_events(now: datetime) -> QuerySet[Event]:
    """Events of the last ``ACTIVITY_MONTHS`` and those announced."""
    since = months_ago(ACTIVITY_RULE, timezone.localdate(now))
    return Event.objects.filter(state__in=(EventState.PUBLISHED, EventState.HELD), starts_at__date__gte=since)


def _places_of(events: QuerySet[Event]) -> Q:
    return Q(pk__in=events.filter(neighbourhoods__isnull=False).values("neighbourhoods"))


def own_gaps(keys: Keys, now: datetime) -> list[Gap]:
    """The gaps this app knows of, in one query however many neighbourhoods are asked about."""
    today = timezone.localdate(now)
    contacts = ContactPerson.objects.active().filter(neighbourhood=OuterRef("pk"))
    overdue = Obligation.objects.overdue(now).filter(kind=Promise.QUESTION, neighbourhood_key=OuterRef("pk"))
    visited = _places_of(visits(now).filter(ends_at__date__gte=months_ago(VISIT_RULE, today)))
    has_community = Q(pk__in=living_communities().values("neighbourhoods"))
    conditions = {
        GapKind.NO_CONTACT: ~Exists(contacts),
        GapKind.CORRECTION: Exists(contacts.exclude(correction="")),
        GapKind.CONTACT_STALE: Exists(contacts.filter(confirmed_on__lt=stale_before(today))),
        GapKind.NO_HOURS: Exists(contacts) & ~Exists(contacts.filter(hours_per_month__gt=0)),
        GapKind.QUESTION_OVERDUE: Exists(overdue),
        GapKind.UNVISITED: ~visited,
        GapKind.NO_ACTIVITY: ~has_community & ~_places_of(recent_events(now)),
    }
    flags = {f"is_{kind}": ExpressionWrapper(Q(when), output_field=BooleanField()) for kind, when in conditions.items()}
    places = Neighbourhood.objects.filter(pk__in=keys).annotate(**flags).values("pk", *flags)
    return [
        Gap(place["pk"], kind, kind.label, is_urgent=kind in URGENT)
        for place in places
        for kind in conditions
        if place[f"is_{kind}"]
    ]


def gaps_of(keys: Keys, now: datetime) -> dict[int, list[Gap]]:
    """What each neighbourhood lacks, as all apps see it, the urgent first. Those that lack nothing are left out."""
    found: dict[int, list[Gap]] = {}
    for gap in sorted(gather(Slot.NEIGHBOURHOOD_GAPS, keys, now=now), key=lambda gap: not gap.is_urgent):
        found.setdefault(gap.key, []).append(gap)
    return found


@dataclass(frozen=True)
class Overview:
    """One neighbourhood as the coordinator compares it with the others (S4-30, S4-38, S4-45)."""

    place: Neighbourhood
    contact: ContactPerson | None
    hours: int
    last_visit_on: date | None
    communities: int
    events: int
    centres: int
    gaps: list[Gap] = field(default_factory=list)


def overview(now: datetime) -> list[Overview]:
    """All neighbourhoods in use, those that lack most first; the same number of queries for ten and for five hundred."""
    places = list(Neighbourhood.objects.in_use().for_list())
    gaps = gaps_of(Neighbourhood.objects.in_use(), now)
    last_visits = dict(visits(now).order_by().values_list("neighbourhoods").annotate(last=Max(TruncDate("ends_at"))))
    events = dict(recent_events(now).order_by().values_list("neighbourhoods").annotate(number=Count("pk")))
    centres = dict(
        ResourceCentre.objects.filter(is_active=True).order_by().values_list("neighbourhood").annotate(number=Count("pk"))
    )
    hours = dict(ContactPerson.objects.active().order_by().values_list("neighbourhood").annotate(hours=Sum("hours_per_month")))
    rows = [
        Overview(
            place=place,
            contact=place.contacts[0] if place.contacts else None,
            hours=hours.get(place.pk, 0),
            last_visit_on=last_visits.get(place.pk),
            communities=place.community_count,
            events=events.get(place.pk, 0),
            centres=centres.get(place.pk, 0),
            gaps=gaps.get(place.pk, []),
        )
        for place in places
    ]
    return sorted(rows, key=lambda row: (-sum(gap.is_urgent for gap in row.gaps), -len(row.gaps)))
