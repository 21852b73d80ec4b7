"""How a call ended, for everybody (S4-102)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from grants.enums import ApplicationState, CallState
from grants.models import Application, Call, Criterion, Score


@dataclass(frozen=True)
class ScoredProject:
    """A supported project with its points by criterion: means of all evaluations, nobody's own."""

    project: Application
    by_criterion: list[Decimal | None]


@dataclass(frozen=True)
class ResultsOfCall:
    """How a call ended (S4-102): supported projects with their points; of the others only how many there were."""

    projects: list[ScoredProject]
    awarded: Decimal
    submitted: int
    reserve: int
    rejected: int
    ineligible: int


def results_of(call: Call, criteria: Iterable[Criterion]) -> ResultsOfCall | None:
    """None until the decisions are made. ``criteria`` are those of the call, in their order."""
    if call.state not in (CallState.DECIDED, CallState.FINISHED):
        return None
    count = models.Count
    numbers = call.applications.submitted().aggregate(
        submitted=count("pk"),
        **{
            state.value: count("pk", filter=models.Q(state=state))
            for state in (ApplicationState.RESERVE, ApplicationState.REJECTED, ApplicationState.INELIGIBLE)
        },
    )
    projects = list(call.applications.projects().for_list().order_by("-points", "title_sort", "pk"))
    points = _mean_points(call)
    return ResultsOfCall(
        [ScoredProject(one, [points.get((one.pk, criterion.pk)) for criterion in criteria]) for one in projects],
        sum((one.decision.amount for one in projects), Decimal(0)),
        **numbers,
    )


def _mean_points(call: Call) -> dict[tuple[int, int], Decimal]:
    rows = (
        Score.objects.filter(evaluation__application__call=call, evaluation__submitted_at__isnull=False)
        .values_list("evaluation__application", "criterion")
        .annotate(mean=models.Avg("points", output_field=models.DecimalField(max_digits=6, decimal_places=2)))
    )
    return {(application, criterion): mean for application, criterion, mean in rows}
