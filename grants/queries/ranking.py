"""From scores to the line where the money ends."""

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Avg, Count, FilteredRelation, Max, Min, OuterRef, Q, Subquery

from grants.enums import ApplicationState, DecisionOutcome
from grants.models import Application, Bonus, Call, Score
from grants.queries.bonus import bonuses_of
from grants.queries.money import full_purse
from grants.validators.scoring import SPREAD_LIMIT, Standing, ranked, with_bonus
from grants.workflow import APPLICATION
from portal.ui.money import to_cents
from portal.workflow import Status


class Judged(NamedTuple):
    """An application as far as its place follows from it, whether money is left for it, and what a line says of it."""

    pk: int
    title: str
    community: str
    lot: int | None
    state: str
    points: Decimal
    requested: Decimal
    awarded: Decimal | None
    evaluations: int
    lowest: Decimal | None
    highest: Decimal | None
    tie: float | None
    funded_before: int | None

    @property
    def needed(self) -> Decimal:
        """What is asked for, or from the decision on what is awarded: partial funding, a refusal and an award that lapsed
        free money below."""
        if self.state == ApplicationState.LAPSED:
            return Decimal(0)
        return self.requested if self.awarded is None else self.awarded

    @property
    def status(self) -> Status:
        return APPLICATION.status(self.state)

    @property
    def spread(self) -> Decimal:
        return (self.highest or Decimal(0)) - (self.lowest or Decimal(0))


@dataclass(frozen=True)
class Rank:
    """One line of the ranking. ``points`` are the commission's, ``total`` has the ``bonuses`` on top."""

    place: int
    judged: Judged
    bonuses: list[Bonus]
    total: Decimal
    above_threshold: bool
    above_line: bool

    @property
    def points(self) -> Decimal:
        return self.judged.points

    @property
    def evaluations(self) -> int:
        return self.judged.evaluations

    @property
    def spread(self) -> Decimal:
        return self.judged.spread

    @property
    def needs_note(self) -> bool:
        return self.spread > SPREAD_LIMIT

    @property
    def bonus(self) -> Decimal:
        return self.total - self.points

    @property
    def outcome(self) -> DecisionOutcome:
        """What the ranking itself says of the application."""
        if self.above_line:
            return DecisionOutcome.FUNDED
        return DecisionOutcome.RESERVE if self.above_threshold else DecisionOutcome.REJECTED


@dataclass(frozen=True)
class RankedApplication(Rank):
    """A line with its application, whole."""

    application: Application


def ranking(call: Call) -> list[RankedApplication]:
    """As ``ranks``, for whoever needs the applications themselves and not only what a line says of them."""
    lines = ranks(call)
    whole = Application.objects.select_related("community", "lot", "decision", "discussion_note")
    found = whole.in_bulk([line.judged.pk for line in lines])
    return [RankedApplication(application=found[line.judged.pk], **vars(line)) for line in lines]


def ranks(call: Call) -> list[Rank]:
    """The evaluated applications from the best to the worst, with the line where the money of the call or lot ends.

    Reproducible from the stored scores and the portal's records: a few queries, then plain arithmetic. The points needed are
    the commission's own: a bonus moves an application up, it does not lift it over the threshold.
    """
    judged = {one.pk: one for one in _judged(call)}
    bonuses = bonuses_of(call)
    totals = {pk: with_bonus(one.points, _sum(bonuses.get(pk, []))) for pk, one in judged.items()}
    order = ranked(Standing(pk, totals[pk], Decimal(str(one.tie or 0)), bool(one.funded_before)) for pk, one in judged.items())
    lines, purse = [], full_purse(call)
    for place, pk in enumerate(order, start=1):
        one = judged[pk]
        enough, needed = one.points >= call.threshold, one.needed
        above_line = enough and needed <= purse.left_for(one.lot)
        if above_line:
            purse.take(one.lot, needed)
        lines.append(Rank(place, one, bonuses.get(pk, []), totals[pk], enough, above_line))
    return lines


def _sum(bonuses: list[Bonus]) -> Decimal:
    return Decimal(sum(bonus.points for bonus in bonuses))


def _judged(call: Call) -> list[Judged]:
    """One query. Points for the criterion that decides a tie are there only where the call names one."""
    is_submitted = Q(evaluations__submitted_at__isnull=False)
    decides = Q(evaluations__scores__criterion=call.tie_criterion_id)
    judged = call.applications.filter(points__isnull=False).exclude(state=ApplicationState.WITHDRAWN).order_by()
    rows = (
        judged.annotate(tie_score=FilteredRelation("evaluations__scores", condition=decides))
        .values_list("pk", "title", "community__name", "lot", "state", "points", "requested", "decision__amount")
        .annotate(
            number=Count("evaluations", filter=is_submitted),
            lowest=Min("evaluations__total"),
            highest=Max("evaluations__total"),
            tie=Avg("tie_score__points", filter=is_submitted),
            funded_before=_funded_before(call),
        )
    )
    return [Judged(*row) for row in rows]


def _funded_before(call: Call) -> Subquery:
    """A project of the applicant that another call had funded by the deadline: otherwise equal, the others come first.

    Not EXISTS: for that PostgreSQL reads all projects there are.
    """
    projects = Application.objects.projects().exclude(call=call).filter(decision__decided_at__lt=call.closes_at)
    return Subquery(projects.filter(community=OuterRef("community")).order_by().values("pk")[:1])


@dataclass(frozen=True)
class CriterionPoints:
    """What the members gave on average for one criterion."""

    title: str
    weight: int
    maximum: int
    mean: Decimal


def criterion_points(applications) -> dict[int, list[CriterionPoints]]:
    """For each of ``applications`` the mean points by criterion, in the order of the call; one query."""
    means = (
        Score.objects.filter(evaluation__application__in=applications, evaluation__submitted_at__isnull=False)
        .order_by("criterion__position")
        .values_list(
            "evaluation__application", "criterion__title", "criterion__weight", "criterion__maximum", "criterion__position"
        )
        .annotate(mean=Avg("points"))
    )
    found: dict[int, list[CriterionPoints]] = {}
    for key, title, weight, maximum, _position, mean in means:
        found.setdefault(key, []).append(CriterionPoints(title, weight, maximum, to_cents(Decimal(str(mean)))))
    return found
