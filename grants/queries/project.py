"""The funded projects: their figures, and what their accepted reports say."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum

from grants.enums import ReportKind, ReportState, ResultKind
from grants.models import Application, ProjectReport, ReachedGroup, ReportedChange, ReportPhoto


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


def accepted_reports(project: Application) -> dict[str, Any]:
    """What everybody may read of the accepted reports: photos of all, people, change and lessons of the last."""
    accepted = ProjectReport.objects.filter(contract__application=project, state=ReportState.ACCEPTED)
    final = accepted.filter(kind=ReportKind.FINAL).first()
    return {
        "report": final,
        "photos": ReportPhoto.objects.filter(report__in=accepted).order_by("report__due_on", "position"),
        "reached": ReachedGroup.objects.filter(report=final) if final else [],
        "reported_changes": ReportedChange.objects.filter(report=final) if final else [],
        "led_to": [ResultKind(kind).label for kind in final.led_to] if final else [],
    }
