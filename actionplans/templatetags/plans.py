from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from actionplans.enums import ActionStatus
from actionplans.models import Indicator
from actionplans.queries.charts import course_of
from actionplans.queries.timeline import Timeline

register = template.Library()

ROW_HEIGHT = 22
TOP = 22
GUTTER = 40
"""Room for the codes, left of the first year."""


@register.inclusion_tag("actionplans/partials/timeline.html")
def plan_timeline(timeline: Timeline, accent: str) -> dict:
    """The actions as bars over the plan's years, each beside its code; the table says the same.

    What is done is filled, what goes on is lighter, what has not begun or was stopped is an outline: told apart also in
    black and white.
    """
    fillings = {ActionStatus.DONE: "1", ActionStatus.ON_TIME: "0.55", ActionStatus.LATE: "0.55"}
    bars = [
        {
            "code": row.action.code, "left": GUTTER + row.left, "width": row.width, "top": TOP + index * ROW_HEIGHT,
            "text_top": TOP + index * ROW_HEIGHT + 11, "filling": fillings.get(row.action.progress, "0"),
        }
        for index, row in enumerate(timeline.rows)
    ]  # fmt: skip
    return {
        "bars": bars,
        "years": [(year, GUTTER + left) for year, left in timeline.years],
        "today": None if timeline.today is None else GUTTER + timeline.today,
        "accent": accent,
        "width": GUTTER + timeline.width + 2,
        "height": TOP + ROW_HEIGHT * max(1, len(bars)),
        "label": _("Actions over the years; the table shows the same"),
    }


@register.inclusion_tag("actionplans/partials/sparkline.html")
def sparkline(indicator: Indicator) -> dict:
    """An indicator's course as small as a word: reached as a line, the way to the target dashed; the row says the same."""
    course = course_of(indicator)
    values = [value for value in (*course.reached, *course.promised) if value is not None]
    low, high = min(values), max(values)

    def points(series: list[float | None]) -> str:
        last, span = max(1, len(series) - 1), (high - low) or 1
        places = [(90 * n / last, 20 - 18 * (one - low) / span) for n, one in enumerate(series) if one is not None]
        return " ".join(f"{2 + x:.1f},{y:.1f}" for x, y in places)

    reached = points(course.reached)
    return {
        "reached": reached,
        "promised": points(course.promised),
        "end": reached.rpartition(" ")[2].split(","),
        "label": _("The course of the values; the row says the same"),
    }


@register.filter
def links(pages: Iterable[tuple[str, str]]) -> str:
    """Addresses with their words, one after the other: hundreds of them take longer in a loop of the template."""
    return format_html_join(", ", '<a href="{}">{}</a>', pages)


@register.filter
def plain_number(value: Decimal) -> str:
    """A number without needless zeros, in the reader's writing."""
    normal = value.normalize()
    places = max(0, -normal.as_tuple().exponent)
    return number_format(normal, places, use_l10n=True, force_grouping=True)
