"""What the units say of themselves: nine typical mistakes, year by year (S4-36)."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext as _

from participation.queries.self_audit import read_self_audits
from portal.municipality.queries import current_municipality
from portal.ui.charts import Series, lines


@login_not_required
def self_audit(request):
    """The trend by unit and by mistake, and what each unit says of the chosen year."""
    year = request.GET.get("gads", "")
    audits = read_self_audits(int(year) if year.isdecimal() and len(year) == 4 else None)
    chart = None
    if len(audits.years) > 1:
        series = [Series(_("Points per unit"), [audits.average(one) for one in audits.years])]
        labels = [str(one) for one in audits.years]
        accent = current_municipality().accent_colour
        chart = lines(_("Points of mistakes per unit, by year"), labels, series, accent=accent)
    return render(request, "participation/self_audit.html", {"audits": audits, "chart": chart})
