from django.utils.translation import gettext_lazy as _

from participation.models import Answer, Submission, Support
from participation.notifications.authors import authors_of
from participation.notifications.forum import without
from participation.queries.submission import LINK, SUPPORT_LINK, signatures_needed
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.obligations.receipts import receipt_facts
from portal.ui.links import plain_path, plain_reverse


@register_notification
class SubmissionReceived(Notification):
    key = "participation.submission_received"
    label = _("My submission is received")
    category = Category.SERVICE

    def recipients(self, subject: Submission, **facts):
        return authors_of(subject)

    def context(self, subject: Submission, recipient, **facts):
        return receipt_facts(subject, recipient.language)


@register_notification
class SubmissionConfirm(Notification):
    """What a guest sent counts once this link is opened."""

    key = "participation.submission_confirm"
    label = _("Confirm my submission")
    category = Category.ACT

    def recipients(self, subject: Submission, **facts):
        return [Recipient(subject.author_email, subject.language)]

    def link(self, subject: Submission, recipient):
        return plain_reverse("participation:submission_confirm", LINK.token_for(subject.pk))


@register_notification
class CollectiveOpened(Notification):
    """The author learns the address to pass on and how many signatures are needed."""

    key = "participation.collective_opened"
    label = _("My collective submission gathers signatures")
    category = Category.SERVICE

    def recipients(self, subject: Submission, **facts):
        return authors_of(subject)

    def context(self, subject: Submission, recipient, **facts):
        needed = signatures_needed(subject.received_at)
        return {"needed": needed, **receipt_facts(subject, recipient.language)}

    def link(self, subject: Submission, recipient):
        return plain_path(subject)


def supporters_of(submission: Submission) -> list[Recipient]:
    """Everybody who supports it with an account; a guest's address was given for the confirming link alone."""
    supports = submission.supports.counted().filter(person__is_active=True).select_related("person")
    return without([Recipient.of(one.person) for one in supports], authors_of(submission))


@register_notification
class SupportedWithdrawn(Notification):
    """Whoever supported it learns that its author took it back, and that nobody answers it."""

    key = "participation.supported_withdrawn"
    label = _("A proposal that I support is withdrawn")
    category = Category.NEWS

    def recipients(self, subject: Submission, **facts):
        return supporters_of(subject)

    def link(self, subject: Submission, recipient):
        return plain_reverse("participation:proposal_list")


@register_notification
class SupportedAnswered(Notification):
    """Whoever supported it learns what the municipality has answered."""

    key = "participation.supported_answered"
    label = _("A proposal that I support is answered")
    category = Category.NEWS

    def recipients(self, subject: Answer, **facts):
        return supporters_of(subject.question)

    def link(self, subject: Answer, recipient):
        return plain_path(subject.question)


@register_notification
class SupportConfirm(Notification):
    """A guest's support or signature counts once this link is opened; by the same link it is taken back."""

    key = "participation.support_confirm"
    label = _("Confirm my support")
    category = Category.ACT

    def recipients(self, subject: Support, **facts):
        return [Recipient(subject.email, subject.language)]

    def link(self, subject: Support, recipient):
        return plain_reverse("participation:support_confirm", SUPPORT_LINK.token_for(subject.pk))
