from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from grants.enums import DecisionOutcome, SittingState
from grants.models.application import Application
from grants.models.call import Call
from grants.models.evaluation import CommissionMember
from grants.workflow import SITTING
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired
from portal.ui.links import path_to
from portal.workflow import Status


@tracked()
class DiscussionNote(TimestampedModel):
    """Why the members' points lie far apart, and what they agreed when they talked it over (demo-data 4.10)."""

    application = models.OneToOneField(Application, models.PROTECT, related_name="discussion_note")
    text = models.TextField(_("what was discussed"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by"))
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("discussion note")
        verbose_name_plural = _("discussion notes")
        constraints = [not_blank("discussion_note_says_something", "text")]

    class Privacy:
        personal = ("written_by",)
        retention = "as the call"

    def __str__(self) -> str:
        return str(self.application)


class SittingQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "SittingQuerySet":
        """Officers see all; a commission member the sittings of the own commission, once their minutes are made."""
        if user.has_perm("grants.view_sitting"):
            return self
        if not user.is_authenticated or not user.has_perm("grants.evaluate"):
            return self.none()
        return self.filter(call__commission__user=user).exclude(state=SittingState.OPEN)


@tracked()
class Sitting(TimestampedModel):
    """A sitting of a call's commission (komisijas sēde): who was there and what is to be decided.

    While it is open, proposals move freely. Ending it gives it the next ``number`` of its call, without gaps, and the
    minutes; sending makes every proposal a decision with its letter, all at once.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="sittings", verbose_name=_("call"))
    number = models.PositiveSmallIntegerField(_("number of the minutes"), null=True, blank=True)
    held_at = models.DateTimeField(_("held"))
    place = models.CharField(_("place"), max_length=200)
    course = models.TextField(_("course of the sitting"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=SittingState, default=SittingState.OPEN)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("keeps the minutes"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    sent_at = models.DateTimeField(_("letters sent"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("letters sent by")
    )

    objects = SittingQuerySet.as_manager()

    class Meta:
        verbose_name = _("commission sitting")
        verbose_name_plural = _("commission sittings")
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="sitting_number_once"),
            models.UniqueConstraint(fields=["call"], condition=~Q(state="sent"), name="sitting_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(state="open") | Q(number__isnull=False, ended_at__isnull=False), name="sitting_ended_has_number"
            ),
            paired("sitting_sent_by_somebody", "sent_at", "sent_by"),
        ]

    class Privacy:
        personal = ("opened_by", "sent_by")
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.call}, {localtime(self.held_at):%d.%m.%Y}."

    def get_absolute_url(self) -> str:
        return path_to("grants:evaluation_ranking", self.call.slug)

    @property
    def status(self) -> Status:
        return SITTING.status(self.state)


class Attendance(models.Model):
    """Whether a member came to the sitting."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="attendance")
    member = models.ForeignKey(CommissionMember, models.PROTECT, related_name="+", verbose_name=_("member"))
    is_present = models.BooleanField(_("present"), default=False)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["sitting", "member"], name="attendance_once")]

    class Privacy:
        personal = ("member",)
        retention = "permanent"

    def __str__(self) -> str:
        return str(self.member)


@tracked()
class SittingItem(models.Model):
    """What the sitting is about to decide on one application.

    ``abstaining`` holds the members who step back by their own word; who has a conflict of interest is out without it.
    Place and points are those of the moment in which the sitting ended: the minutes stay reproducible.
    """

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="items")
    application = models.ForeignKey(Application, models.PROTECT, related_name="sitting_items")
    outcome = models.CharField(_("decision"), max_length=10, choices=DecisionOutcome)
    amount = models.DecimalField(_("awarded"), max_digits=12, decimal_places=2, default=Decimal(0))
    reason = models.TextField(_("reason"), blank=True)
    is_by_rank = models.BooleanField(_("the ranking is the reason"), default=False)
    abstaining = models.ManyToManyField(CommissionMember, related_name="+", blank=True, verbose_name=_("abstain"))
    place = models.PositiveSmallIntegerField(_("place"), null=True, blank=True)
    points = models.DecimalField(_("points"), max_digits=6, decimal_places=2, null=True, blank=True)
    bonus = models.DecimalField(_("bonus points"), max_digits=5, decimal_places=2, default=Decimal(0))

    class Meta:
        verbose_name = _("item of a sitting")
        verbose_name_plural = _("items of a sitting")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "application"], name="sitting_item_once"),
            models.CheckConstraint(
                condition=Q(amount__gte=0) & (Q(outcome="funded") | Q(amount=0)), name="sitting_item_funds_or_not"
            ),
        ]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"
