from django.utils.translation import gettext_lazy as _

from communities.models import ContactRequest, ExchangeNotice
from communities.notifications.contacts import community_contacts
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path


class _AboutRequest(Notification):
    category = Category.SERVICE

    def recipients(self, subject: ContactRequest, **facts):
        return community_contacts(subject.to_community)

    def link(self, subject: ContactRequest, recipient):
        return plain_path(subject)


@register_notification
class RequestReceived(_AboutRequest):
    key = "communities.contact_request_received"
    label = _("Another community has written to us")


@register_notification
class RequestWaiting(_AboutRequest):
    """Twice at most, and then never again: nobody owes a reply."""

    key = "communities.contact_request_waiting"
    label = _("Another community still waits for our reply")


@register_notification
class RequestAnswered(_AboutRequest):
    key = "communities.contact_request_answered"
    label = _("Another community has replied to us")

    def recipients(self, subject: ContactRequest, **facts):
        return community_contacts(subject.from_community)


@register_notification
class NoticeTakenDown(Notification):
    key = "communities.notice_taken_down"
    label = _("Our notice was taken off the exchange board")
    category = Category.SERVICE

    def recipients(self, subject: ExchangeNotice, **facts):
        return community_contacts(subject.community)

    def link(self, subject: ExchangeNotice, recipient):
        return plain_path(subject)
