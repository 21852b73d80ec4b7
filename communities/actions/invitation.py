from datetime import datetime

from django.utils.translation import gettext as _

from communities.actions.verification import ask_verification
from communities.enums import CommunityStage, MemberRole
from communities.models import Community, Invitation, Membership
from communities.workflow import COMMUNITY
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.notifications.models import Message


@action("communities.invitation.sent")
def invite(*, community: Community, email: str, role: str, by, now: datetime) -> Invitation:
    """Ask somebody by e-mail to join.

    Leadership is handed over, never offered by e-mail: except that an officer asks the first leader of a community
    the municipality knows of (S4-145). Raises ``InvalidInput`` for a member, and for whoever is invited already.
    """
    community = Community.objects.lock(community.pk)
    if (role == MemberRole.LEADER) != (community.stage == CommunityStage.IDENTIFIED):
        raise InvalidInput(_("Leadership is handed over to a member; nobody is invited to it."), field="role")
    if community.memberships.current().filter(user__email__iexact=email).exists():
        raise InvalidInput(_("The person with this address is a member already."), field="email")
    waiting = community.invitations.waiting().filter(email__iexact=email).first()
    if waiting and now < waiting.works_until:
        raise InvalidInput(_("This address is invited already. The invitation can be sent again."), field="email")
    if waiting:
        waiting.delete()
    invitation = Invitation.objects.create(community=community, email=email, role=role, invited_by=by, invited_at=now)
    record(target=community, role=role)
    notify("communities.invitation", subject=invitation, now=now)
    return invitation


@action("communities.invitation.sent_again")
def send_invitation_again(*, invitation: Invitation, by, now: datetime) -> Invitation:
    """The same link once more, and its term from today."""
    invitation = _lock(invitation)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise StateConflict(_("This invitation no longer waits for an answer."))
    invitation.invited_at = now
    invitation.save(update_fields=["invited_at", "updated_at"])
    record(target=invitation.community, role=invitation.role)
    notify("communities.invitation", subject=invitation, now=now)
    return invitation


@action("communities.invitation.withdrawn")
def withdraw_invitation(*, invitation: Invitation, by, now: datetime) -> Invitation:
    """The link works no longer. Doing it twice changes nothing."""
    invitation = _lock(invitation)
    if invitation.accepted_at:
        raise StateConflict(_("Somebody has accepted this invitation meanwhile."))
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = now
        invitation.save(update_fields=["withdrawn_at", "updated_at"])
        record(target=invitation.community, role=invitation.role)
    return invitation


@action("communities.invitation.accepted")
def accept_invitation(*, invitation: Invitation, by, now: datetime, declared: bool = False) -> Membership:
    """Whoever opened the link joins the community with the role it names.

    The first leader of a community the municipality knew of makes it a forming one: ``declared`` as when
    registering, and officers verify it. Raises ``StateConflict`` for a member and for a link that works no longer.
    """
    invitation = _lock(invitation)
    community = invitation.community
    if community.memberships.current().filter(user=by).exists():
        raise StateConflict(_("You are a member of this community already."))
    check_works(invitation, now)
    invitation.accepted_at = now
    invitation.save(update_fields=["accepted_at", "updated_at"])
    membership = Membership.objects.create(community=community, user=by, role=invitation.role, accepted_at=now)
    record(target=community, role=invitation.role)
    if invitation.role == MemberRole.LEADER:
        _begin(community, declared, now)
    else:
        notify("communities.member_joined", subject=membership, now=now)
    return membership


def _begin(community: Community, declared: bool, now: datetime) -> None:
    if not declared:
        raise InvalidInput(_("A community promises to be open, fair and ready to share."), field="declared")
    COMMUNITY.check(community.stage, CommunityStage.FORMING)
    community.stage, community.declared_at = CommunityStage.FORMING, now
    community.save(update_fields=["stage", "declared_at", "updated_at"])
    ask_verification(community, now)


def check_works(invitation: Invitation, now: datetime) -> None:
    """Raises ``StateConflict`` with the reason why the link works no longer."""
    if invitation.accepted_at:
        raise StateConflict(_("This invitation has been used already; each one works once."))
    if invitation.withdrawn_at:
        raise StateConflict(_("This invitation was withdrawn. If you were to join, ask the community's leader for a new one."))
    if now >= invitation.works_until:
        raise StateConflict(_("This invitation has expired: it worked for 30 days. Ask the community's leader for a new one."))


@action("communities.invitation.expired_erased")
def erase_expired_invitation(*, invitation: Invitation, now: datetime) -> None:
    """Nobody accepted within the term: the address and its letters go."""
    invitation = _lock(invitation)
    if invitation.accepted_at or now < invitation.works_until:
        return
    record(target=invitation.community, role=invitation.role)
    Message.objects.about(invitation).delete()
    invitation.delete()


def _lock(invitation: Invitation) -> Invitation:
    """The community's row is locked before those of its people, by whoever needs both."""
    community = Community.objects.lock(invitation.community_id)
    invitation = Invitation.objects.lock(invitation.pk)
    invitation.community = community
    return invitation
