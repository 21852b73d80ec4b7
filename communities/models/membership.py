import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.enums import ROLE_MEANINGS, MemberRole
from communities.models.community import Community
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, paired


class MembershipQuerySet(LockingQuerySet):
    def current(self) -> "MembershipQuerySet":
        return self.filter(ended_at__isnull=True)

    def leaders(self) -> "MembershipQuerySet":
        return self.current().filter(role=MemberRole.LEADER)


@tracked()
class Membership(TimestampedModel):
    """A person's part in a community. What the person may do there follows from ``role``; history stays when it ends."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="memberships", verbose_name=_("community"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=10, choices=MemberRole)
    accepted_at = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["community", "accepted_at"]
        constraints = [
            models.UniqueConstraint(fields=["community", "user"], condition=Q(ended_at__isnull=True), name="membership_once"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("accepted_at")),
                name="membership_ends_after_it_begins",
            ),
        ]

    class Privacy:
        personal = ("user", "role")
        retention = "5 years after it ended"
        ended_by = "communities.membership.let_go"

    def __str__(self) -> str:
        return f"{self.community}: {self.user}"

    @property
    def meaning(self) -> str:
        return ROLE_MEANINGS[self.role]


INVITATION_TERM = timedelta(days=30)
"""How long the link in an invitation works."""


class InvitationQuerySet(LockingQuerySet):
    def waiting(self) -> "InvitationQuerySet":
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)

    def expired(self, now: datetime) -> "InvitationQuerySet":
        """Nobody accepted in time: the address is let go."""
        return self.filter(accepted_at__isnull=True, invited_at__lte=now - INVITATION_TERM)


class Invitation(TimestampedModel):
    """Somebody is asked by e-mail to join a community. Whoever opens the link and signs in becomes the member.

    The secret of the link is ``id``; it works for ``INVITATION_TERM`` and once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    community = models.ForeignKey(Community, models.CASCADE, related_name="invitations", verbose_name=_("community"))
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=10, choices=MemberRole)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by"))
    invited_at = models.DateTimeField(_("invited"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at"]
        constraints = [
            models.UniqueConstraint(
                F("community"), models.functions.Lower("email"),
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True), name="invitation_waiting_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True), name="invitation_ends_one_way"
            ),
        ]  # fmt: skip

    class Privacy:
        personal = ("email", "invited_by")
        retention = "30 days when nobody accepts; as the membership otherwise"
        ended_by = "communities.tasks.invitation.erase_expired_invitations"

    def __str__(self) -> str:
        return f"{self.community}: {self.get_role_display()}"

    @property
    def works_until(self) -> datetime:
        return self.invited_at + INVITATION_TERM

    @property
    def meaning(self) -> str:
        return ROLE_MEANINGS[self.role]


class HandoverQuerySet(LockingQuerySet):
    def waiting(self) -> "HandoverQuerySet":
        return self.filter(confirmed_at__isnull=True, cancelled_at__isnull=True)

    def of(self, memberships) -> "HandoverQuerySet":
        """Those in which one of ``memberships`` hands over or takes over."""
        return self.filter(Q(leader__in=memberships) | Q(successor__in=memberships))


@tracked()
class Handover(TimestampedModel):
    """A leader passes the leadership on. It takes effect once the next leader, or an officer, confirms."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="handovers", verbose_name=_("community"))
    leader = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("hands over"))
    successor = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("takes over"))
    asked_at = models.DateTimeField(_("asked"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )
    leader_leaves = models.BooleanField(_("leaves the community afterwards"), default=False)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = _("handover of leadership")
        verbose_name_plural = _("handovers of leadership")
        ordering = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["community"], condition=Q(confirmed_at__isnull=True, cancelled_at__isnull=True),
                name="handover_one_at_a_time",
            ),
            paired("handover_confirmation_whole", "confirmed_at", "confirmed_by"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(cancelled_at__isnull=True), name="handover_ends_one_way"
            ),
            models.CheckConstraint(condition=~Q(leader=F("successor")), name="handover_to_somebody_else"),
        ]  # fmt: skip

    class Privacy:
        personal = ("leader", "successor", "asked_by", "confirmed_by")
        retention = "as the membership"

    def __str__(self) -> str:
        return str(self.community)
