"""What projects and plans came to together, beside what two earlier programmes reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.enums import ActionStatus
from actionplans.models import Action, ActivityField, Plan
from communities.queries.about import LATGALE_FIGURES, Figure
from grants.queries.impact import FieldMarks, Impact, Share, impact_by_fields, impact_of_projects
from portal.ui.cache import kept


@dataclass(frozen=True)
class Programme:
    """What an earlier programme reached: figures of a published source, for comparison."""

    name: Any
    about: Any
    figures: tuple[Figure, ...]


PROGRAMMES = (
    Programme(
        _("Programme 2016–2021"),
        _("A programme for a cohesive society: projects and visits to learn from one another, with partners all over Latvia."),
        (
            Figure("2 800 000", pgettext_lazy("programme", "budget, EUR")),
            Figure("170", pgettext_lazy("programme", "projects carried out")),
            Figure("66", pgettext_lazy("programme", "partners")),
            Figure("326 475", pgettext_lazy("programme", "participants")),
        ),
    ),
    Programme(
        _("“Active communities” in Latgale, since 2019"),
        _("Authors: the association “Izglītības iniciatīvu centrs” and the British Council in Latvia."),
        LATGALE_FIGURES,
    ),
)
"""S1-01 to S1-05 and S3-26 to S3-30."""


@dataclass(frozen=True)
class PlanFigures:
    """The plans that stand: how many, with how many actions, how many of them done, their money, who joined."""

    plans: int
    actions: int
    done: int
    money: Decimal
    joined: int


@dataclass(frozen=True)
class Results:
    """The whole impact page. ``fields`` are read apart, because their names follow the reader's language."""

    year: int | None
    years: list[int]
    projects: Impact
    fields: dict[str, Share]
    plans: PlanFigures


def results_of(year: int | None, fields: Iterable[ActivityField]) -> Results:
    """The figures of ``year``, or of all years, also by ``fields``; read at most once a minute."""
    return kept(f"actionplans.results.{year or 'all'}", lambda: _count(year, fields))


def _count(year: int | None, fields: Iterable[ActivityField]) -> Results:
    projects = impact_of_projects(year)
    marks = {field.slug: FieldMarks(field.kinds, field.themes) for field in fields}
    return Results(
        year=year,
        years=projects.known_years,
        projects=projects,
        fields={share.name: share for share in impact_by_fields(marks, year)},
        plans=_plans(year),
    )


def _plans(year: int | None) -> PlanFigures:
    """Of plans the council has adopted; with ``year`` those that stand in it and their actions of that year."""
    plans, actions = Plan.objects.filter(adopted_on__isnull=False), Action.objects.filter(plan__adopted_on__isnull=False)
    if year:
        plans = plans.filter(year_from__lte=year, year_to__gte=year)
        actions = actions.filter(starts_on__year__lte=year, ends_on__year__gte=year)
    counted = actions.with_joined().aggregate(
        number=Count("pk"), done=Count("pk", filter=Q(progress=ActionStatus.DONE)), spent=Sum("money"), people=Sum("joined")
    )
    return PlanFigures(plans.count(), counted["number"], counted["done"], counted["spent"] or Decimal(0), counted["people"] or 0)
