"""Who follows what: which things can be followed, who hears of them, and how a guest confirms it by e-mail."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy

from portal.errors import InvalidInput
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import CONFIRMATION_TERM, Category, Subscription
from portal.registry import Registry
from portal.ui.confirming import ConfirmationLink
from portal.ui.links import plain_reverse

LINK = ConfirmationLink(
    "portal.notifications.follow",
    CONFIRMATION_TERM,
    gettext_lazy("This link is older than seven days and no longer works. Follow once more."),
)

FOLLOWABLE: Registry[Callable[..., models.QuerySet]] = Registry("things that can be followed")
"""Model label to the function that gives the things of this kind a user may see."""


@dataclass(frozen=True)
class Following:
    """What the panel "Follow" shows of one thing to one visitor."""

    kind: str
    target: models.Model
    subscription: Subscription | None


def following_of(user, target: models.Model) -> Following:
    subscription = Subscription.objects.active().to(target).filter(user=user).first() if user.is_authenticated else None
    return Following(target._meta.label_lower, target, subscription)


def followers_of(*targets: models.Model) -> list[Recipient]:
    """Everybody who follows any of ``targets``; a person is written to at the account's address of today."""
    subscriptions = [one for target in targets for one in Subscription.objects.active().to(target).with_reader()]
    return [
        Recipient(one.user.email, one.user.language, one.user_id, one)
        if one.user
        else Recipient(one.email, one.language, subscription=one)
        for one in subscriptions
    ]


def confirmation_of(subscription: Subscription) -> str:
    """The token of the link by which the address confirms."""
    return LINK.token_for(subscription.pk)


def following_to_confirm(token: str) -> Subscription:
    """The subscription a confirmation link belongs to.

    Raises ``InvalidInput``: the link is mangled, or older than a week and its address was let go.
    """
    subscription = Subscription.objects.filter(pk=LINK.read(token)).first()
    if subscription is None:
        raise InvalidInput(LINK.expired)
    return subscription


@register_notification
class SubscriptionConfirm(Notification):
    """An address without an account follows something once this link is opened."""

    key = "notifications.subscription_confirm"
    label = gettext_lazy("Confirm what I follow")
    category = Category.ACT

    def recipients(self, subject: Subscription, **facts):
        return [Recipient(subject.email, subject.language)]

    def link(self, subject: Subscription, recipient) -> str:
        return plain_reverse("notifications:confirm_following", confirmation_of(subject))
