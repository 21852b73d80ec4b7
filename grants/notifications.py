from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from communities.notifications.contacts import community_contacts
from grants.models import Application, Call, Decision
from portal.documents.models import Document
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.obligations.models import Receipt
from portal.obligations.receipts import secret_of
from portal.ui.links import plain_path, plain_reverse


class _ToApplicant(Notification):
    """For the community's contacts: the application belongs to it, not to a person."""

    category = Category.SERVICE

    def recipients(self, subject: Application, **facts):
        return community_contacts(subject.community)

    def link(self, subject: Application, recipient):
        return plain_path(subject)


@register_notification
class CallPublished(Notification):
    key = "grants.call_published"
    label = _("New calls for projects")
    category = Category.NEWS

    def recipients(self, subject: Call, **facts):
        readers = []
        for community in Community.objects.public():
            readers += community_contacts(community)
        return readers

    def link(self, subject: Call, recipient):
        return plain_path(subject)


@register_notification
class ApplicationSubmitted(_ToApplicant):
    key = "grants.application_submitted"
    label = _("Our application is received")

    def context(self, subject: Application, recipient, **facts):
        receipt = Receipt.objects.get(subject_type=ContentType.objects.get_for_model(Application), subject_id=subject.pk)
        return {"receipt": receipt, "secret": secret_of(receipt)}


@register_notification
class ApplicationRefused(_ToApplicant):
    key = "grants.application_refused"
    label = _("Our application does not meet the rules")


@register_notification
class ApplicationDecided(Notification):
    """Waits for the decision letter and carries it."""

    key = "grants.application_decided"
    label = _("Decision on our application")
    category = Category.SERVICE

    def recipients(self, subject: Decision, **facts):
        return community_contacts(subject.application.community)

    def link(self, subject: Decision, recipient):
        return plain_path(subject.application)

    def files(self, subject: Decision, **facts):
        letter = Document.objects.latest_of("grants.decision_letter", subject)
        return [letter.pdf] if letter else []


@register_notification
class DraftClosing(_ToApplicant):
    key = "grants.draft_closing"
    label = _("A call closes and our draft is not handed in")
    category = Category.ACT


@register_notification
class EvaluationBegun(Notification):
    key = "grants.evaluation_begun"
    label = _("Applications wait for my evaluation")
    category = Category.ACT

    def recipients(self, subject: Call, **facts):
        return [Recipient.of(member.user) for member in subject.commission.select_related("user")]

    def link(self, subject: Call, recipient):
        return plain_reverse("grants:evaluation_call", subject.slug)
