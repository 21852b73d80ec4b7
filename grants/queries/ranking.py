"""From scores to the line where the money ends."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, Max, Min, Q

from grants.enums import ApplicationState
from grants.models import Application, Call, Score
from grants.validators.scoring import SPREAD_LIMIT, ranked

TIE_CRITERION = 2
"""Where points are equal, the second criterion (involvement of residents) decides (demo-data 4.10)."""


@dataclass(frozen=True)
class RankedApplication:
    place: int
    application: Application
    points: Decimal
    evaluations: int
    spread: Decimal
    above_threshold: bool
    above_line: bool

    @property
    def needs_note(self) -> bool:
        return self.spread > SPREAD_LIMIT


def ranking(call: Call) -> list[RankedApplication]:
    """The evaluated applications from the best to the worst, with the line where the money of the call or lot ends.

    Reproducible from the stored scores: three queries, then plain arithmetic.
    """
    applications = {
        one.pk: one
        for one in call.applications.filter(points__isnull=False)
        .exclude(state=ApplicationState.WITHDRAWN)
        .select_related("community", "lot", "decision")
        .annotate(
            evaluation_count=Count("evaluations", filter=Q(evaluations__submitted_at__isnull=False)),
            lowest=Min("evaluations__total"),
            highest=Max("evaluations__total"),
        )
    }
    ties = dict(
        Score.objects.filter(
            evaluation__application__call=call,
            evaluation__submitted_at__isnull=False,
            criterion__position=TIE_CRITERION,
        )
        .values_list("evaluation__application")
        .annotate(Avg("points"))
    )
    order = ranked({pk: one.points for pk, one in applications.items()}, {pk: Decimal(str(mean)) for pk, mean in ties.items()})
    rows, left, left_in_lot = [], call.total, {lot.pk: lot.reserved for lot in call.lots.all()}
    for place, pk in enumerate(order, start=1):
        one = applications[pk]
        enough, needed = one.points >= call.threshold, _money_needed(one)
        above_line = enough and needed <= min(left, left_in_lot.get(one.lot_id, left))
        if above_line:
            left -= needed
            if one.lot_id:
                left_in_lot[one.lot_id] -= needed
        rows.append(
            RankedApplication(
                place, one, one.points, one.evaluation_count, (one.highest or 0) - (one.lowest or 0), enough, above_line
            )
        )
    return rows


def _money_needed(application: Application) -> Decimal:
    """What is asked for, or from the decision on what is awarded: partial funding and a refusal free money below."""
    decision = getattr(application, "decision", None)
    return decision.amount if decision else application.requested
