from datetime import timedelta

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.enums import NoticeCategory, NoticeKind, SupportAudience, SupportForm, SupportKind
from communities.models.community import Community, memberships_of
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired, sort_key_of
from portal.municipality.models import Unit
from portal.ui.links import path_to


class SupportInstrumentQuerySet(LockingQuerySet):
    def offered(self) -> "SupportInstrumentQuerySet":
        return self.filter(is_active=True)

    def for_list(self) -> "SupportInstrumentQuerySet":
        return self.select_related("unit")


@tracked("name_sort")
class SupportInstrument(TimestampedModel):
    """Something the municipality offers communities: what, for whom, on what terms, applied for where (S4-18 to S4-23)."""

    name = models.CharField(_("name"), max_length=150)
    name_sort = sort_key_of("name")
    kind = models.CharField(_("kind of support"), max_length=10, choices=SupportKind)
    form = models.CharField(_("form of support"), max_length=15, choices=SupportForm)
    audience = models.CharField(_("for whom"), max_length=10, choices=SupportAudience, default=SupportAudience.BOTH)
    summary = models.TextField(_("what it is"))
    terms = models.TextField(_("on what terms"))
    how_to_apply = models.CharField(_("how to get it"), max_length=300)
    link = models.CharField(
        _("page"), max_length=300, blank=True, help_text=_("A path of this portal or a full address."),
        validators=[RegexValidator(r"^(/|https?://)", _("Begin with / for a page of this portal, or with https://."))],
    )  # fmt: skip
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("responsible unit"))
    is_active = models.BooleanField(_("offered"), default=True)

    objects = SupportInstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("support instrument")
        verbose_name_plural = _("support instruments")
        ordering = ["name_sort"]
        indexes = [models.Index(fields=["name_sort", "id"], name="support_sort")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name

    @property
    def is_page_of_portal(self) -> bool:
        return self.link.startswith("/")


class SupportBenefit(models.Model):
    """One line of the table "What a community gains" (S4-58, S4-152): an unorganised place, a forming and an active one."""

    name = models.CharField(_("benefit"), max_length=150)
    without = models.CharField(_("place without a community"), max_length=150)
    forming = models.CharField(_("community is forming"), max_length=150)
    active = models.CharField(_("active community"), max_length=150)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("benefit of a community")
        verbose_name_plural = _("what a community gains")
        ordering = ["position", "pk"]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name


KEPT_FOR = timedelta(days=365)
"""How long a closed notice and an answered letter stay."""


class ExchangeNoticeQuerySet(LockingQuerySet):
    def open(self, today) -> "ExchangeNoticeQuerySet":
        """On the board: not closed by its community, and its last day has not passed."""
        return self.filter(closed_at__isnull=True, until__gte=today, community__verified_at__isnull=False)

    def past(self, today) -> "ExchangeNoticeQuerySet":
        """Nobody closed them, and their last day is over."""
        return self.filter(closed_at__isnull=True, until__lt=today)

    def forgotten(self, now) -> "ExchangeNoticeQuerySet":
        """Closed a year ago, and no letter is about them any more."""
        return self.filter(closed_at__lt=now - KEPT_FOR, requests__isnull=True)

    def visible_to(self, user, today) -> "ExchangeNoticeQuerySet":
        """What is on the board; the rest is for the community's own members and for officers."""
        if user.has_perm("communities.view_exchangenotice"):
            return self
        on_board = Q(pk__in=self.open(today).values("pk"))
        return self.filter(on_board | Q(community__in=memberships_of(user))) if user.is_authenticated else self.filter(on_board)

    def for_list(self) -> "ExchangeNoticeQuerySet":
        return self.select_related("community").prefetch_related("community__neighbourhoods")


class ExchangeNotice(TimestampedModel):
    """What one community can lend or looks for: tools, rooms, skills."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="notices", verbose_name=_("community"))
    kind = models.CharField(_("offer or need"), max_length=5, choices=NoticeKind)
    category = models.CharField(_("what kind of thing"), max_length=6, choices=NoticeCategory)
    title = models.CharField(_("in a few words"), max_length=120)
    text = models.TextField(_("details"))
    until = models.DateField(_("shown until"))
    posted_at = models.DateTimeField(_("posted"))
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("posted by"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    objects = ExchangeNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer or need")
        verbose_name_plural = _("offers and needs")
        ordering = ["-posted_at", "-pk"]
        constraints = [not_blank("notice_has_title", "title"), not_blank("notice_has_text", "text")]
        indexes = [models.Index(fields=["-posted_at", "-id"], name="notice_recent")]

    class Privacy:
        personal = ("posted_by", "text")
        retention = "1 year after it closed"
        ended_by = "communities.tasks.exchange.tidy_exchange"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("communities:notice_detail", self.pk)

    def is_open(self, today) -> bool:
        return self.closed_at is None and today <= self.until


class ContactRequestQuerySet(LockingQuerySet):
    def waiting(self) -> "ContactRequestQuerySet":
        return self.filter(answered_at__isnull=True)

    def visible_to(self, user) -> "ContactRequestQuerySet":
        """Letters between two communities are read by the members of both, and by nobody else."""
        mine = memberships_of(user)
        return self.filter(Q(to_community__in=mine) | Q(from_community__in=mine))

    def forgotten(self, now) -> "ContactRequestQuerySet":
        """Answered a year ago, or sent a year ago and never answered."""
        long_ago = now - KEPT_FOR
        return self.filter(Q(answered_at__lt=long_ago) | Q(answered_at__isnull=True, sent_at__lt=long_ago))

    def waiting_for(self, user) -> "ContactRequestQuerySet":
        """Letters to the communities of ``user`` that nobody has answered, the oldest first."""
        return self.waiting().filter(to_community__in=memberships_of(user)).order_by("sent_at")

    def for_list(self) -> "ContactRequestQuerySet":
        return self.select_related("to_community", "from_community", "notice")


class ContactRequest(TimestampedModel):
    """One community writes to another: asks it to be a mentor, or answers its offer or need (S4-24, S4-154)."""

    to_community = models.ForeignKey(Community, models.PROTECT, related_name="requests_received", verbose_name=_("to"))
    from_community = models.ForeignKey(Community, models.PROTECT, related_name="requests_sent", verbose_name=_("from"))
    notice = models.ForeignKey(
        ExchangeNotice, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name=_("about the notice")
    )
    text = models.TextField(_("message"))
    sent_at = models.DateTimeField(_("sent at"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("written by"))
    is_accepted = models.BooleanField(_("agreed"), null=True, blank=True)
    reply = models.TextField(_("reply"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("answered by")
    )

    objects = ContactRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to a community")
        verbose_name_plural = _("requests to communities")
        ordering = ["-sent_at"]
        constraints = [
            paired("contact_request_answer_whole", "answered_at", "answered_by", "is_accepted"),
            models.CheckConstraint(condition=~Q(to_community=F("from_community")), name="contact_request_to_another"),
            not_blank("contact_request_not_blank", "text", minimum=10),
        ]

    class Privacy:
        personal = ("text", "reply", "sent_by", "answered_by")
        retention = "1 year after the reply, or after the letter nobody answered"
        ended_by = "communities.tasks.exchange.tidy_exchange"

    def __str__(self) -> str:
        return f"{self.from_community} → {self.to_community}"

    def get_absolute_url(self) -> str:
        return path_to("communities:contact_request_detail", self.pk)


class ConsultationSlotQuerySet(LockingQuerySet):
    def free(self, now) -> "ConsultationSlotQuerySet":
        return self.filter(booked_at__isnull=True, withdrawn_at__isnull=True, starts_at__gt=now)

    def for_list(self) -> "ConsultationSlotQuerySet":
        return self.select_related("unit", "centre", "booked_for", "booked_by")

    def booked(self) -> "ConsultationSlotQuerySet":
        return self.filter(booked_at__isnull=False, withdrawn_at__isnull=True)


class ConsultationSlot(TimestampedModel):
    """An hour of advice that anybody may book, on the same terms for all (S3-14): of a unit, or of an NGO centre."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    centre = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="consultation_slots", verbose_name=_("NGO centre"),
        limit_choices_to={"is_ngo_centre": True},
    )  # fmt: skip
    topic = models.CharField(_("topic"), max_length=150)
    place = models.CharField(_("place or link"), max_length=200)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    booked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("booked by")
    )
    booked_for = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for the community")
    )
    booked_at = models.DateTimeField(_("booked"), null=True, blank=True)
    question = models.TextField(_("what to talk about"), blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ConsultationSlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("hour of advice")
        verbose_name_plural = _("hours of advice")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_it_begins",
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False, centre__isnull=True) | Q(unit__isnull=True, centre__isnull=False),
                name="slot_given_by_one",
                violation_error_message=_("Either a unit or an NGO centre gives the advice."),
            ),
            paired("slot_booking_whole", "booked_at", "booked_by"),
        ]  # fmt: skip

    class Privacy:
        personal = ("booked_by", "question")
        retention = "1 year after the hour"
        ended_by = "communities.tasks.retention.forget_old_records"

    def __str__(self) -> str:
        return self.topic

    def get_absolute_url(self) -> str:
        return path_to("communities:slot_detail", self.pk)

    @property
    def giver(self) -> Unit | Community:
        """Who gives the advice."""
        return self.unit or self.centre
