from django.utils.translation import gettext_lazy as _

from communities.enums import Promise
from communities.models import ContactPerson, Question
from communities.notifications.contacts import community_contacts
from portal.notifications.contacts import unit_contacts
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.obligations.queries import obligation_of
from portal.obligations.receipts import receipt_facts
from portal.ui.links import plain_path, plain_reverse


class _ToAsker(Notification):
    """To the one who asked and, where it was asked for a community, to its contacts."""

    category = Category.SERVICE

    def recipients(self, subject: Question, **facts):
        own = [Recipient.of(subject.asked_by)] if subject.asked_by else []
        return own + (community_contacts(subject.community) if subject.community else [])

    def context(self, subject: Question, recipient, **facts):
        return receipt_facts(subject, recipient.language)

    def link(self, subject: Question, recipient):
        return plain_path(subject)


@register_notification
class QuestionReceived(_ToAsker):
    key = "communities.question_received"
    label = _("My question is received")


@register_notification
class QuestionAnswered(_ToAsker):
    key = "communities.question_answered"
    label = _("My question is answered")


@register_notification
class QuestionExtended(_ToAsker):
    key = "communities.question_extended"
    label = _("The answer to my question needs more time")


@register_notification
class QuestionToAnswer(Notification):
    """To the contact person who was asked and the officers of the unit."""

    key = "communities.question_to_answer"
    label = _("A question to the contact person")
    category = Category.ACT

    def recipients(self, subject: Question, *, contact: ContactPerson, **facts):
        return [Recipient.of(contact.user) if contact.user else Recipient(contact.email), *unit_contacts(subject.unit)]

    def context(self, subject: Question, recipient, **facts):
        return {"obligation": obligation_of(subject, Promise.QUESTION)}

    def link(self, subject: Question, recipient):
        return plain_reverse("admin:communities_question_change", subject.pk)
