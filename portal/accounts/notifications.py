from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_reverse


@register_notification
class AccountOpened(Notification):
    """To somebody whose account an administrator opened; the password is theirs alone to choose."""

    key = "accounts.account_opened"
    label = _("An account was opened for me")
    category = Category.SERVICE

    def recipients(self, subject: User, **facts):
        return [Recipient.of(subject)]

    def link(self, subject: User, recipient):
        return plain_reverse("account_reset_password")
