"""What funded projects came to: for the impact page, which shows sums, people and change (S1-03, S1-05, S1-24)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Aggregate, Count, F, Func, Q, QuerySet, Sum

from grants.enums import ChangeLevel, ChangeStage, PeopleGroup, ReportKind, ReportState, ResultKind
from grants.models import Application, ApplicationPartner, ReachedGroup, ReportedChange


@dataclass(frozen=True)
class Share:
    """The projects of one theme, year or neighbourhood, their money, the people they reached."""

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
    partners: int = 0
    groups: dict[str, int] = field(default_factory=dict)
    themes: list[Share] = field(default_factory=list)
    years: list[Share] = field(default_factory=list)
    places: list[Share] = field(default_factory=list)
    levels: dict[str, dict[str, int]] = field(default_factory=dict)
    led_to: dict[str, int] = field(default_factory=dict)
    """How many projects led to each kind of result, as their final reports say."""
    known_years: list[int] = field(default_factory=list)
    """Of which there are figures, the newest first, whichever year these are of."""


def finished_projects(year: int | None = None) -> QuerySet[Application]:
    """Projects with an accepted final report, of ``year`` if given."""
    finished = Application.objects.projects().filter(result__isnull=False).order_by()
    return finished.filter(result__accepted_on__year=year) if year else finished


def impact_of_projects(year: int | None = None) -> Impact:
    """Sums, people by group, projects by theme, year and neighbourhood, and on how many levels how far the change has
    come. A project of a call with several themes counts in each of them, once in all."""
    finished = finished_projects(year)
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
    by_year = _shares(finished_projects(), F("result__accepted_on__year"))
    years = [one for one in by_year if not year or one.name == str(year)]
    return Impact(
        projects=sum(one.projects for one in years),
        money=sum((one.money for one in years), Decimal(0)),
        people=sum(one.people for one in years),
        partners=ApplicationPartner.objects.filter(application__in=finished).aggregate(n=Count("name", distinct=True))["n"],
        groups={group: groups.get(group, 0) for group in PeopleGroup},
        themes=_shares(finished, Func("call__themes", function="unnest")),
        years=years,
        places=_shares(finished.filter(neighbourhood__isnull=False), F("neighbourhood__name")),
        levels=levels,
        led_to=_led_to(finished),
        known_years=[int(one.name) for one in reversed(by_year)],
    )


def _led_to(finished: QuerySet[Application]) -> dict[str, int]:
    kinds = finished.annotate(kind=Func("result__led_to", function="unnest")).values_list("kind")
    counted = dict(kinds.annotate(Count("pk")))
    return {kind: counted.get(kind, 0) for kind in ResultKind}


def _sums(only: Q | None = None) -> dict[str, Aggregate]:
    """The figures of a ``Share``, of all projects or of those ``only``."""
    return {
        "projects": Count("pk", filter=only),
        "money": Sum("decision__amount", filter=only, default=Decimal(0)),
        "people": Sum("result__people_reached", filter=only, default=0),
    }


def _shares(finished: QuerySet[Application], name) -> list[Share]:
    rows = finished.annotate(part=name).values("part").annotate(**_sums()).order_by("part")
    return [Share(str(row["part"]), row["projects"], row["money"], row["people"]) for row in rows]


@dataclass(frozen=True)
class FieldMarks:
    """By what a project belongs to a field of activity: the kinds of result its report names, or the themes of its call."""

    results: Sequence[str]
    themes: Sequence[str]

    @property
    def projects(self) -> Q:
        """A report that names kinds of result says itself where its project belongs; where it names none, the call does."""
        return Q(result__led_to__overlap=[*self.results]) | Q(result__led_to=[], call__themes__overlap=[*self.themes])


def impact_by_fields(fields: Mapping[str, FieldMarks], year: int | None = None) -> list[Share]:
    """The projects of each field of activity (S1-06); a project counts once in a field, and in each field it belongs to."""
    columns = {
        f"{figure}_{number}": total
        for number, marks in enumerate(fields.values())
        for figure, total in _sums(marks.projects).items()
    }
    counted = finished_projects(year).aggregate(**columns)
    return [Share(name, *(counted[f"{figure}_{number}"] for figure in _sums())) for number, name in enumerate(fields)]
