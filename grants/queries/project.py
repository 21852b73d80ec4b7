"""Figures of the funded projects."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from grants.models import Application


@dataclass(frozen=True)
class ProjectFigures:
    """The funded projects in all: how many, for how much, how many people were reached."""

    projects: int
    money: Decimal
    people: int


def project_figures() -> ProjectFigures:
    found = Application.objects.projects().aggregate(
        projects=Count("pk"), money=Sum("decision__amount"), people=Sum("result__people_reached")
    )
    return ProjectFigures(found["projects"], found["money"] or Decimal(0), found["people"] or 0)
