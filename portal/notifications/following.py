"""Who follows what: which things can be followed, who hears of them, and how a guest confirms it by e-mail."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy

from portal.errors import InvalidInput
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import CONFIRMATION_TERM, Category, Subscription
from portal.registry import Registry
from portal.ui.confirming import ConfirmationLink
from portal.ui.links import plain_path, plain_reverse

LINK = ConfirmationLink(
    "portal.notifications.follow",
    CONFIRMATION_TERM,
    gettext_lazy("This link is older than seven days and no longer works. Follow once more."),
)

FOLLOWABLE: Registry[Callable[..., models.QuerySet]] = Registry("things that can be followed")
"""Model label to the function that gives the things of this kind a user may see."""


NEWS_OF: Registry[Any] = Registry("what following gives")
"""Model label to the sentence that says which news come to whoever follows such a thing."""


@dataclass(frozen=True)
class WholeKind:
    """All things of one kind can be followed at once: what that is called, and the page that lists them."""

    label: Any
    page: str


WHOLE_KINDS: Registry[WholeKind] = Registry("kinds that can be followed as a whole")
"""Model label to the kind. Who follows a whole kind follows its content type."""


def _kinds(user) -> models.QuerySet:
    kinds = models.Q(pk__in=[])
    for label in WHOLE_KINDS:
        app, model = label.split(".")
        kinds |= models.Q(app_label=app, model=model)
    return ContentType.objects.filter(kinds)


FOLLOWABLE.register(ContentType._meta.label_lower, _kinds)


def register_whole_kind(model: type[models.Model], label: Any, page: str, news: Any) -> None:
    """Let everybody follow all of ``model``: "All consultations"."""
    WHOLE_KINDS.register(model._meta.label_lower, WholeKind(label, page))
    NEWS_OF.register(f"*{model._meta.label_lower}", news)


def all_of(model: type[models.Model]) -> ContentType:
    """What is followed when all things of a kind are."""
    return ContentType.objects.get_for_model(model)


def _label_of_kind(kind: ContentType) -> str:
    return f"{kind.app_label}.{kind.model}"


def name_of(target: models.Model) -> str:
    """What somebody follows, in words."""
    if isinstance(target, ContentType):
        return str(WHOLE_KINDS[_label_of_kind(target)].label)
    return str(target)


def page_of(target: models.Model) -> str:
    """The page of what somebody follows, without a language prefix."""
    if isinstance(target, ContentType):
        return plain_reverse(WHOLE_KINDS[_label_of_kind(target)].page)
    return plain_path(target)


@dataclass(frozen=True)
class Following:
    """What the panel "Follow" shows of one thing to one visitor."""

    kind: str
    target: models.Model
    subscription: Subscription | None

    @property
    def name(self) -> str:
        return name_of(self.target)

    @property
    def page(self) -> str:
        return page_of(self.target)

    @property
    def news(self) -> Any:
        """Which news come, in a sentence; empty where nobody has said."""
        key = f"*{_label_of_kind(self.target)}" if isinstance(self.target, ContentType) else self.kind
        return NEWS_OF.get(key, "")


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
    confirmed = Subscription.objects.filter(confirmed_at__isnull=False)
    subscription = Subscription.objects.filter(pk=LINK.read(token, confirmed)).first()
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
