"""Letters about early warnings say that something came, never what, nor what it is about."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from participation.models import EarlyWarning
from participation.queries.early_warning import warning_token
from portal.accounts.roles import Role
from portal.notifications.contacts import unit_contacts
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.obligations.receipts import receipt_facts, receipt_of
from portal.ui.links import plain_reverse


class WarningLetter(Notification):
    """As closed as the warning it is about."""

    category = Category.SERVICE

    def is_sensitive(self, subject: EarlyWarning) -> bool:
        return subject.is_sensitive

    def recipients(self, subject: EarlyWarning, **facts):
        """The sender, with or without an account."""
        if subject.author_id and subject.author.is_active:
            return [Recipient.of(subject.author)]
        return [Recipient(subject.author_email, subject.language)] if subject.author_email else []


@register_notification
class WarningConfirm(WarningLetter):
    key = "participation.early_warning_confirm"
    label = _("Confirm my message")
    category = Category.ACT

    def link(self, subject: EarlyWarning, recipient):
        return plain_reverse("participation:warning_confirm", warning_token(subject))


@register_notification
class WarningReceived(WarningLetter):
    key = "participation.early_warning_received"
    label = _("My message is received")

    def context(self, subject: EarlyWarning, recipient, **facts):
        return receipt_facts(subject, recipient.language)


@register_notification
class WarningAnswered(WarningLetter):
    key = "participation.early_warning_answered"
    label = _("My message is answered")

    def context(self, subject: EarlyWarning, recipient, **facts):
        return receipt_facts(subject, recipient.language)


@register_notification
class WarningArrived(WarningLetter):
    """For the unit; of what is sensitive the social service alone hears, or its own address when nobody is entered."""

    key = "participation.early_warning_arrived"
    label = _("An early warning came")
    category = Category.ACT

    def recipients(self, subject: EarlyWarning, **facts):
        if not subject.is_sensitive:
            return unit_contacts(subject.unit)
        people = get_user_model().objects.filter(roles__contains=[Role.SOCIAL], is_active=True)
        return [Recipient.of(person) for person in people] or [Recipient(subject.unit.email)]

    def context(self, subject: EarlyWarning, recipient, **facts):
        return {"number": receipt_of(subject).number}

    def link(self, subject: EarlyWarning, recipient):
        return plain_reverse("admin:participation_earlywarning_change", subject.pk)


@register_notification
class WarningPolice(WarningLetter):
    key = "participation.early_warning_police"
    label = _("The social service asks the police to call")

    def recipients(self, subject: EarlyWarning, **facts):
        return [Recipient(subject.police_email)]

    def context(self, subject: EarlyWarning, recipient, **facts):
        return {"number": receipt_of(subject).number}
