"""One click ends it (RFC 8058): the address in each news mail carries a signed reference, no sign-in is asked."""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.audit.actions import Guest
from portal.notifications.actions import stop_following
from portal.notifications.kinds import NOTIFICATIONS
from portal.notifications.models import Category, Frequency, Message, Preference, Subscription, SubscriptionQuerySet
from portal.ui.links import absolute, localised, without_language

SALT = "portal.notifications.unsubscribe"


@dataclass(frozen=True)
class Unsubscription:
    """What one click would end: one subscription, one kind of news for one person, or, from a digest, all news."""

    subscription: Subscription | None
    user_id: int | None
    key: str

    @property
    def is_of_all_news(self) -> bool:
        """A digest is no kind of news of its own."""
        return self.key not in NOTIFICATIONS

    @property
    def page(self) -> str:
        """Of the thing that is no longer followed, in the reader's language: there it can be followed again."""
        followed = self.subscription and not self.is_of_all_news
        return localised(self.subscription.target_address, get_language() or "lv") if followed else ""

    @property
    def is_over(self) -> bool:
        """Nothing is left that one click would end."""
        if self.subscription and not self.is_of_all_news:
            return self.subscription.ended_at is not None
        if self.user_id:
            keys = news_keys() if self.is_of_all_news else [self.key]
            refused = Preference.objects.filter(user_id=self.user_id, key__in=keys, frequency=Frequency.NEVER)
            return refused.count() == len(keys)
        return not Subscription.objects.filter(email__iexact=self.subscription.email, ended_at__isnull=True).exists()

    @property
    def label(self) -> str:
        if self.is_of_all_news:
            return _("All news")
        return self.subscription.target_label if self.subscription else str(NOTIFICATIONS[self.key].label)


def unsubscribe_address(message: Message) -> str:
    """The full one-click address for a news message; empty for messages that cannot be refused."""
    if message.category != Category.NEWS:
        return ""
    if not (message.subscription_id or message.recipient_id):
        return ""
    token = signing.dumps([message.subscription_id, message.recipient_id, message.key], salt=SALT)
    with translation.override("lv"):
        path = reverse("notifications:unsubscribe", args=[token])
    return absolute(without_language(path), message.language)


def read_token(token: str) -> Unsubscription | None:
    """What the token refers to; None for a forged or unknown one. Tokens do not expire: old mails must work."""
    try:
        subscription_id, user_id, key = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    subscription = Subscription.objects.filter(pk=subscription_id).first() if subscription_id else None
    if subscription is None and user_id is None:
        return None
    return Unsubscription(subscription, user_id, key)


def unsubscribe(found: Unsubscription) -> None:
    """End it. Doing it twice changes nothing."""
    if found.subscription and not found.is_of_all_news:
        _end(Subscription.objects.filter(pk=found.subscription.pk))
    elif found.user_id:
        for key in news_keys() if found.is_of_all_news else [found.key]:
            Preference.objects.update_or_create(user_id=found.user_id, key=key, defaults={"frequency": Frequency.NEVER})
    else:
        _end(Subscription.objects.filter(email__iexact=found.subscription.email))


def _end(subscriptions: SubscriptionQuerySet) -> None:
    for subscription in subscriptions.filter(ended_at__isnull=True).select_related("user"):
        stop_following(subscription=subscription, by=subscription.user or Guest(), now=timezone.now())


def news_keys() -> list[str]:
    """Every kind of message a person may slow down or refuse."""
    return [key for key, kind in NOTIFICATIONS.items() if kind.category == Category.NEWS]
