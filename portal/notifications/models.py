import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.db import LockingQuerySet, TimestampedModel
from portal.files.models import File


class Category(models.TextChoices):
    """ACT: the reader must do something; sent at once. SERVICE: an answer to the reader's own matter; sent at once,
    cannot be refused. NEWS: as often as the reader chose. SECRET: sign-in codes and links; the text is blanked once
    sent and nobody can read it again."""

    ACT = "act", _("something to do")
    SERVICE = "service", _("about my own matter")
    NEWS = "news", _("news")
    SECRET = "secret", _("sign-in")


class Frequency(models.TextChoices):
    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("once a day")
    WEEKLY = "weekly", _("once a week")
    NEVER = "never", _("never")


class MessageQuerySet(LockingQuerySet):
    def deliverable(self, now: datetime) -> "MessageQuerySet":
        """Queued, due, and with every attached file ready."""
        waiting = File.objects.filter(messages=OuterRef("pk"), ready_at__isnull=True)
        return self.filter(state=Message.State.QUEUED, deliver_after__lte=now).filter(~Exists(waiting))

    def about(self, subject: models.Model) -> "MessageQuerySet":
        return self.filter(about_type=ContentType.objects.get_for_model(subject), about_id=str(subject.pk))

    def over_before(self, moment: datetime) -> "MessageQuerySet":
        """Written before ``moment`` and dealt with: nothing more will be sent of them."""
        return self.filter(state__in=(Message.State.SENT, Message.State.DIGESTED, Message.State.FAILED), created_at__lt=moment)

    def visible_to(self, user) -> "MessageQuerySet":
        """What is sensitive is for the social service alone, which reads nothing else here (D9)."""
        return self.filter(sensitive=user.has_perm("notifications.view_sensitive_message"))

    def collected_until(self, now: datetime) -> "MessageQuerySet":
        return self.filter(state=Message.State.COLLECTED, deliver_after__lte=now)


class Message(TimestampedModel):
    """One e-mail to one reader. The row comes first, in the transaction of the act it tells of; a worker delivers it.

    Delivery happens at least once; the Message-ID is made of the row's id, so that a mail server or a reader can tell
    a repeat. A reminder carries ``reminder_key`` and ``reminder_step``, unique per reader: it is written exactly once.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("waiting")
        COLLECTED = "collected", _("waits for the digest")
        DIGESTED = "digested", _("sent in a digest")
        SENT = "sent", pgettext_lazy("message", "sent")
        FAILED = "failed", _("could not be sent")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(_("kind"), max_length=80)
    category = models.CharField(_("category"), max_length=10, choices=Category)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("reader")
    )
    email = models.EmailField(_("to"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))
    link = models.CharField(_("page"), max_length=300, blank=True)
    subscription = models.ForeignKey(
        "Subscription", models.SET_NULL, null=True, blank=True, related_name="messages", verbose_name=_("subscription")
    )
    files = models.ManyToManyField(File, related_name="messages", blank=True, verbose_name=_("attachments"))
    about_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, blank=True, related_name="+")
    about_id = models.CharField(max_length=40, blank=True)
    sensitive = models.BooleanField(_("social service only"), default=False)

    reminder_key = models.CharField(max_length=120, blank=True)
    reminder_step = models.CharField(max_length=40, blank=True)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.QUEUED)
    deliver_after = models.DateTimeField(_("not before"))
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    failure = models.CharField(_("what went wrong"), max_length=300, blank=True)
    digest = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="items")

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["reminder_key", "reminder_step", "email"],
                condition=~Q(reminder_key=""),
                name="reminder_written_once",
            ),
            models.CheckConstraint(condition=~Q(state="sent") | Q(sent_at__isnull=False), name="message_sent_has_time"),
        ]
        indexes = [
            models.Index(fields=["deliver_after", "id"], condition=Q(state="queued"), name="message_queue"),
            models.Index(fields=["deliver_after", "email"], condition=Q(state="collected"), name="message_collected"),
            models.Index(fields=["about_type", "about_id"], name="message_about"),
            models.Index(fields=["email", "-created_at"], name="message_email"),
            models.Index(fields=["state", "-created_at"], name="message_state"),
        ]

    class Privacy:
        personal = ("recipient", "email", "subject", "body", "failure")
        retention = "18 months after sending"
        ended_by = "portal.notifications.tasks.erase_old_messages"

    def __str__(self) -> str:
        return self.subject

    @property
    def message_id(self) -> str:
        return f"<{self.pk}@{settings.MESSAGE_ID_DOMAIN}>"


CONFIRMATION_TERM = timedelta(days=7)
"""How long the link works by which an address confirms that it follows something."""


class SubscriptionQuerySet(LockingQuerySet):
    def active(self) -> "SubscriptionQuerySet":
        return self.filter(confirmed_at__isnull=False, ended_at__isnull=True)

    def to(self, target: models.Model) -> "SubscriptionQuerySet":
        return self.filter(target_type=ContentType.objects.get_for_model(target), target_id=target.pk)

    def with_reader(self) -> "SubscriptionQuerySet":
        """With the person who follows; without those whose account is closed."""
        return self.exclude(user__is_active=False).select_related("user")

    def never_confirmed(self, now: datetime) -> "SubscriptionQuerySet":
        """Asked for by guests who did not open the link of the latest letter within its term."""
        return self.filter(confirmed_at__isnull=True, updated_at__lt=now - CONFIRMATION_TERM)


class Subscription(TimestampedModel):
    """Somebody follows something: a signed-in person, or an e-mail address that confirmed by its link."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="subscriptions")
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    target_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    target_id = models.BigIntegerField()
    target = GenericForeignKey("target_type", "target_id")
    target_label = models.CharField(_("what"), max_length=300)
    target_address = models.CharField(_("page"), max_length=300)
    frequency = models.CharField(_("how often"), max_length=10, choices=Frequency, default=Frequency.DAILY)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(fields=["email", "target_type", "target_id"], name="subscription_once"),
        ]
        indexes = [models.Index(fields=["target_type", "target_id"], name="subscription_target")]

    class Privacy:
        personal = ("user", "email")
        retention = "until ended; unconfirmed: 7 days"
        ended_by = "portal.notifications.tasks.erase_unconfirmed_subscriptions"

    def __str__(self) -> str:
        return self.target_label


class Preference(TimestampedModel):
    """How often a person wants news of one kind. Without a row the kind's own default holds."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="message_preferences")
    key = models.CharField(_("kind"), max_length=80)
    frequency = models.CharField(_("how often"), max_length=10, choices=Frequency)

    class Meta:
        verbose_name = _("message preference")
        verbose_name_plural = _("message preferences")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="preference_once")]

    class Privacy:
        personal = ("user", "frequency")
        retention = "as the account"

    def __str__(self) -> str:
        return f"{self.key}: {self.frequency}"
