from django.utils.translation import gettext_lazy as _

from communities.notifications.contacts import community_contacts, contact_persons_of
from participation.models import Announcement
from participation.queries.announcement import communities_of
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category, Frequency
from portal.ui.links import plain_path


def on_duty(announcement: Announcement) -> list[Recipient]:
    return contact_persons_of(announcement.neighbourhoods.all())


def leaders(announcement: Announcement) -> list[Recipient]:
    """Leaders and contacts of the communities, except contact persons, who have the letter of their duty."""
    duty = {reader.email.lower() for reader in on_duty(announcement)}
    readers = [reader for community in communities_of(announcement) for reader in community_contacts(community)]
    return [reader for reader in readers if reader.email.lower() not in duty]


@register_notification
class AnnouncementToLeaders(Notification):
    """Nobody needs to follow anything to get it; a leader may choose to get it later or not at all."""

    key = "participation.announcement"
    label = _("Announcements of the municipality to my community")
    category = Category.NEWS
    default_frequency = Frequency.AT_ONCE

    def recipients(self, subject: Announcement, **facts):
        return leaders(subject)

    def link(self, subject: Announcement, recipient):
        return plain_path(subject)


@register_notification
class AnnouncementOnDuty(AnnouncementToLeaders):
    """Contact persons pass it on by duty (S4-64), so it is no news that could be refused."""

    key = "participation.announcement_on_duty"
    label = _("Announcements to pass on as a contact person")
    category = Category.SERVICE

    def recipients(self, subject: Announcement, **facts):
        return on_duty(subject)
