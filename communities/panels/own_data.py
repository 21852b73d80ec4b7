"""What this app holds about a person: export and erasure."""

from django.utils.translation import gettext_lazy as _

from communities.models import Membership
from portal.ui.panels import Slot, fill_slot


@fill_slot(Slot.OWN_DATA)
def own_memberships(person):
    rows = Membership.objects.filter(user=person).select_related("community")
    return [
        (
            "memberships",
            [{"community": row.community.name, "role": row.role, "since": row.accepted_at.isoformat()} for row in rows],
        )
    ]


@fill_slot(Slot.ERASURE)
def leave_communities(person, *, check_only: bool, now):
    """A leader hands over first; other memberships end with the account."""
    leading = Membership.objects.leaders().filter(user=person).select_related("community")
    if check_only:
        return [
            _("You lead a community. Hand the leadership over first: %(name)s.") % {"name": one.community.name}
            for one in leading
            if not Membership.objects.leaders().filter(community=one.community).exclude(user=person).exists()
        ]
    for membership in Membership.objects.current().filter(user=person):
        membership.ended_at = max(membership.accepted_at, now)
        membership.save(update_fields=["ended_at", "updated_at"])
    return []
