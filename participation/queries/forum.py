"""When forums were held, where one is due, and how far what was said there has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from communities.queries.gaps import Keys, living_communities
from participation.enums import ForumState, SubmissionState, TaskState
from participation.models import Forum
from portal.db import number_of
from portal.obligations.rules_of_law import legal_rule
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path
from portal.workflow import Status, Tone

INTERVAL_RULE, AMBER_RULE = "FORUM_INTERVAL_DAYS", "FORUM_AMBER_DAYS"
YEARS_SHOWN = 4


def held_forums(now: datetime) -> QuerySet[Forum]:
    """Those that took place, also while their minutes are still owed."""
    return Forum.objects.exclude(state=ForumState.CANCELLED).filter(held_at__lte=now)


def inhabited(keys: Keys) -> QuerySet[Neighbourhood]:
    """Those of the neighbourhoods in which a community lives or forms: there a forum is due every year (S4-65)."""
    return Neighbourhood.objects.filter(pk__in=keys).filter(pk__in=living_communities().values("neighbourhoods"))


def _latest(now: datetime) -> Greatest:
    """Of its own forums and of those held with its neighbours: asked one by one, each is found by an index."""
    held = held_forums(now).order_by("-held_at").values("held_at")
    return Greatest(*(Subquery(held.filter(**{place: OuterRef("pk")})[:1]) for place in ("neighbourhood", "neighbours")))


def last_forums(keys: Keys, now: datetime) -> list[tuple[int, datetime | None]]:
    """When the last forum was held in those of the neighbourhoods in which a community lives, one query."""
    return list(inhabited(keys).order_by().values_list("pk", _latest(now)))


ON_TIME = Status("on_time", _("held within a year"), _("held within a year"), tone=Tone.DONE)
SOON = Status("soon", _("due soon"), _("due soon"), tone=Tone.SOON)
MISSING = Status("missing", _("a forum is missing"), _("a forum is missing"), tone=Tone.OVERDUE)


@dataclass(frozen=True)
class Compliance:
    """One neighbourhood's forums by year, and by which day the next is due; None where there never was one."""

    place: Neighbourhood
    years: list[tuple[int, list[Forum]]]
    last_on: date | None
    due_on: date | None
    next_forum: Forum | None
    status: Status


def compliance(now: datetime) -> list[Compliance]:
    """Neighbourhood by year, those that wait longest first; the same two queries for ten and for five hundred."""
    today = timezone.localdate(now)
    amber, red = legal_rule(AMBER_RULE, today).whole, legal_rule(INTERVAL_RULE, today).whole
    years = range(today.year - YEARS_SHOWN + 1, today.year + 1)
    forums: dict[int, list[Forum]] = {}
    rows = Forum.objects.exclude(state=ForumState.CANCELLED).order_by("held_at").prefetch_related("neighbours")
    for forum in rows.filter(held_at__year__gte=years[0]):
        for key in {forum.neighbourhood_id, *(place.pk for place in forum.neighbours.all())}:
            forums.setdefault(key, []).append(forum)
    found = []
    for place in inhabited(Neighbourhood.objects.in_use()).annotate(last_held_at=_latest(now)):
        here = forums.get(place.pk, [])
        held = [forum for forum in here if forum.held_at <= now]
        last_on = timezone.localdate(place.last_held_at) if place.last_held_at else None
        days = (today - last_on).days if last_on else None
        found.append(
            Compliance(
                place=place,
                years=[(year, [one for one in held if timezone.localdate(one.held_at).year == year]) for year in years],
                last_on=last_on,
                due_on=last_on + timedelta(days=red) if last_on else None,
                next_forum=next((one for one in here if one.held_at > now), None),
                status=MISSING if days is None or days > red else SOON if days > amber else ON_TIME,
            )
        )
    return sorted(found, key=lambda row: row.due_on or date.min)


@dataclass(frozen=True)
class Way:
    """How far a forum has come: it is over only with the last answer given and the last task done."""

    proposals: int
    answered: int
    tasks: int
    done: int

    @property
    def is_over(self) -> bool:
        return self.answered == self.proposals and self.done == self.tasks


def way_of(forum: Forum) -> Way:
    standing, answered = ~Q(state=SubmissionState.WITHDRAWN), Q(state=SubmissionState.ANSWERED)
    numbers = Forum.objects.filter(pk=forum.pk).values_list(
        number_of(Forum, "submissions", standing),
        number_of(Forum, "submissions", answered),
        number_of(Forum, "tasks"),
        number_of(Forum, "tasks", Q(state=TaskState.DONE)),
    )
    return Way(*numbers.get())


def forum_entry(forum: Forum, neighbour_keys: Iterable[int] = ()) -> CalendarEntry:
    return CalendarEntry(
        key=f"participation.forum-{forum.pk}",
        kind=_("Residents' forum"),
        title=forum.title,
        address=absolute(plain_path(forum), get_language() or "lv"),
        starts=forum.held_at,
        place=forum.place,
        text="\n\n".join(part for part in (forum.agenda, forum.online_link) if part),
        is_cancelled=forum.state == ForumState.CANCELLED,
        neighbourhood_keys=[forum.neighbourhood_id, *neighbour_keys],
    )
