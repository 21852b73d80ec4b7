""" "Kā pašvaldība atbild": how the municipality keeps its promises, read from figures that a worker keeps."""

import tablib
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from participation.models import ScoreSnapshot
from participation.queries.scorecard import Scorecard, longest_waiting, read_scorecard
from portal.municipality.queries import current_municipality
from portal.ui.charts import Chart, Series, bars, lines
from portal.ui.exports import EXPORT_FORMATS, table_response
from portal.ui.page_cache import for_everybody

CHARTED = 12
"""More bars than these say nothing; the table beside them names everybody."""
PLACES_SHOWN = 40
"""Neighbourhoods in the table; the file for download names all."""


@login_not_required
def scorecard(request):
    """Waiting, in time, how fast, by unit, neighbourhood and kind; whom the year reached; the longest waiting first."""
    year = request.GET.get("gads", "")
    is_export = request.GET.get("formats", "") in EXPORT_FORMATS
    places_shown = None if is_export else PLACES_SHOWN
    card = read_scorecard(int(year) if year.isdecimal() and len(year) == 4 else None, places_shown=places_shown)
    if is_export:
        return table_response(_as_table(card), request.GET["formats"], name=f"atbilzu-parskats-{card.year or '12-menesi'}")
    told = for_everybody(f"scorecard.{card.year}.{card.counted_at}", lambda: _told(card))
    return render(request, "participation/scorecard.html", {"card": card, **told})


def _told(card: Scorecard) -> dict[str, str]:
    """All below the figures, drawn: the tables of the year, how the guidelines are kept, and what waits longest now."""
    parts = {
        "tables": {"card": card, "tables": _tables(card), "trend": _trend(card)},
        "lines": {"card": card, "reach": _reach(card)},
        "waiting": {"waiting": longest_waiting()},
    }
    return {name: render_to_string(f"participation/partials/score_{name}.html", context) for name, context in parts.items()}


def _tables(card: Scorecard) -> list[tuple]:
    """Title, anchor, rows and, where so few can be told apart, a chart."""
    by_unit = _share_chart(_("Answered in time, percent, by unit"), card.units)
    by_place = _share_chart(_("Answered in time, percent, by neighbourhood"), card.places)
    return [
        (_("By unit"), "nodalas", card.units, by_unit),
        (_("By neighbourhood"), "apkaimes", card.places, by_place),
        (_("By kind"), "veidi", card.kinds, None),
    ]


def _share_chart(title: str, rows: list[ScoreSnapshot]) -> Chart | None:
    answered = [one for one in rows if one.answered]
    if not 1 < len(answered) <= CHARTED:
        return None
    series = [Series(_("Answered in time, percent"), [one.share_in_time for one in answered])]
    return bars(title, [one.name for one in answered], series, accent=current_municipality().accent_colour)


def _trend(card: Scorecard) -> Chart | None:
    """Year by year: how many of a hundred answers came in time."""
    if len(card.trend) < 2:
        return None
    series = [Series(_("Answered in time, percent"), [one.share_in_time for one in card.trend])]
    labels = [str(one.year) for one in card.trend]
    return lines(_("Answered in time, percent, by year"), labels, series, accent=current_municipality().accent_colour)


def _reach(card: Scorecard) -> Chart | None:
    """The shares among the other figures; plain numbers stand in the table alone."""
    shares = [line for line in card.lines if line.share is not None]
    if not shares:
        return None
    series = [Series(_("Percent"), [line.share for line in shares])]
    return bars(_("Shares, percent"), [str(line.label) for line in shares], series, accent=current_municipality().accent_colour)


def _as_table(card: Scorecard) -> tablib.Dataset:
    """Everything the page shows, and the neighbourhoods it has no room for, one line each."""
    table = tablib.Dataset(
        headers=[
            _("Division"), _("Name"), _("Waiting"), _("Overdue"), _("Answered"), _("In time"), _("Median, working days"),
            _("90th percentile, working days"), _("Published answers"), _("Taken into account, percent"), _("Of how many"),
        ]
    )  # fmt: skip
    divisions = [(_("Municipality"), [card.whole]), (_("Unit"), card.units), (_("Neighbourhood"), card.places)]
    for division, rows in [*divisions, (_("Kind"), card.kinds)]:
        for one in rows:
            table.append([
                division, one.name, one.waiting, one.overdue, one.answered, one.in_time, one.median_days,
                one.ninetieth_days, one.published, one.share_taken, None,
            ])  # fmt: skip
    for line in card.lines:
        table.append([str(line.group), str(line.label), *[None] * 3, line.part, *[None] * 4, line.whole])
    return table
