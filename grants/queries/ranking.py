"""From scores to the line where the money ends."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, Max, Min, Q, QuerySet

from grants.enums import ApplicationState, DecisionOutcome
from grants.models import Application, Bonus, Call, Score
from grants.queries.bonus import bonuses_of
from grants.queries.money import full_purse
from grants.validators.scoring import SPREAD_LIMIT, Standing, ranked, with_bonus
from portal.db import only_columns
from portal.ui.money import to_cents


@dataclass(frozen=True)
class RankedApplication:
    """One line of the ranking. ``points`` are the commission's, ``total`` has the ``bonuses`` on top."""

    place: int
    application: Application
    points: Decimal
    bonuses: list[Bonus]
    total: Decimal
    evaluations: int
    spread: Decimal
    above_threshold: bool
    above_line: bool

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


LINE = ("call", "lot", "state", "title", "points", "requested", "community__name", "decision__amount")
"""What a line of the ranking says of its application."""


def ranking(call: Call, *, columns: tuple[str, ...] = ()) -> list[RankedApplication]:
    """The evaluated applications from the best to the worst, with the line where the money of the call or lot ends.

    Reproducible from the stored scores and the portal's records: a handful of queries, then plain arithmetic. The points
    needed are the commission's own: a bonus moves an application up, it does not lift it over the threshold. Whoever only
    shows the lines asks for the ``columns`` of a ``LINE``; five hundred whole applications take four times as long.
    """
    applications = {one.pk: one for one in _judged(call, columns)}
    bonuses, ties, funded = bonuses_of(call), _tie_points(call), _funded_before(call)
    totals = {pk: with_bonus(one.points, _sum(bonuses.get(pk, []))) for pk, one in applications.items()}
    order = ranked(
        Standing(pk, totals[pk], ties.get(pk, Decimal(0)), one.community_id in funded) for pk, one in applications.items()
    )
    rows, purse = [], full_purse(call)
    for place, pk in enumerate(order, start=1):
        one = applications[pk]
        enough, needed = one.points >= call.threshold, _money_needed(one)
        above_line = enough and needed <= purse.left_for(one.lot_id)
        if above_line:
            purse.take(one.lot_id, needed)
        spread = (one.highest or Decimal(0)) - (one.lowest or Decimal(0))
        rows.append(
            RankedApplication(
                place, one, one.points, bonuses.get(pk, []), totals[pk], one.evaluation_count, spread, enough, above_line
            )
        )
    return rows


def _sum(bonuses: list[Bonus]) -> Decimal:
    return Decimal(sum(bonus.points for bonus in bonuses))


def _judged(call: Call, columns: tuple[str, ...]) -> QuerySet[Application]:
    judged = call.applications.filter(points__isnull=False).exclude(state=ApplicationState.WITHDRAWN)
    whole = ("community", "lot", "decision", "discussion_note")
    judged = only_columns(judged, *columns) if columns else judged.select_related(*whole)
    return judged.annotate(
        evaluation_count=Count("evaluations", filter=Q(evaluations__submitted_at__isnull=False)),
        lowest=Min("evaluations__total"),
        highest=Max("evaluations__total"),
    )


def _tie_points(call: Call) -> dict[int, Decimal]:
    """The mean of the points for the criterion that decides a tie; empty where the call names none."""
    scores = Score.objects.filter(
        evaluation__application__call=call, evaluation__submitted_at__isnull=False, criterion=call.tie_criterion_id
    )
    means = scores.order_by().values_list("evaluation__application").annotate(mean=Avg("points"))
    return {key: Decimal(str(mean)) for key, mean in means}


def _funded_before(call: Call) -> set[int]:
    """Applicants with a project that another call had funded by the deadline: otherwise equal, the others come first."""
    projects = Application.objects.projects().exclude(call=call).filter(decision__decided_at__lt=call.closes_at)
    return set(projects.filter(community__applications__call=call).values_list("community", flat=True))


def _money_needed(application: Application) -> Decimal:
    """What is asked for, or from the decision on what is awarded: partial funding, a refusal and an award that lapsed
    free money below."""
    if application.state == ApplicationState.LAPSED:
        return Decimal(0)
    decision = getattr(application, "decision", None)
    return decision.amount if decision else application.requested


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
