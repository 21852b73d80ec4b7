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


@register_notification
class AccountIdle(Notification):
    """Nobody signed in for almost as long as accounts are kept; ``erased_on`` is the day on which it goes."""

    key = "accounts.account_idle"
    label = _("My account will be erased unless I sign in")
    category = Category.ACT

    def recipients(self, subject: User, **facts):
        return [Recipient.of(subject)]

    def link(self, subject: User, recipient):
        return plain_reverse("account_login")
