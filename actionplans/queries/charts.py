"""Indicators as pictures: what was reached beside the way to the target."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from actionplans.models import Indicator
from portal.ui.charts import Chart, Series, lines


@dataclass(frozen=True)
class Course:
    """Year by year: the last value read in each, and what the way to the target asks for. None where there is nothing."""

    years: range
    reached: list[float | None]
    promised: list[float | None]


def course_of(indicator: Indicator) -> Course:
    """From the baseline over the yearly targets to the target. Reads the prefetched readings and targets."""
    reached = {indicator.baseline_on.year: indicator.baseline}
    reached |= {one.measured_on.year: one.value for one in sorted(indicator.readings.all(), key=lambda one: one.measured_on)}
    fixed = {indicator.baseline_on.year: indicator.baseline}
    fixed |= {one.year: one.value for one in indicator.targets.all()}
    fixed |= {indicator.target_on.year: indicator.target}
    years = range(min(fixed), max(*fixed, *reached) + 1)
    return Course(years, [_plain(reached.get(year)) for year in years], [_plain(_on_the_way(fixed, year)) for year in years])


def indicator_chart(indicator: Indicator, *, accent: str) -> Chart:
    course = course_of(indicator)
    return lines(
        f"{indicator.name}, {indicator.unit}",
        [str(year) for year in course.years],
        [Series(_("The way to the target"), course.promised), Series(_("Reached"), course.reached)],
        accent=accent,
    )


def _on_the_way(fixed: dict[int, Decimal], year: int) -> Decimal | None:
    """What was promised for ``year``, or what lies evenly between the promises before and after it."""
    before = max((one for one in fixed if one <= year), default=None)
    after = min((one for one in fixed if one >= year), default=None)
    if before is None or after is None:
        return None
    if before == after:
        return fixed[before]
    return fixed[before] + (fixed[after] - fixed[before]) * (year - before) / (after - before)


def _plain(value: Decimal | None) -> float | None:
    """To two places; a whole number without any."""
    if value is None:
        return None
    return int(value) if value == int(value) else round(float(value), 2)
