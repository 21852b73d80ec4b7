from decimal import Decimal

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from actionplans.queries.timeline import Timeline

register = template.Library()

ROW_HEIGHT = 22
TOP = 22


@register.inclusion_tag("actionplans/partials/timeline.html")
def plan_timeline(timeline: Timeline, accent: str) -> dict:
    """The actions as bars over the plan's years, each labelled with its code; the table below says the same."""
    bars = []
    for index, row in enumerate(timeline.rows):
        top = TOP + index * ROW_HEIGHT
        after = row.left + row.width + 5
        fits = after < timeline.width - 30
        bars.append(
            {
                "left": row.left, "width": row.width, "top": top, "code": row.action.code, "text_top": top + 11,
                "text_left": after if fits else row.left - 5, "anchor_end": not fits, "text_fill": "#1d2729",
            }
        )  # fmt: skip
    return {
        "timeline": timeline, "bars": bars, "accent": accent, "height": TOP + ROW_HEIGHT * max(1, len(bars)),
        "label": _("Actions over the years; the table shows the same"),
    }  # fmt: skip


@register.filter
def plain_number(value: Decimal) -> str:
    """A number without needless zeros, in the reader's writing."""
    normal = value.normalize()
    places = max(0, -normal.as_tuple().exponent)
    return number_format(normal, places, use_l10n=True, force_grouping=True)
