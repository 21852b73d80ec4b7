from django.utils.translation import gettext_lazy as _

from participation.models import Opinion
from participation.notifications.authors import authors_of
from participation.queries.opinion import confirmation_token
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.obligations.receipts import receipt_facts
from portal.ui.links import plain_path, plain_reverse


@register_notification
class OpinionConfirm(Notification):
    """A guest's opinion counts once this link is opened."""

    key = "participation.opinion_confirm"
    label = _("Confirm my opinion")
    category = Category.ACT

    def recipients(self, subject: Opinion, **facts):
        return [Recipient(subject.author_email, subject.language)]

    def link(self, subject: Opinion, recipient):
        return plain_reverse("participation:opinion_confirm", confirmation_token(subject))


@register_notification
class OpinionReceived(Notification):
    key = "participation.opinion_received"
    label = _("My opinion is received")
    category = Category.SERVICE

    def recipients(self, subject: Opinion, **facts):
        return authors_of(subject)

    def context(self, subject: Opinion, recipient, **facts):
        return receipt_facts(subject, recipient.language)

    def link(self, subject: Opinion, recipient):
        return plain_path(subject)
