from datetime import datetime

from django.utils.translation import gettext as _

from communities.enums import MemberRole
from communities.models import Community, Handover, Membership
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify


@action("communities.handover.asked")
def ask_handover(*, community: Community, successor: Membership, leader_leaves: bool, by, now: datetime) -> Handover:
    """The leader, or an officer when the leader is gone, asks a member to lead. Nothing changes until it is confirmed.

    ``leader_leaves`` says whether the present leader leaves then or stays as a member. Raises ``StateConflict`` while
    another handover waits, ``InvalidInput`` for somebody who is no member or leads already.
    """
    community = Community.objects.lock(community.pk)
    members = list(community.memberships.current().order_by("accepted_at"))
    leaders = [one for one in members if one.role == MemberRole.LEADER]
    if successor not in members or successor in leaders:
        raise InvalidInput(_("Choose a member who does not lead the community yet."), field="successor")
    if not leaders:
        raise StateConflict(_("This community has no leader who could hand over."))
    if community.handovers.waiting().exists():
        raise StateConflict(_("A handover waits already. It is confirmed or called off first."))
    leader = next((one for one in leaders if one.user_id == by.pk), leaders[0])
    handover = Handover.objects.create(
        community=community, leader=leader, successor=successor, leader_leaves=leader_leaves, asked_at=now, asked_by=by
    )
    record(target=community)
    notify("communities.handover_asked", subject=handover, now=now)
    return handover


@action("communities.handover.confirmed")
def confirm_handover(*, handover: Handover, by, now: datetime) -> Handover:
    """The next leader, or an officer, agrees: both roles change at once. Doing it twice changes nothing.

    Raises ``StateConflict`` once it was called off.
    """
    handover = _lock(handover)
    if handover.confirmed_at:
        return handover
    if handover.cancelled_at:
        raise StateConflict(_("This handover was called off meanwhile."))
    leader, successor = Membership.objects.lock(handover.leader_id), Membership.objects.lock(handover.successor_id)
    successor.role, leader.role = MemberRole.LEADER, MemberRole.MEMBER
    if handover.leader_leaves:
        leader.ended_at = now
    for membership in (leader, successor):
        membership.save(update_fields=["role", "ended_at", "updated_at"])
    handover.confirmed_at, handover.confirmed_by = now, by
    handover.save(update_fields=["confirmed_at", "confirmed_by", "updated_at"])
    record(target=handover.community)
    notify("communities.handover_confirmed", subject=handover, now=now)
    return handover


@action("communities.handover.called_off")
def call_off_handover(*, handover: Handover, by, now: datetime) -> Handover:
    """The leader changes their mind, or the member declines; all stays as it was."""
    handover = _lock(handover)
    if handover.confirmed_at:
        raise StateConflict(_("The leadership has been handed over already."))
    if handover.cancelled_at is None:
        handover.cancelled_at = now
        handover.save(update_fields=["cancelled_at", "updated_at"])
        record(target=handover.community)
        notify("communities.handover_called_off", subject=handover, now=now)
    return handover


def _lock(handover: Handover) -> Handover:
    """The community's row is locked before those of its people, by whoever needs both."""
    Community.objects.lock(handover.community_id)
    return Handover.objects.lock(handover.pk)
