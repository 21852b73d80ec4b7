from datetime import datetime

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.enums import BookingState
from communities.models.community import Community
from communities.models.resource_centre import Equipment, ResourceCentre
from communities.workflow import BOOKING
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, paired
from portal.workflow import Status

HOLDING = (BookingState.REQUESTED, BookingState.CONFIRMED)
"""A request holds its hours from the moment it is made, so that nobody waits for what is gone."""


class OpeningPeriod(models.Model):
    """Hours of one weekday in which a centre is open, in Riga time. Several a day are possible; 0 is Monday."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    centre = models.ForeignKey(ResourceCentre, models.CASCADE, related_name="opening_periods", verbose_name=_("resource centre"))
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday, validators=[MaxValueValidator(6)])
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("opening period")
        verbose_name_plural = _("opening periods")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="opening_closes_after_it_opens",
                violation_error_message=_("The centre must close later than it opens."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="opening_ends_after_it_begins", violation_error_message=_("The last day must not be before the first."),
            ),
        ]  # fmt: skip

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens:%H.%M}–{self.closes:%H.%M}"


class OpeningException(models.Model):
    """One day on which a centre is closed, or open at other hours."""

    centre = models.ForeignKey(
        ResourceCentre, models.CASCADE, related_name="opening_exceptions", verbose_name=_("resource centre")
    )
    day = models.DateField(_("day"))
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("Leave both hours empty if it is closed that day."))
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("exception to the opening hours")
        verbose_name_plural = _("exceptions to the opening hours")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "day"], name="opening_exception_once"),
            paired("opening_exception_whole", "opens", "closes", message=_("Give both hours, or none if it is closed that day.")),
            models.CheckConstraint(
                condition=Q(opens__isnull=True) | Q(closes__gt=F("opens")), name="opening_exception_closes_later",
                violation_error_message=_("The centre must close later than it opens."),
            ),
        ]  # fmt: skip

    class Privacy:
        personal = ()
        retention = "2 years"

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"


class Hours(Func):
    """The half-open span of a booking: what ends at noon leaves noon free."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()

    def __init__(self):
        super().__init__(F("starts_at"), F("ends_at"), Value("[)"))


class BookingQuerySet(LockingQuerySet):
    def holding(self) -> "BookingQuerySet":
        """Those whose hours nobody else can have."""
        return self.filter(state__in=HOLDING)

    def within(self, start: datetime, end: datetime) -> "BookingQuerySet":
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def never_confirmed(self, before: datetime) -> "BookingQuerySet":
        """Guests who did not open the link in their e-mail."""
        return self.filter(state=BookingState.UNCONFIRMED, requested_at__lte=before)


@tracked()
class Booking(TimestampedModel):
    """Somebody uses a centre, or a piece of its equipment, for some hours.

    Two bookings can never overlap: the database refuses the second, also when both arrive at once. Equipment of which
    there are several is booked by ``item``, the number of the piece (from 1).
    """

    centre = models.ForeignKey(ResourceCentre, models.PROTECT, related_name="bookings", verbose_name=_("resource centre"))
    equipment = models.ForeignKey(
        Equipment, models.PROTECT, null=True, blank=True, related_name="bookings", verbose_name=_("equipment")
    )
    item = models.PositiveSmallIntegerField(_("piece"), default=1)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))
    purpose = models.CharField(_("what for"), max_length=200)
    people = models.PositiveSmallIntegerField(_("how many people"), null=True, blank=True)
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="bookings", verbose_name=_("for the community")
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("requested by")
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    requested_at = models.DateTimeField(_("requested"))
    state = models.CharField(_("state"), max_length=12, choices=BookingState, default=BookingState.REQUESTED)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="booking_ends_after_it_begins",
                violation_error_message=_("The end must be later than the beginning."),
            ),
            ExclusionConstraint(
                name="booking_room_free",
                expressions=[(Hours(), RangeOperators.OVERLAPS), ("centre", RangeOperators.EQUAL)],
                condition=Q(equipment__isnull=True, state__in=HOLDING),
                violation_error_message=_("These hours are taken. Choose another time."),
            ),
            ExclusionConstraint(
                name="booking_equipment_free",
                expressions=[
                    (Hours(), RangeOperators.OVERLAPS), ("equipment", RangeOperators.EQUAL), ("item", RangeOperators.EQUAL),
                ],
                condition=Q(equipment__isnull=False, state__in=HOLDING),
                violation_error_message=_("All pieces are taken at these hours. Choose another time."),
            ),
            paired("booking_decision_whole", "decided_at", "decided_by"),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="booking_refused_has_reason",
                violation_error_message=_("Say why the booking is refused."),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["centre", "starts_at"], name="booking_centre_start")]

    class Privacy:
        personal = ("requested_by", "name", "email", "phone", "purpose", "reason", "decided_by")
        retention = "1 year after the day"

    def __str__(self) -> str:
        return f"{self.centre}: {self.equipment or self.purpose}"

    def get_absolute_url(self) -> str:
        return reverse("communities:booking_detail", args=[self.pk])

    @property
    def status(self) -> Status:
        return BOOKING.status(self.state)
