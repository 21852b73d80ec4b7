"""What this app holds about a person: export and erasure."""

from django.utils.translation import gettext_lazy as _

from communities.enums import CommunityStage
from communities.models import Community, Handover, Invitation, Membership
from communities.workflow import COMMUNITY
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


@fill_slot(Slot.OWN_DATA)
def own_invitations_and_handovers(person):
    """Of those whom the person invited the address is theirs, so only role and day are told."""
    invitations = Invitation.objects.filter(invited_by=person).select_related("community")
    handovers = Handover.objects.of(person.memberships.all()).select_related("community")
    return [
        (
            "invitations_sent",
            [{"community": one.community.name, "role": one.role, "at": one.invited_at.isoformat()} for one in invitations],
        ),
        (
            "handovers",
            [
                {
                    "community": one.community.name,
                    "asked": one.asked_at.isoformat(),
                    "confirmed": one.confirmed_at and one.confirmed_at.isoformat(),
                }
                for one in handovers
            ],
        ),
    ]


@fill_slot(Slot.ERASURE)
def leave_communities(person, *, check_only: bool, now):
    """A leader hands over first, as long as there is anybody to lead; other memberships end with the account, and with
    them what waits for an answer. A community that nobody is left in becomes inactive, which officers see.

    The communities are locked as by whoever changes their people, so that nobody is made leader meanwhile.
    """
    own = Membership.objects.current().filter(user=person)
    list(Community.objects.filter(pk__in=own.values("community")).select_for_update(of=("self",)).order_by("pk"))
    leading = Membership.objects.leaders().filter(user=person).select_related("community")
    if check_only:
        return [
            _("You lead a community. Hand the leadership over first: %(name)s.") % {"name": one.community.name}
            for one in leading
            if _others(one).exists() and not _others(one).leaders().exists()
        ]
    Handover.objects.waiting().of(own).update(cancelled_at=now)
    Invitation.objects.waiting().filter(invited_by=person).update(withdrawn_at=now)
    Invitation.objects.filter(email__iexact=person.email).delete()
    for membership in own.select_related("community"):
        membership.ended_at = max(membership.accepted_at, now)
        membership.save(update_fields=["ended_at", "updated_at"])
        if not _others(membership).exists() and COMMUNITY.allows(membership.community.stage, CommunityStage.INACTIVE):
            Community.objects.filter(pk=membership.community_id).update(stage=CommunityStage.INACTIVE)
    return []


def _others(membership: Membership):
    return Membership.objects.current().filter(community=membership.community_id).exclude(user=membership.user_id)
