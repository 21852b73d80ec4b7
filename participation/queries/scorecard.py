"""How the municipality answers, as pages read it: kept figures, and what waits longest."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from participation.models import ScoreFigure, ScoreSnapshot
from participation.queries.counting import FIGURES
from portal.obligations.models import Obligation
from portal.obligations.queries import public_kinds


@dataclass(frozen=True)
class FigureLine:
    """One kept figure in words: a share of a whole, or a plain number."""

    code: str
    label: Any
    group: Any
    part: int
    whole: int | None

    @property
    def share(self) -> int | None:
        return round(100 * self.part / self.whole) if self.whole else None


@dataclass(frozen=True)
class Scorecard:
    """The kept figures of one year, or of the last twelve months. ``now`` tells what waits, whatever the year."""

    year: int | None
    years: list[int]
    now: ScoreSnapshot
    whole: ScoreSnapshot
    units: list[ScoreSnapshot]
    places: list[ScoreSnapshot]
    kinds: list[ScoreSnapshot]
    lines: list[FigureLine]
    trend: list[ScoreSnapshot]

    @property
    def counted_at(self) -> datetime | None:
        return self.whole.counted_at


def clock_figures() -> ScoreSnapshot:
    """The last twelve months and what waits now; empty figures on a portal that has counted nothing yet."""
    return ScoreSnapshot.objects.in_year(None).of_whole().first() or ScoreSnapshot()


def read_scorecard(year: int | None, *, places_shown: int | None = None) -> Scorecard:
    """Four questions to small tables, however many promises there are. Of more neighbourhoods than ``places_shown`` those
    in which most was asked."""
    trend = list(ScoreSnapshot.objects.of_whole().order_by("year"))
    wholes = {one.year: one for one in trend}
    snapshots = ScoreSnapshot.objects.in_year(year)
    if places_shown:
        snapshots = snapshots.without_quiet_places(places_shown)
    rows = list(snapshots.with_names().order_by("unit__name_sort", "neighbourhood__name_sort", "kind"))
    kept = {one.code: one for one in ScoreFigure.objects.filter(year=year)}
    figures = sorted(FIGURES.values(), key=lambda figure: figure.order)
    return Scorecard(
        year=year,
        years=sorted((one for one in wholes if one), reverse=True),
        now=wholes.get(None) or ScoreSnapshot(),
        whole=wholes.get(year) or ScoreSnapshot(),
        units=[one for one in rows if one.unit_id],
        places=[one for one in rows if one.neighbourhood_id],
        kinds=[one for one in rows if one.kind],
        lines=[
            FigureLine(figure.code, figure.label, figure.group, kept[figure.code].part, kept[figure.code].whole)
            for figure in figures
            if figure.code in kept
        ],
        trend=[one for one in trend if one.year and one.answered],
    )


def longest_waiting(limit: int = 10) -> list[Obligation]:
    """What has waited longest for an answer, as everybody may see it."""
    return list(
        Obligation.objects.open().public().filter(kind__in=public_kinds()).select_related("unit").order_by("received_at")[:limit]
    )  # fmt: skip
