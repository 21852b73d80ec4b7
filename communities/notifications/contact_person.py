from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from communities.models import ContactPerson
from communities.queries.contact_person import confirmation_token
from portal.accounts.roles import Role
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_reverse


@register_notification
class ContactConfirm(Notification):
    """Twice a year: are these data still correct? Answered with one click, without signing in (S4-66)."""

    key = "communities.contact_confirm"
    label = _("Are the data of the contact person still correct")
    category = Category.ACT

    def recipients(self, subject: ContactPerson, **facts):
        return [Recipient(subject.email)]

    def link(self, subject: ContactPerson, recipient):
        return plain_reverse("communities:contact_confirm", confirmation_token(subject))


@register_notification
class ContactCorrection(Notification):
    """A contact person says that something has changed: the coordinators put it into the record."""

    key = "communities.contact_correction"
    label = _("A contact person reports a change")
    category = Category.ACT

    def recipients(self, subject: ContactPerson, **facts):
        coordinators = get_user_model().objects.filter(roles__contains=[Role.COORDINATOR], is_active=True)
        return [Recipient.of(person) for person in coordinators]

    def link(self, subject: ContactPerson, recipient):
        return plain_reverse("admin:communities_neighbourhood_change", subject.neighbourhood_id)
