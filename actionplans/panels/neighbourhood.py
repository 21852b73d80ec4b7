"""Plans on the page of a neighbourhood."""

from actionplans.models import Plan
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.NEIGHBOURHOOD)
def plans_here(place, *, now):
    plans = list(Plan.objects.filter(neighbourhoods=place).order_by("-year_from")[:3])
    return [Panel("actionplans/partials/neighbourhood.html", {"plans": plans}, order=70)] if plans else []
