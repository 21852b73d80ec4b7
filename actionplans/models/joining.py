from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actionplans.enums import JoiningState, JoiningTime
from portal.db import LockingQuerySet, TimestampedModel, paired

CONFIRMATION_TERM = timedelta(days=7)
"""How long a guest may take to open the link in the e-mail."""


class JoiningQuerySet(LockingQuerySet):
    def joined(self) -> "JoiningQuerySet":
        """Those who take part, so far as the portal knows."""
        return self.filter(state=JoiningState.JOINED)

    def standing(self) -> "JoiningQuerySet":
        return self.exclude(state=JoiningState.LEFT)

    def not_contacted(self) -> "JoiningQuerySet":
        """Those who joined and whom nobody has told yet how it goes on."""
        return self.joined().filter(contacted_at__isnull=True)

    def for_list(self) -> "JoiningQuerySet":
        return self.select_related("action__plan__unit", "user")

    def never_confirmed(self, now: datetime) -> "JoiningQuerySet":
        return self.filter(state=JoiningState.UNCONFIRMED, asked_at__lte=now - CONFIRMATION_TERM)

    def over_before(self, day: date) -> "JoiningQuerySet":
        """Of actions whose last day was before ``day``."""
        return self.filter(action__ends_on__lt=day)


class Joining(TimestampedModel):
    """Somebody joins an action of a plan, at any moment while it is open (S0-28). A guest's counts once the link in the
    e-mail is opened. Only the number is public; who it is the responsible unit alone sees."""

    action = models.ForeignKey("actionplans.Action", models.CASCADE, related_name="joinings", verbose_name=_("action"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    time = models.CharField(_("how much time"), max_length=10, choices=JoiningTime, default=JoiningTime.ONCE)
    offer = models.CharField(_("what you would like to do"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=JoiningState, default=JoiningState.UNCONFIRMED)
    asked_at = models.DateTimeField(_("asked to join"))
    joined_at = models.DateTimeField(_("joined"), null=True, blank=True)
    contacted_at = models.DateTimeField(_("spoken with"), null=True, blank=True)
    contacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("who spoke with them")
    )

    objects = JoiningQuerySet.as_manager()

    class Meta:
        verbose_name = _("person who joined an action")
        verbose_name_plural = _("people who joined actions")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "email"], condition=~Q(state="left"), name="joining_once"),
            models.CheckConstraint(condition=~Q(state="joined") | Q(joined_at__isnull=False), name="joining_joined_on_a_day"),
            paired("joining_contact_whole", "contacted_at", "contacted_by"),
        ]
        indexes = [models.Index(fields=["-asked_at", "-id"], name="joining_recent")]

    class Privacy:
        personal = ("user", "name", "email", "offer", "contacted_by")
        retention = "6 months after the action's end"
        ended_by = "actionplans.tasks.joining.erase_joinings"

    def __str__(self) -> str:
        return self.name
