from django.utils.translation import gettext_lazy as _

from grants.enums import Promise
from grants.models import CallQuestion
from grants.queries.call_question import confirmation_token
from portal.notifications.contacts import unit_contacts
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.obligations.queries import obligation_of
from portal.ui.links import plain_path, plain_reverse


class _ToAsker(Notification):
    def recipients(self, subject: CallQuestion, **facts):
        if subject.asked_by and subject.asked_by.is_active:
            return [Recipient.of(subject.asked_by)]
        return [Recipient(subject.email, subject.language)] if subject.email else []

    def link(self, subject: CallQuestion, recipient):
        return plain_path(subject)


@register_notification
class CallQuestionConfirm(_ToAsker):
    """A guest's question waits for its answer once this link is opened."""

    key = "grants.call_question_confirm"
    label = _("Confirm my question about a call")
    category = Category.ACT

    def link(self, subject: CallQuestion, recipient):
        return plain_reverse("grants:call_question_confirm", confirmation_token(subject))


@register_notification
class CallQuestionAnswered(_ToAsker):
    key = "grants.call_question_answered"
    label = _("My question about a call is answered")
    category = Category.SERVICE


@register_notification
class CallQuestionToAnswer(Notification):
    """To the officers of the unit that announced the call."""

    key = "grants.call_question_to_answer"
    label = _("A question about a call waits for an answer")
    category = Category.ACT

    def recipients(self, subject: CallQuestion, **facts):
        return unit_contacts(subject.call.unit)

    def context(self, subject: CallQuestion, recipient, **facts):
        return {"obligation": obligation_of(subject, Promise.CALL_ANSWER)}

    def link(self, subject: CallQuestion, recipient):
        return plain_reverse("admin:grants_callquestion_change", subject.pk)
