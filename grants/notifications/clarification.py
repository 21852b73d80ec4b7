from django.utils.translation import gettext_lazy as _

from communities.notifications.contacts import community_contacts
from grants.models import Clarification
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_reverse


@register_notification
class ClarificationAsked(Notification):
    key = "grants.clarification_asked"
    label = _("Our application is to be clarified")
    category = Category.ACT

    def recipients(self, subject: Clarification, **facts):
        return community_contacts(subject.application.community)

    def link(self, subject: Clarification, recipient):
        return plain_reverse("grants:clarification", subject.application_id)


@register_notification
class ClarificationAnswered(Notification):
    key = "grants.clarification_answered"
    label = _("An applicant has clarified what I asked")
    category = Category.ACT

    def recipients(self, subject: Clarification, **facts):
        return [Recipient.of(subject.asked_by)]

    def link(self, subject: Clarification, recipient):
        return plain_reverse("admin:grants_application_change", subject.application_id)
