"""Open calls on the home page."""

from grants.models import Call
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.HOME)
def open_calls(request, *, now):
    calls = list(Call.objects.open(now).with_deadline(now).order_by("deadline")[:3])
    return [Panel("grants/partials/home_calls.html", {"calls": calls, "now": now}, order=50)]
