"""What funded projects came to: for the impact page, which shows sums, people and change (S1-03, S1-05, S1-24)."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Sum

from grants.enums import ChangeLevel, ChangeStage, PeopleGroup, ReportKind, ReportState
from grants.models import Application, ReachedGroup, ReportedChange


@dataclass(frozen=True)
class Theme:
    """One theme of the calls: its projects, their money, the people they reached."""

    name: str
    projects: int
    money: Decimal
    people: int


@dataclass(frozen=True)
class Impact:
    """Figures of all finished projects, or of those of one year."""

    projects: int
    money: Decimal
    people: int
    groups: dict[str, int] = field(default_factory=dict)
    themes: list[Theme] = field(default_factory=list)
    levels: dict[str, dict[str, int]] = field(default_factory=dict)


def impact_of_projects(year: int | None = None) -> Impact:
    """Projects with an accepted final report, of ``year`` if given: sums, people by group and by theme, and on how many
    levels how far the change has come. A project of a call with several themes counts in each of them, once in all."""
    finished = Application.objects.projects().filter(result__isnull=False)
    if year:
        finished = finished.filter(result__accepted_on__year=year)
    rows = list(finished.order_by().values_list("pk", "decision__amount", "result__people_reached", "call__themes"))
    final = {
        "report__contract__application__in": finished,
        "report__kind": ReportKind.FINAL,
        "report__state": ReportState.ACCEPTED,
    }
    groups = dict(ReachedGroup.objects.filter(**final).order_by().values_list("group").annotate(Sum("people")))
    levels: dict[str, dict[str, int]] = {level: dict.fromkeys(ChangeStage, 0) for level in ChangeLevel}
    for level, stage, count in (
        ReportedChange.objects.filter(**final).order_by().values_list("level", "stage").annotate(Count("pk"))
    ):
        levels[level][stage] = count
    return Impact(
        projects=len(rows),
        money=sum((amount for _pk, amount, _people, _themes in rows), Decimal(0)),
        people=sum(people for _pk, _amount, people, _themes in rows),
        groups={group: groups.get(group, 0) for group in PeopleGroup},
        themes=_by_theme(rows),
        levels=levels,
    )


def _by_theme(rows) -> list[Theme]:
    names = sorted({name for _pk, _amount, _people, themes in rows for name in themes})
    return [
        Theme(
            name,
            sum(1 for row in rows if name in row[3]),
            sum((row[1] for row in rows if name in row[3]), Decimal(0)),
            sum(row[2] for row in rows if name in row[3]),
        )
        for name in names
    ]
