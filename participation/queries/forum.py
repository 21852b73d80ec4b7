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
class Standing:
    """When a neighbourhood's last forum was held, and by which day the next is due; None where there never was one."""

    key: int
    last_on: date | None
    due_on: date | None
    status: Status


@dataclass(frozen=True)
class Compliance:
    """One neighbourhood's forums by year, and by which day the next is due."""

    place: Neighbourhood
    years: list[tuple[int, list[Forum]]]
    due_on: date | None
    next_forum: Forum | None
    status: Status


def standings(now: datetime) -> list[Standing]:
    """All neighbourhoods in which a forum is due every year, those that wait longest first."""
    today = timezone.localdate(now)
    amber, red = legal_rule(AMBER_RULE, today).whole, legal_rule(INTERVAL_RULE, today).whole
    found = []
    for key, last_held_at in inhabited(Neighbourhood.objects.in_use()).values_list("pk", _latest(now)):
        last_on = timezone.localdate(last_held_at) if last_held_at else None
        days = (today - last_on).days if last_on else None
        status = MISSING if days is None or days > red else SOON if days > amber else ON_TIME
        found.append(Standing(key, last_on, last_on + timedelta(days=red) if last_on else None, status))
    return sorted(found, key=lambda one: one.due_on or date.min)


def compliance(standings: Iterable[Standing], now: datetime) -> list[Compliance]:
    """Neighbourhood by year; two queries however many."""
    standings = list(standings)
    keys = [one.key for one in standings]
    places = Neighbourhood.objects.only("name", "slug").in_bulk(keys)
    last_year = timezone.localdate(now).year
    years = range(last_year - YEARS_SHOWN + 1, last_year + 1)
    forums = _forums_since(years[0], keys)
    found = []
    for one in standings:
        held: dict[int, list[Forum]] = {year: [] for year in years}
        next_forum = None
        for forum in forums.get(one.key, []):
            if forum.held_at > now:
                next_forum = next_forum or forum
            elif (year := timezone.localdate(forum.held_at).year) in held:
                held[year].append(forum)
        found.append(Compliance(places[one.key], list(held.items()), one.due_on, next_forum, one.status))
    return found


def _forums_since(year: int, keys: list[int]) -> dict[int, list[Forum]]:
    """The forums of each of the neighbourhoods, its own and those held with its neighbours, by their day."""
    shared = Forum.neighbours.through.objects.filter(neighbourhood__in=keys).values("forum")
    rows = (
        Forum.objects.exclude(state=ForumState.CANCELLED)
        .filter(Q(neighbourhood__in=keys) | Q(pk__in=shared), held_at__year__gte=year)
        .annotate(neighbour_keys=Neighbourhood.objects.keys_for("shared_forums"))
        .only("slug", "held_at", "neighbourhood")
        .order_by("held_at")
    )
    forums: dict[int, list[Forum]] = {}
    for forum in rows:
        for key in {forum.neighbourhood_id, *forum.neighbour_keys}:
            forums.setdefault(key, []).append(forum)
    return forums


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


def promised_before(forum: Forum) -> Forum | None:
    """The forum held last before this one in its neighbourhood, if anything was proposed or promised there: the next one
    begins with what became of it."""
    before = Forum.objects.held().about(forum.neighbourhood_id).filter(held_at__lt=forum.held_at)
    last = before.order_by("-held_at", "-pk").first()
    return last if last and (last.tasks.exists() or last.submissions.exists()) else None


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
