from django.utils.translation import gettext_lazy as _

from communities.models import Membership
from communities.notifications.contacts import community_contacts
from grants.models import Application, ApplicationPartner, Extension
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse


@register_notification
class PartnerAsked(Notification):
    """To the leaders of the partner community: nobody else can confirm it."""

    key = "grants.partner_asked"
    label = _("Our community is named as a partner in a project")
    category = Category.ACT

    def recipients(self, subject: ApplicationPartner, **facts):
        leaders = Membership.objects.leaders().filter(community=subject.community, user__is_active=True)
        return [Recipient.of(one.user) for one in leaders.select_related("user")]

    def link(self, subject: ApplicationPartner, recipient):
        return plain_reverse("grants:partner_confirm", subject.pk)


@register_notification
class PartnerConfirmed(Notification):
    key = "grants.partner_confirmed"
    label = _("A partner has confirmed our project")
    category = Category.SERVICE

    def recipients(self, subject: ApplicationPartner, **facts):
        return community_contacts(subject.application.community)

    def link(self, subject: ApplicationPartner, recipient):
        return plain_path(subject.application)


@register_notification
class PartnerDeclined(Notification):
    key = "grants.partner_declined"
    label = _("A partner does not take part in our project")
    category = Category.SERVICE

    def recipients(self, subject: Application, **facts):
        return community_contacts(subject.community)

    def link(self, subject: Application, recipient):
        return plain_path(subject)

    def context(self, subject: Application, recipient, *, partner: str, **facts):
        return {"partner": partner}


@register_notification
class ExtensionGranted(Notification):
    key = "grants.extension_granted"
    label = _("Our community may apply until later")
    category = Category.SERVICE

    def recipients(self, subject: Extension, **facts):
        return community_contacts(subject.community)

    def link(self, subject: Extension, recipient):
        return plain_path(subject.call)
