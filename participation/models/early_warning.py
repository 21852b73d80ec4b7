import uuid
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from participation.enums import WarningState
from participation.models.opinion import CONFIRMATION_TERM
from participation.workflow import EARLY_WARNING
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired
from portal.municipality.models import Unit
from portal.workflow import Status


class WarningCategoryQuerySet(models.QuerySet):
    def active(self) -> "WarningCategoryQuerySet":
        return self.filter(is_active=True).select_related("unit")


@tracked()
class WarningCategory(TimestampedModel):
    """What an early warning can be about, which unit gets it, when that unit reads it, and whether it is sensitive."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    name_en = models.CharField(_("name in English"), max_length=120)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit that reads it"))
    hours = models.CharField(_("when it is read"), max_length=120, help_text=_("For example: working days 8.30–17.00."))
    is_sensitive = models.BooleanField(
        _("sensitive"), default=False, help_text=_("New reports are visible to the social service alone.")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=50)
    is_active = models.BooleanField(_("active"), default=True)

    objects = WarningCategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("category of early warnings")
        verbose_name_plural = _("categories of early warnings")
        ordering = ["order", "pk"]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name_en if (translation.get_language() or "lv").startswith("en") else self.name


class EarlyWarningQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "EarlyWarningQuerySet":
        """The responsible unit; what is sensitive, the social service and nobody else (D9)."""
        units = Unit.objects.filter(Q(members=user) | Q(head=user)).values("pk")
        rows = self.exclude(state=WarningState.UNCONFIRMED)
        if user.has_perm("participation.view_sensitive_earlywarning"):
            return rows.filter(Q(is_sensitive=True) | Q(unit__in=units))
        return rows.filter(is_sensitive=False, unit__in=units)

    def never_confirmed(self, now: datetime) -> "EarlyWarningQuerySet":
        """Sent by guests who did not open the link within its term."""
        return self.filter(state=WarningState.UNCONFIRMED, received_at__lt=now - CONFIRMATION_TERM)

    def over_before(self, day: date) -> "EarlyWarningQuerySet":
        """Closed, or answered and never closed, before ``day``."""
        over = self.filter(state__in=(WarningState.ANSWERED, WarningState.CLOSED))
        return over.alias(over_at=Coalesce("closed_at", "answered_at")).filter(over_at__date__lt=day)


@tracked()
class EarlyWarning(TimestampedModel):
    """Somebody noticed trouble before it became a disaster (agrīnās brīdināšanas ziņojums, S4-27).

    Only the responsible unit reads it; what is sensitive only the social service, which may call in the police.
    ``is_sensitive`` is kept here, so that a category that changes later opens nothing. Each reading is logged (D9).
    """

    category = models.ForeignKey(WarningCategory, models.PROTECT, related_name="+", verbose_name=_("category"))
    is_sensitive = models.BooleanField(_("sensitive"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    text = models.TextField(_("what was noticed"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("sender")
    )
    author_name = models.CharField(_("sender's name"), max_length=150, blank=True)
    author_email = models.EmailField(_("sender's e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("in the name of the community")
    )
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    state = models.CharField(_("state"), max_length=12, choices=WarningState, default=WarningState.RECEIVED)
    received_at = models.DateTimeField(_("received"))
    taken_at = models.DateTimeField(_("taken over at"), null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("taken over by")
    )
    police_at = models.DateTimeField(_("police called in at"), null=True, blank=True)
    police_email = models.EmailField(_("e-mail of the police station"), blank=True)
    answer = models.TextField(_("answer"), blank=True)
    next_step = models.TextField(_("what happens next"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("closed by")
    )
    form_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = EarlyWarningQuerySet.as_manager()

    class Meta:
        verbose_name = _("early-warning report")
        verbose_name_plural = _("early-warning reports")
        ordering = ["-received_at", "-pk"]
        constraints = [
            not_blank("early_warning_not_blank", "text"),
            models.CheckConstraint(condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="early_warning_answered_has_text"),
            paired("early_warning_taken_whole", "taken_at", "taken_by"),
            paired("early_warning_answer_whole", "answered_at", "answered_by"),
            paired("early_warning_end_whole", "closed_at", "closed_by"),
        ]
        indexes = [models.Index(fields=["unit", "-received_at"], name="early_warning_unit")]

    class Privacy:
        personal = (
            "text", "place", "author", "author_name", "author_email", "phone", "community", "police_email", "answer", "next_step",
            "form_token",
        )  # fmt: skip
        retention = "12 months after it was closed or answered; unconfirmed: 7 days"
        ended_by = "participation.tasks.early_warning.erase_early_warnings"

    def __str__(self) -> str:
        """Without its words and its category: the audit log and reminders keep this."""
        return f"{self._meta.verbose_name} {self.pk}".capitalize()

    @property
    def status(self) -> Status:
        return EARLY_WARNING.status(self.state)
