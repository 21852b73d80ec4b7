from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from communities.models import Council, CouncilMember, Meeting, MeetingInvitation
from communities.notifications.contacts import community_contacts
from communities.queries.meeting import answer_token
from portal.notifications.following import FOLLOWABLE, followers_of
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse

FOLLOWABLE.register(Council._meta.label_lower, Council.objects.visible_to)


def member_contact(member: CouncilMember) -> Recipient:
    """A member with an account is written to in its language."""
    account = get_user_model().objects.filter(email__iexact=member.email, is_active=True).first()
    return Recipient.of(account) if account else Recipient(member.email)


class _ToInvited(Notification):
    """To one invited member, with the date for the calendar."""

    category = Category.ACT

    def recipients(self, subject: MeetingInvitation, **facts):
        return [member_contact(subject.member)]

    def files(self, subject: MeetingInvitation, calendar=None, **facts):
        return [calendar] if calendar else []

    def link(self, subject: MeetingInvitation, recipient):
        return plain_reverse("communities:invitation_answer", answer_token(subject))


@register_notification
class MeetingCalled(_ToInvited):
    key = "communities.meeting_called"
    label = _("I am invited to a council meeting")


@register_notification
class MeetingMoved(_ToInvited):
    key = "communities.meeting_moved"
    label = _("A council meeting has another time or place")


@register_notification
class MeetingCalledOff(_ToInvited):
    key = "communities.meeting_called_off"
    label = _("A council meeting is called off")
    category = Category.SERVICE

    def link(self, subject: MeetingInvitation, recipient):
        return plain_path(subject.meeting)


@register_notification
class MeetingResult(Notification):
    """News for the followers of the council and of the neighbourhoods it speaks for (S4-61)."""

    key = "communities.meeting_result"
    label = _("Decisions of councils that I follow")
    category = Category.NEWS

    def recipients(self, subject: Meeting, **facts):
        return followers_of(subject.council, *subject.council.neighbourhoods.all())

    def link(self, subject: Meeting, recipient):
        return plain_path(subject)


@register_notification
class MeetingMissed(Notification):
    """What was decided, for members who were away and for the communities they speak for (S4-61)."""

    key = "communities.meeting_missed"
    label = _("What was decided at a council meeting that I missed")
    category = Category.SERVICE

    def recipients(self, subject: Meeting, **facts):
        readers = []
        absent = subject.invitations.exclude(was_present=True).select_related("member__community")
        for member in (invitation.member for invitation in absent):
            readers.append(member_contact(member))
            if member.community:
                readers += community_contacts(member.community)
        return readers

    def link(self, subject: Meeting, recipient):
        return plain_path(subject)
