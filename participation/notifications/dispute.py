from django.utils.translation import gettext_lazy as _

from participation.enums import Promise
from participation.models import Dispute
from participation.notifications.authors import authors_of
from portal.accounts.models import User
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import receipt_facts
from portal.ui.links import plain_reverse


@register_notification
class DisputeRaised(Notification):
    """Whoever must look at the answer again learns of it at once."""

    key = "participation.dispute_raised"
    label = _("An answer of my unit is disputed")
    category = Category.ACT

    def recipients(self, subject: Dispute, **facts):
        holder = obligation_of(subject, Promise.DISPUTE_ANSWER).holder
        return [Recipient.of(holder) if isinstance(holder, User) else Recipient(holder.email)]

    def context(self, subject: Dispute, recipient, **facts):
        return {"obligation": obligation_of(subject, Promise.DISPUTE_ANSWER)}

    def link(self, subject: Dispute, recipient):
        return plain_reverse("admin:participation_dispute_change", subject.pk)


@register_notification
class DisputeDecided(Notification):
    """The author reads what came of the second look."""

    key = "participation.dispute_decided"
    label = _("My disputed answer was looked at again")
    category = Category.SERVICE

    def recipients(self, subject: Dispute, **facts):
        return authors_of(subject.answer.question)

    def context(self, subject: Dispute, recipient, **facts):
        return receipt_facts(subject.answer.question, recipient.language)
