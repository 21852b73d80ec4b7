"""What a community may apply for, on its desk."""

from communities.models import Community
from grants.models import Application
from grants.queries.idea import calls_left_for
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.COMMUNITY_DESK)
def calls_and_applications(request, community, *, now):
    """What the community may apply for, its drafts and what it has handed in."""
    rows = list(Application.objects.filter(community=community).for_list().order_by("-updated_at")[:10])
    calls = list(calls_left_for(Community.objects.filter(pk=community.pk), now)[:3])
    if not rows and not calls:
        return []
    return [Panel("grants/partials/mans_applications.html", {"rows": rows, "calls": calls, "now": now}, order=20)]
