"""The self-audits of all units and years, read in two questions."""

from collections import defaultdict
from dataclasses import dataclass

from participation.enums import Mistake, Occurrence
from participation.models import SelfAudit

POINTS = {Occurrence.NO: 0, Occurrence.PARTLY: 1, Occurrence.YES: 2}
MOST = max(POINTS.values()) * len(Mistake)
"""What a unit has that makes all nine."""


@dataclass(frozen=True)
class Trend:
    """Points of one unit, or of one mistake over all units, for each year; None where nobody looked."""

    label: str
    points: list[int | None]


@dataclass(frozen=True)
class SelfAudits:
    """``years`` go up; ``audits`` are those of the chosen ``year`` with their marks."""

    year: int | None
    years: list[int]
    units: list[Trend]
    mistakes: list[Trend]
    audits: list[SelfAudit]
    sums: dict[int, list[int]]
    most: int = MOST

    def average(self, year: int) -> float:
        """Points per unit that looked."""
        return round(sum(self.sums[year]) / len(self.sums[year]), 1)


def read_self_audits(year: int | None) -> SelfAudits:
    """All that is filled in; of the chosen year, or the latest, with each unit's own words."""
    filled = list(SelfAudit.objects.filled().select_related("unit").prefetch_related("marks").order_by("unit__name_sort", "year"))
    years = sorted({one.year for one in filled})
    by_unit: dict[str, dict[int, int]] = defaultdict(dict)
    by_mistake: dict[str, dict[int, int]] = {mistake.value: defaultdict(int) for mistake in Mistake}
    for audit in filled:
        by_unit[audit.unit.name][audit.year] = sum(POINTS[mark.occurrence] for mark in audit.marks.all())
        for mark in audit.marks.all():
            by_mistake[mark.mistake][audit.year] += POINTS[mark.occurrence]
    chosen = year if year in years else years[-1] if years else None
    return SelfAudits(
        year=chosen,
        years=years,
        units=[Trend(name, [points.get(one) for one in years]) for name, points in by_unit.items()],
        mistakes=[Trend(Mistake(code).label, [points.get(one, 0) for one in years]) for code, points in by_mistake.items()],
        audits=[one for one in filled if one.year == chosen],
        sums={one: [points[one] for points in by_unit.values() if one in points] for one in years},
    )
