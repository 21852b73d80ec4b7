"""One small class per message: who gets it and from which templates it is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from portal.files.models import File
from portal.notifications.models import Category, Frequency, Subscription
from portal.registry import Registry


@dataclass(frozen=True)
class Recipient:
    """One reader: a user, or an e-mail address alone."""

    email: str
    language: str = settings.LANGUAGE_CODE
    user_id: int | None = None
    subscription: Subscription | None = None

    @classmethod
    def of(cls, user) -> "Recipient":
        return cls(email=user.email, language=user.language, user_id=user.pk)


class Notification:
    """Subclass and register. The templates ``<app>/emails/<name>.subject.txt`` and ``.body.txt`` follow from ``key``
    (``<app>.<name>``); they see ``subject`` (the thing), what ``context`` adds, and ``page`` (its full address)."""

    key: ClassVar[str]
    label: ClassVar[str]
    category: ClassVar[Category]
    default_frequency: ClassVar[Frequency] = Frequency.DAILY
    is_whole_in_digest: ClassVar[bool] = False
    """Whether a digest carries the text too, not only the subject and the page."""

    def recipients(self, subject: models.Model, **facts: Any) -> Iterable[Recipient]:
        raise NotImplementedError(f"{type(self).__name__} must say who gets it.")

    def context(self, subject: models.Model, recipient: Recipient, **facts: Any) -> dict[str, Any]:
        return {}

    def link(self, subject: models.Model, recipient: Recipient) -> str:
        """Path, without a language prefix, of the page the message is about."""
        return ""

    def files(self, subject: models.Model, **facts: Any) -> Iterable[File]:
        """What is attached; the message waits until each file is ready."""
        return ()

    def is_sensitive(self, subject: models.Model) -> bool:
        return False

    @property
    def templates(self) -> tuple[str, str]:
        app, name = self.key.split(".", 1)
        return f"{app}/emails/{name}.subject.txt", f"{app}/emails/{name}.body.txt"


NOTIFICATIONS: Registry[Notification] = Registry("messages")


def register_notification(cls: type[Notification]) -> type[Notification]:
    NOTIFICATIONS.register(cls.key, cls())
    return cls
