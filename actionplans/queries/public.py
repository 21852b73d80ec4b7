"""What everybody sees of a plan: the story in figures, its goals, and the actions at hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import JSONObject

from actionplans.enums import ActionStatus
from actionplans.models import Action, Challenge, Chapter, ChapterTemplate, Indicator, Plan, PlanReview, Point
from actionplans.models.action import OVER
from actionplans.models.point import POINT_LISTS
from actionplans.queries.goal import GoalView, average, by_code, goal_views
from actionplans.queries.joining import takes_joiners
from actionplans.queries.plan import ChapterState, chapter_states, total_money
from communities.models import Neighbourhood

AT_HAND = 20
"""A page shows so many actions; the rest stand on the list of actions."""


@dataclass(frozen=True)
class ActionLine:
    """One action with how many have joined it, and whether it takes others in."""

    action: Action
    joined: int
    is_open: bool


@dataclass(frozen=True)
class Sums:
    """All actions of a plan: how many, how many of them done, their money, how many people have joined."""

    actions: int
    done: int
    money: Decimal
    joined: int

    @classmethod
    def of(cls, actions: list[Action]) -> "Sums":
        done = sum(one.progress == ActionStatus.DONE for one in actions)
        return cls(len(actions), done, total_money(actions), sum(one.joined for one in actions))

    @classmethod
    def counted(cls, plan: Plan) -> "Sums":
        """By the database, where the actions are too many to be read."""
        done = Count("pk", filter=Q(progress=ActionStatus.DONE))
        return cls(
            *plan.actions.with_joined()
            .aggregate(number=Count("pk"), done=done, spent=Sum("money"), people=Sum("joined"))
            .values()
        )


@dataclass(frozen=True)
class Overview:
    """``percent`` is the plan's headline: how far its goals have come on average (S0-68)."""

    figures: Sums
    percent: int | None
    goals: list[GoalView]
    lines: list[ActionLine]

    @property
    def indicators(self) -> list[Indicator]:
        return [one.indicator for view in self.goals for one in view.indicators]

    @property
    def holds(self) -> dict[str, bool]:
        """As ``chapter_states`` asks for it."""
        content = ChapterTemplate.Content
        return {
            content.GOALS: bool(self.goals),
            content.ACTIONS: self.figures.actions > 0,
            content.INDICATORS: bool(self.indicators),
        }

    @property
    def hidden(self) -> int:
        return self.figures.actions - len(self.lines)


def overview_of(plan: Plan, today: date) -> Overview:
    """The goals all together, and of the actions those that go on now or come next."""
    rows = plan.actions.with_joined().with_goals()
    actions = list(rows[: AT_HAND + 1])
    if len(actions) <= AT_HAND:
        sums = Sums.of(actions)
    else:
        sums = Sums.counted(plan)
        coming = rows.exclude(progress__in=OVER).filter(ends_on__gte=today)
        actions = list(coming.order_by("starts_on", "pk")[:AT_HAND])
    actions = by_code(actions)
    for action in actions:
        action.plan = plan
    goals = goal_views(plan, actions)
    percent = average([view.percent for view in goals if view.percent is not None])
    return Overview(sums, percent, goals, action_lines(actions))


def action_lines(actions: list[Action]) -> list[ActionLine]:
    """Of ``actions`` read ``with_joined()``, their plans fetched."""
    return [ActionLine(action, action.joined, takes_joiners(action)) for action in actions]


def with_text(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """With everything that ``chapter_parts`` shows."""
    shown = JSONObject(kind="kind", title="title", text="text", partner="partner__slug", community="community__slug")
    points = Point.objects.filter(chapter=OuterRef("pk")).order_by("pk").values(row=shown)
    chapters = Chapter.objects.annotate(listed=ArraySubquery(points)).order_by("kind__position")
    return plans.annotate(places=Neighbourhood.objects.links_for("plans")).prefetch_related(Prefetch("chapters", chapters))


def with_course(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """With the short lists that tell of its course: ``challenge_links``, and ``reviews_told``, the latest first."""
    challenges = Challenge.objects.filter(plan=OuterRef("pk")).order_by("position")
    reviews = PlanReview.objects.filter(plan=OuterRef("pk")).order_by("-year", "-pk")
    told = ("pk", "year", "is_final", "summary", "changes")
    return plans.annotate(
        challenge_links=ArraySubquery(challenges.values(row=JSONObject(position="position", title="title"))),
        reviews_told=ArraySubquery(reviews.values(row=JSONObject(**{name: name for name in told}))),
    )


@dataclass(frozen=True)
class ChapterPart:
    """A chapter with its lists of points, each under its heading. A point leads to the page of the slug in ``partner`` or in
    ``community``, where it has one."""

    state: ChapterState
    lists: list[tuple[str, list[dict[str, str]]]]
    holds_places: bool

    @property
    def is_begun(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.lists or self.holds_places or (self.state.chapter and self.state.chapter.text.strip()))


def chapter_parts(plan: Plan, holds: Mapping[str, bool] | None = None) -> list[ChapterPart]:
    """The chapters in their order (S0-51). Reads the plan ``with_text()``; ``holds`` as in ``chapter_states``."""
    return [ChapterPart(state, _lists(state.chapter), _has_places(plan, state)) for state in chapter_states(plan, holds)]


def _has_places(plan: Plan, state: ChapterState) -> bool:
    return state.kind.content == ChapterTemplate.Content.PLACES and bool(plan.places)


def _lists(chapter: Chapter | None) -> list[tuple[str, list[dict[str, str]]]]:
    """In the order in which the lists are asked for, whichever was written first."""
    points: dict[str, list[dict[str, str]]] = {}
    for point in chapter.listed if chapter else ():
        points.setdefault(point["kind"], []).append(point)
    return [(str(info.heading), points[kind]) for kind, info in POINT_LISTS.items() if kind in points]
