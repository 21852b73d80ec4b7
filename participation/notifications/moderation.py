from django.utils.translation import gettext_lazy as _

from participation.enums import Promise
from participation.models import Moderation
from participation.notifications.authors import authors_of
from portal.notifications.contacts import unit_contacts
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import receipt_facts
from portal.ui.links import plain_reverse


class ModerationLetter(Notification):
    """To the author of the opinion, with or without an account."""

    category = Category.SERVICE

    def recipients(self, subject: Moderation, **facts):
        return authors_of(subject.opinion)

    def context(self, subject: Moderation, recipient, **facts):
        return {"consultation": subject.opinion.consultation, **receipt_facts(subject.opinion, recipient.language)}


@register_notification
class OpinionHidden(ModerationLetter):
    """Why the opinion is hidden, and how to object."""

    key = "participation.opinion_hidden"
    label = _("My opinion is hidden")


@register_notification
class OpinionShown(ModerationLetter):
    key = "participation.opinion_shown"
    label = _("My opinion is shown again")


@register_notification
class AppealRefused(ModerationLetter):
    key = "participation.appeal_refused"
    label = _("My objection is decided")


@register_notification
class ModerationAppealed(Notification):
    """To whoever decides on the objection."""

    key = "participation.moderation_appealed"
    label = _("An author objects to moderation")
    category = Category.ACT

    def recipients(self, subject: Moderation, **facts):
        return [Recipient.of(subject.reviewer)] if subject.reviewer else unit_contacts(subject.opinion.consultation.unit)

    def context(self, subject: Moderation, recipient, **facts):
        return {"consultation": subject.opinion.consultation, "obligation": obligation_of(subject, Promise.MODERATION_APPEAL)}

    def link(self, subject: Moderation, recipient):
        return plain_reverse("admin:participation_opinion_change", subject.opinion_id)
