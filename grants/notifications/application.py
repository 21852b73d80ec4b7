from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from communities.notifications.contacts import community_contacts
from grants.models import Application
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.obligations.models import Receipt
from portal.obligations.receipts import secret_of
from portal.ui.links import plain_path


class _ToApplicant(Notification):
    """For the community's contacts: the application belongs to it, not to a person."""

    category = Category.SERVICE

    def recipients(self, subject: Application, **facts):
        return community_contacts(subject.community)

    def link(self, subject: Application, recipient):
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
class DraftClosing(_ToApplicant):
    key = "grants.draft_closing"
    label = _("A call closes and our draft is not handed in")
    category = Category.ACT
