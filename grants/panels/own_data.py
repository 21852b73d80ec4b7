"""What a person handed in."""

from grants.models import Application
from portal.ui.panels import Slot, fill_slot


@fill_slot(Slot.OWN_DATA)
def own_applications(person):
    rows = Application.objects.filter(submitted_by=person).select_related("call")
    return [
        (
            "applications",
            [
                {"call": one.call.title, "title": one.title, "submitted": one.submitted_at.isoformat()}
                for one in rows
                if one.submitted_at
            ],
        )
    ]
