from django.utils.translation import gettext_lazy as _

from participation.models import Submission
from participation.notifications.authors import authors_of
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.obligations.receipts import receipt_facts


@register_notification
class SubmissionReceived(Notification):
    key = "participation.submission_received"
    label = _("My submission is received")
    category = Category.SERVICE

    def recipients(self, subject: Submission, **facts):
        return authors_of(subject)

    def context(self, subject: Submission, recipient, **facts):
        return receipt_facts(subject, recipient.language)
