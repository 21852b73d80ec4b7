from django.utils.translation import gettext_lazy as _

from actionplans.models import Joining
from actionplans.queries.joining import CONFIRMING, OWN
from portal.notifications.contacts import unit_contacts
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_reverse


class _ToJoiner(Notification):
    def recipients(self, subject: Joining, **facts):
        if subject.user_id and subject.user.is_active:
            return [Recipient.of(subject.user)]
        return [Recipient(subject.email, subject.language)]


@register_notification
class JoiningConfirm(_ToJoiner):
    """A guest has joined once this link is opened."""

    key = "actionplans.joining_confirm"
    label = _("Confirm that I join an action")
    category = Category.ACT

    def link(self, subject: Joining, recipient):
        return plain_reverse("actionplans:joining_confirm", CONFIRMING.token_for(subject.pk))


@register_notification
class JoiningReceived(_ToJoiner):
    key = "actionplans.joining_received"
    label = _("I have joined an action")
    category = Category.SERVICE

    def link(self, subject: Joining, recipient):
        return plain_reverse("actionplans:joining_detail", OWN.token_for(subject.pk))


@register_notification
class SomebodyJoined(Notification):
    """The unit tells the person how it goes on."""

    key = "actionplans.somebody_joined"
    label = _("Somebody joined an action of ours")
    category = Category.ACT

    def recipients(self, subject: Joining, **facts):
        return unit_contacts(subject.action.plan.unit)

    def link(self, subject: Joining, recipient):
        return plain_reverse("admin:actionplans_joining_change", subject.pk)


@register_notification
class SomebodyLeft(SomebodyJoined):
    """The unit need not wait for this person any more."""

    key = "actionplans.somebody_left"
    label = _("Somebody left an action of ours")
    category = Category.NEWS
