from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext as _

from communities.queries import about as known
from communities.queries.cooperation import ELEMENTS
from portal.ui.charts import Series, bars
from portal.ui.panels import Slot, gather


@login_not_required
def about(request):
    """What communities are and what they gain, with the figures and whom they come from."""
    support = known.SUPPORT_RECEIVED
    factors = known.founding_factors()
    context = {
        "survey": bars(
            _("Support received, percent of the activists asked"),
            [str(label) for label, _share in support],
            [Series(_("Percent"), [share for _label, share in support])],
        ),
        "founding": bars(
            _("What the registered communities grew out of"),
            [label for label, _count in factors],
            [Series(_("Communities"), [count for _label, count in factors])],
        ),
        "surveyed": known.SURVEYED,
        "survey_places": known.SURVEY_PLACES,
        "survey_project": known.SURVEY_PROJECT,
        "latgale_since": known.LATGALE_SINCE,
        "latgale_figures": known.LATGALE_FIGURES,
        "latgale_gains": known.LATGALE_GAINS,
        "elements": ELEMENTS,
        "can": known.ACTIVE_COMMUNITY_CAN,
        "effects": known.EFFECTS,
        "principles": known.START_PRINCIPLES,
        "conduct": known.CONDUCT,
        "phases": known.PHASES,
        "municipality_gains": known.MUNICIPALITY_GAINS,
        "both_gain": known.BOTH_GAIN,
        "panels": gather(Slot.ABOUT, request),
    }
    return render(request, "communities/about.html", context)
