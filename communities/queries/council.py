"""What the pages of councils, of neighbourhoods and of members gather."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from communities.enums import CouncilKind, CouncilRole, MeetingState
from communities.models import (
    AgendaItem,
    Council,
    CouncilMember,
    Election,
    Meeting,
    MeetingInvitation,
    Neighbourhood,
)

DECISIONS_SHOWN = 10


def councils_listed(now: datetime) -> QuerySet[Council]:
    """Public councils, each with the seats taken today (``taken``) and its next meeting (``next_meeting_at``)."""
    taken = CouncilMember.objects.current(timezone.localdate(now)).filter(council=OuterRef("pk")).order_by()
    coming = Meeting.objects.upcoming(now).filter(council=OuterRef("pk"))
    return Council.objects.public().annotate(
        taken=Coalesce(Subquery(taken.values("council").annotate(n=Count("pk")).values("n")), 0),
        next_meeting_at=Subquery(coming.values("starts_at")[:1]),
    )


def councils_of(neighbourhood: Neighbourhood | OuterRef) -> QuerySet[Council]:
    """The residents' councils whose territory takes in the neighbourhood, the one closest to it first."""
    councils = Council.objects.public().filter(kind=CouncilKind.RESIDENTS, neighbourhoods=neighbourhood)
    everywhere = Council.neighbourhoods.through.objects.filter(council=OuterRef("pk")).order_by()
    size = Subquery(everywhere.values("council").annotate(n=Count("pk")).values("n"))
    return councils.annotate(size=size).order_by("size", "name_sort")


def members_of(council: Council, today: date) -> list[CouncilMember]:
    """Who holds a seat today: chair, deputy and secretary first."""
    members = CouncilMember.objects.current(today).filter(council=council).select_related("community")
    return sorted(members, key=lambda member: CouncilRole.values.index(member.role))


def elections_of(council: Council) -> list[Election]:
    return list(council.elections.select_related("minutes").prefetch_related("candidates"))


def decisions_of(council: Council) -> list[AgendaItem]:
    """What the council decided lately, by its published minutes."""
    items = AgendaItem.objects.filter(meeting__council=council, meeting__state=MeetingState.PUBLISHED).exclude(decision="")
    return list(items.select_related("meeting__council").order_by("-meeting__starts_at", "position")[:DECISIONS_SHOWN])


def with_seats(communities: QuerySet, today: date) -> QuerySet:
    """The communities, each with ``council_seats_held``: name and slug of the public councils in which somebody speaks for
    it (S4-60)."""
    seats = CouncilMember.objects.current(today).filter(community=OuterRef("pk"), council__is_public=True)
    councils = seats.order_by("council__name_sort", "pk").values(json=JSONObject(name="council__name", slug="council__slug"))
    return communities.annotate(council_seats_held=ArraySubquery(councils))


@dataclass(frozen=True)
class Activity:
    """How much a council does. For the staff alone: councils are never ranked in public (S4-60)."""

    held: int
    decisions: int
    attendance: int | None
    """Percent of invited members who came."""


def activity_of(council: Council, since: datetime) -> Activity:
    meetings = Meeting.objects.past().filter(council=council, starts_at__gte=since).order_by()
    called = MeetingInvitation.objects.filter(meeting__in=meetings, was_present__isnull=False)
    present = called.aggregate(came=Count("pk", filter=Q(was_present=True)), total=Count("pk"))
    return Activity(
        held=meetings.count(),
        decisions=AgendaItem.objects.filter(meeting__in=meetings).exclude(decision="").count(),
        attendance=round(100 * present["came"] / present["total"]) if present["total"] else None,
    )
