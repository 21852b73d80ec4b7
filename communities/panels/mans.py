"""What is due and what is mine."""

from communities.models import Community, Membership
from portal.db import as_row, from_row
from portal.obligations.models import Obligation
from portal.ui.panels import DueItem, Panel, Slot, facts, fill_slot


@fill_slot(Slot.MANS_DUE)
def promises_due(request, *, now):
    """What the person and the person's communities have promised, the most urgent first."""
    promises = Obligation.objects.open()
    mine = promises.held_by([request.user]) | promises.held_by_any(Community.objects.of_member(request.user))
    return [
        DueItem(one.label, one.address, one.kind_info.label, obligation=one, order=0 if one.due_at <= now else 20)
        for one in mine.by_urgency()[:20]
    ]


def _memberships(user, now):
    own = Membership.objects.current().filter(user=user).order_by("community__name_sort")
    community = [f"community__{column}" for column in ("name", "slug", "stage", "verified_at", "returned_at")]
    return [facts(own, membership=as_row(Membership, "role", *community))]


@fill_slot(Slot.MANS, rows=_memberships)
def my_communities(request, *, rows, now):
    if not rows and request.user.is_staff:
        return []
    memberships = [from_row(Membership, one["membership"]) for one in rows]
    rows = [{"community": one.community, "role": one.get_role_display()} for one in memberships]
    return [Panel("communities/partials/mans_communities.html", {"rows": rows}, order=40)]
