from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from participation.models.opinion import CONFIRMATION_TERM
from participation.models.submission import Submission
from portal.db import LockingQuerySet, TimestampedModel


class SupportQuerySet(LockingQuerySet):
    def counted(self) -> "SupportQuerySet":
        return self.filter(confirmed_at__isnull=False)

    def of(self, user) -> "SupportQuerySet":
        return self.filter(person=user) if user.is_authenticated else self.none()

    def never_confirmed(self, now: datetime) -> "SupportQuerySet":
        return self.filter(confirmed_at__isnull=True, given_at__lt=now - CONFIRMATION_TERM)


class Support(TimestampedModel):
    """Somebody stands behind what another wrote: "I need this too" on a proposal, or, with a name and the declaration of
    being sixteen and living here, a signature under a collective submission.

    Once per person and address, counted once its link is opened. Taken back means gone: the row is deleted.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="supports", verbose_name=_("submission"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="supports")
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    is_signature = models.BooleanField(_("signature"), default=False)
    name = models.CharField(_("name and surname"), max_length=150, blank=True)
    given_at = models.DateTimeField(_("given at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("supports")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("submission", Lower("email"), name="support_once_by_address"),
            models.UniqueConstraint(fields=["submission", "person"], name="support_once_by_person"),
            models.CheckConstraint(
                condition=Q(is_signature=True) & ~Q(name="") | Q(is_signature=False, name=""),
                name="support_signature_has_a_name",
                violation_error_message=_("A signature needs a name and a surname."),
            ),
        ]

    class Privacy:
        personal = ("person", "email", "name")
        retention = "as the submission; unconfirmed: 7 days; taken back: at once"
        ended_by = "participation.tasks.retention.forget_authors"

    def __str__(self) -> str:
        return f"{self.submission}, {self.pk}"
