from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.notifications.contacts import community_contacts, contact_persons_of
from participation.models import Answer, Consultation, Opinion, Submission
from participation.queries import confirmation_token
from portal.notifications.following import FOLLOWABLE, followers_of
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.obligations.receipts import receipt_facts
from portal.ui.links import plain_path, plain_reverse


def authors_of(question: Opinion | Submission) -> list[Recipient]:
    """Everybody whose matter it is: the author with or without an account, and the community's contacts."""
    readers = []
    if question.author_id and question.author.is_active:
        readers.append(Recipient.of(question.author))
    elif question.author_email:
        readers.append(Recipient(question.author_email, question.language))
    if question.community_id:
        readers += community_contacts(question.community)
    return readers


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
class ConsultationPublished(Notification):
    """News for communities of the neighbourhoods concerned and for their followers (S4-46)."""

    key = "participation.consultation_published"
    label = _("New consultations in my neighbourhoods")
    category = Category.NEWS

    def recipients(self, subject: Consultation, **facts):
        readers = []
        for community in Community.objects.public().filter(neighbourhoods__in=subject.neighbourhoods.all()).distinct():
            readers += community_contacts(community)
        return readers + contact_persons_of(subject.neighbourhoods.all()) + followers_of(*subject.neighbourhoods.all())

    def link(self, subject: Consultation, recipient):
        return plain_path(subject)


@register_notification
class ConsultationResult(Notification):
    """News for the followers of the consultation and of the neighbourhoods concerned."""

    key = "participation.consultation_result"
    label = _("Results of consultations that I follow")
    category = Category.NEWS

    def recipients(self, subject: Consultation, **facts):
        return followers_of(*subject.neighbourhoods.all(), subject)

    def link(self, subject: Consultation, recipient):
        return plain_path(subject)


FOLLOWABLE.register(Consultation._meta.label_lower, Consultation.objects.visible_to)
