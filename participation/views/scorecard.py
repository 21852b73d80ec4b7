""" "Kā pašvaldība atbild": how the municipality keeps its promises."""

import tablib
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from participation.queries.scorecard import figures_by_unit, longest_waiting
from portal.municipality.queries import current_municipality
from portal.obligations.queries import clock_figures
from portal.ui.charts import Series, bars
from portal.ui.exports import neutralise


@login_not_required
def scorecard(request):
    """ "Kā pašvaldība atbild": waiting, in time, median; by unit; the longest waiting first."""
    now = timezone.now()
    units = figures_by_unit(now)
    if request.GET.get("formats") == "csv":
        return _scorecard_csv(units)
    answered = [unit for unit in units if unit.share_in_time is not None]
    chart = bars(
        gettext("Answered in time, percent, by unit"),
        [unit.unit for unit in answered],
        [Series(gettext("Answered in time, percent"), [unit.share_in_time for unit in answered])],
        accent=current_municipality().accent_colour,
    )
    context = {
        "figures": clock_figures(now),
        "units": units,
        "chart": chart if answered else None,
        "waiting": longest_waiting(now),
    }
    return render(request, "participation/scorecard.html", context)


def _scorecard_csv(units) -> HttpResponse:
    rows = tablib.Dataset(headers=[str(_("Unit")), str(_("Waiting")), str(_("Overdue")), str(_("Answered")), str(_("In time"))])
    for unit in units:
        rows.append([neutralise(unit.unit), unit.waiting, unit.overdue, unit.answered, unit.in_time])
    response = HttpResponse("\ufeff" + rows.export("csv"), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="atbilzu-parskats.csv"'
    return response
