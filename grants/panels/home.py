"""Open calls on the home page."""

from grants.models import Call
from grants.models.call import IN_ROW
from portal.db import only_columns
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.HOME)
def open_calls(*, now):
    calls = only_columns(Call.objects.open(now).with_deadline(now).order_by("deadline"), *IN_ROW)
    calls = list(calls[:3])
    return [Panel("grants/partials/home_calls.html", {"calls": calls, "now": now}, order=50)]
