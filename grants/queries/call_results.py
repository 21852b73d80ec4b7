"""How a call ended, for everybody (S4-102)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db import models

from grants.enums import ApplicationState, CallState
from grants.models import Application, Call, Criterion, Score
from grants.models.application import PUBLIC_STATES
from portal.db import only_columns

PROJECTS_SHOWN = 30


@dataclass(frozen=True)
class ScoredProject:
    """A supported project with its points by criterion: means of all evaluations, nobody's own."""

    project: Application
    by_criterion: list[Decimal | None]


@dataclass(frozen=True)
class ResultsOfCall:
    """How a call ended (S4-102): supported projects with their points, one page of them (``page`` holds their places, not
    the projects); of the others only how many there were."""

    page: Page
    projects: list[ScoredProject]
    supported: int
    awarded: Decimal
    submitted: int
    reserve: int
    rejected: int
    ineligible: int
    lapsed: int


def results_of(call: Call, criteria: Iterable[Criterion], page_number: object = None) -> ResultsOfCall | None:
    """None until the decisions are made. ``criteria`` are those of the call, in their order; a ``page_number`` that means
    nothing is the first."""
    if call.state not in (CallState.DECIDED, CallState.FINISHED):
        return None
    numbers = _numbers(call)
    page = Paginator(range(numbers["supported"]), PROJECTS_SHOWN).get_page(page_number)
    shown = page.object_list
    rows = only_columns(call.applications.projects(), "call", "title", "points", "community__name", "decision__amount")
    projects = list(rows.order_by("-points", "title_sort", "pk")[shown.start : shown.stop])
    points = _mean_points(projects)
    scored = [ScoredProject(one, [points.get((one.pk, criterion.pk)) for criterion in criteria]) for one in projects]
    return ResultsOfCall(page, scored, **numbers)


def _numbers(call: Call) -> dict[str, int | Decimal]:
    counted = (ApplicationState.RESERVE, ApplicationState.REJECTED, ApplicationState.INELIGIBLE, ApplicationState.LAPSED)
    is_project = models.Q(state__in=PUBLIC_STATES)
    return call.applications.submitted().aggregate(
        submitted=models.Count("pk"),
        supported=models.Count("pk", filter=is_project),
        awarded=models.Sum("decision__amount", filter=is_project, default=Decimal(0)),
        **{state.value: models.Count("pk", filter=models.Q(state=state)) for state in counted},
    )


def _mean_points(projects: Iterable[Application]) -> dict[tuple[int, int], Decimal]:
    rows = (
        Score.objects.filter(evaluation__application__in=[one.pk for one in projects], evaluation__submitted_at__isnull=False)
        .values_list("evaluation__application", "criterion")
        .annotate(mean=models.Avg("points", output_field=models.DecimalField(max_digits=6, decimal_places=2)))
    )
    return {(application, criterion): mean for application, criterion, mean in rows}
