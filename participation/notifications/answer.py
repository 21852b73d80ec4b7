from django.utils.translation import gettext_lazy as _

from participation.models import Answer, Opinion, Submission
from participation.notifications.authors import authors_of
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.obligations.receipts import receipt_facts


@register_notification
class AnswerPublished(Notification):
    """Service mail: it cannot be refused, and goes to contributors without an account too."""

    key = "participation.answer_published"
    label = _("The municipality has answered me")
    category = Category.SERVICE

    def recipients(self, subject: Answer, **facts):
        return authors_of(subject.question)

    def context(self, subject: Answer, recipient, **facts):
        return {"question": subject.question, **receipt_facts(subject.question, recipient.language)}


@register_notification
class AnswerExtended(Notification):
    """The author learns why the answer needs more time and by which day it comes."""

    key = "participation.answer_extended"
    label = _("My answer needs more time")
    category = Category.SERVICE

    def recipients(self, subject: Opinion | Submission, **facts):
        return authors_of(subject)

    def context(self, subject: Opinion | Submission, recipient, **facts):
        return receipt_facts(subject, recipient.language)


@register_notification
class AnswerCorrected(Notification):
    """The author reads the new version and why there is one."""

    key = "participation.answer_corrected"
    label = _("The answer to me was corrected")
    category = Category.SERVICE

    def recipients(self, subject: Answer, **facts):
        return authors_of(subject.question)

    def context(self, subject: Answer, recipient, *, why: str, **facts):
        return {"why": why, **receipt_facts(subject.question, recipient.language)}
