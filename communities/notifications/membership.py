from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from communities.models import Handover, Invitation, Membership
from communities.notifications.contacts import community_contacts
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_reverse


@register_notification
class InvitationSent(Notification):
    """To whoever has the address: with an account in their own language, else in the inviting person's."""

    key = "communities.invitation"
    label = _("I am invited to a community")
    category = Category.ACT

    def recipients(self, subject: Invitation, **facts):
        person = get_user_model().objects.filter(email__iexact=subject.email, is_active=True).first()
        return [Recipient.of(person) if person else Recipient(subject.email, subject.invited_by.language)]

    def link(self, subject: Invitation, recipient):
        return plain_reverse("communities:invitation", subject.pk)


class _ToContacts(Notification):
    category = Category.SERVICE

    def recipients(self, subject: Membership, **facts):
        return [reader for reader in community_contacts(subject.community) if reader.user_id != subject.user_id]

    def link(self, subject: Membership, recipient):
        return plain_reverse("communities:people", subject.community.slug)


@register_notification
class MemberJoined(_ToContacts):
    key = "communities.member_joined"
    label = _("Somebody joined our community")


@register_notification
class MembershipEnded(Notification):
    key = "communities.membership_ended"
    label = _("My membership in a community has ended")
    category = Category.SERVICE

    def recipients(self, subject: Membership, **facts):
        return [Recipient.of(subject.user)]


class _ToBoth(Notification):
    """To who hands over and to who takes over; the letter says which of them the reader is."""

    category = Category.SERVICE

    def recipients(self, subject: Handover, **facts):
        people = (subject.leader.user, subject.successor.user)
        return [Recipient.of(person) for person in people if person.is_active]

    def context(self, subject: Handover, recipient, **facts):
        return {"takes_over": recipient.user_id == subject.successor.user_id}

    def link(self, subject: Handover, recipient):
        return plain_reverse("communities:handover", subject.community.slug)


@register_notification
class HandoverAsked(_ToBoth):
    key = "communities.handover_asked"
    label = _("The leadership of my community is to be handed over")
    category = Category.ACT


@register_notification
class HandoverConfirmed(_ToBoth):
    key = "communities.handover_confirmed"
    label = _("The leadership of my community is handed over")

    def link(self, subject: Handover, recipient):
        return plain_reverse("communities:community_detail", subject.community.slug)


@register_notification
class HandoverCalledOff(_ToBoth):
    key = "communities.handover_called_off"
    label = _("A handover of leadership was called off")

    def link(self, subject: Handover, recipient):
        return plain_reverse("communities:people", subject.community.slug)
