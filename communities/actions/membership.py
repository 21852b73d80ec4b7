from datetime import datetime

from django.utils.translation import gettext as _

from communities.enums import MemberRole
from communities.models import Community, Handover, Membership
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify


@action("communities.membership.role_changed")
def change_role(*, membership: Membership, role: str, by, now: datetime) -> Membership:
    """Give a member another part. Leadership comes and goes by a handover alone."""
    membership = _lock_current(membership)
    if MemberRole.LEADER in (membership.role, role):
        raise InvalidInput(_("Leadership passes by a handover, which the next leader confirms."), field="role")
    before, membership.role = membership.role, role
    membership.save(update_fields=["role", "updated_at"])
    record(target=membership.community, before=before, after=role)
    return membership


@action("communities.membership.ended")
def end_membership(*, membership: Membership, by, now: datetime) -> Membership:
    """A person leaves, or the leader ends their part. The last leader cannot go: leadership is handed over first."""
    membership = _lock_current(membership)
    leaders = Membership.objects.leaders().filter(community=membership.community_id)
    if membership.role == MemberRole.LEADER and not leaders.exclude(pk=membership.pk).exists():
        raise StateConflict(_("The community would be left without a leader. Hand the leadership over first."))
    membership.ended_at = now
    membership.save(update_fields=["ended_at", "updated_at"])
    Handover.objects.waiting().of([membership]).update(cancelled_at=now)
    record(target=membership.community, role=membership.role)
    if by != membership.user:
        notify("communities.membership_ended", subject=membership, now=now)
    return membership


def _lock_current(membership: Membership) -> Membership:
    """The community's row is locked before those of its people, by whoever needs both."""
    Community.objects.lock(membership.community_id)
    membership = Membership.objects.lock(membership.pk)
    if membership.ended_at:
        raise StateConflict(_("This person is no longer a member of the community."))
    return membership
