from django.utils.translation import gettext_lazy as _

from communities.notifications.contacts import community_contacts
from grants.models import Decision
from portal.documents.models import Document
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path


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
