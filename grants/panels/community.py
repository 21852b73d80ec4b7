"""What a community may apply for, on its desk."""

from grants.models import Application
from grants.queries.idea import calls_left_for
from portal.db import as_row, from_row
from portal.ui.panels import Panel, Slot, facts, fill_slot


def _latest_of(community, now):
    latest = Application.objects.filter(community=community).order_by("-updated_at")[:10]
    others = ("call__title", "community__name", "contract__id", "contract__state")
    return [facts(latest, application=as_row(Application, "id", "title", "state", "requested", *others))]


@fill_slot(Slot.COMMUNITY_DESK, rows=_latest_of)
def calls_and_applications(request, community, *, rows, now):
    """What the community may apply for, its drafts and what it has handed in."""
    rows = [from_row(Application, one["application"]) for one in rows]
    calls = list(calls_left_for([community.pk], now)[:3])
    if not rows and not calls:
        return []
    return [Panel("grants/partials/mans_applications.html", {"rows": rows, "calls": calls, "now": now}, order=20)]
