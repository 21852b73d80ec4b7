import uuid
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.enums import BookingState
from communities.models.community import Community, memberships_of
from communities.models.resource_centre import Equipment, ResourceCentre
from communities.workflow import BOOKING
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, paired
from portal.ui.links import path_to
from portal.workflow import Status

HOLDING = (BookingState.REQUESTED, BookingState.CONFIRMED)
"""A request holds its hours from the moment it is made, so that nobody waits for what is gone."""

CONFIRMATION_TERM = timedelta(days=1)
"""How long a guest may take to open the link in the e-mail."""


def hours_words(starts: datetime, ends: datetime) -> str:
    """The day and the hours as people write them: 23.11.2026. 17.00–19.00, in Riga's time."""
    starts, ends = timezone.localtime(starts), timezone.localtime(ends)
    day, begin, end = (
        date_format(moment, form)
        for moment, form in ((starts, "SHORT_DATE_FORMAT"), (starts, "TIME_FORMAT"), (ends, "TIME_FORMAT"))
    )
    return f"{day} {begin}–{end}"


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
    opens = models.TimeField(pgettext_lazy("centre", "opens"))
    closes = models.TimeField(pgettext_lazy("centre", "closes"))
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

    def holds_on(self, day: date) -> bool:
        return (
            self.weekday == day.weekday()
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
        )


class OpeningException(models.Model):
    """One day on which a centre is closed, or open at other hours."""

    centre = models.ForeignKey(
        ResourceCentre, models.CASCADE, related_name="opening_exceptions", verbose_name=_("resource centre")
    )
    day = models.DateField(_("day"))
    opens = models.TimeField(
        pgettext_lazy("centre", "opens"), null=True, blank=True, help_text=_("Leave both hours empty if it is closed that day.")
    )
    closes = models.TimeField(pgettext_lazy("centre", "closes"), null=True, blank=True)
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
        retention = "permanent"

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

    def taking(self, now: datetime) -> "BookingQuerySet":
        """Those whose hours are taken at ``now``: a request nobody decided before its hour came has lapsed."""
        return self.holding().exclude(state=BookingState.REQUESTED, starts_at__lte=now)

    def waiting(self, now: datetime) -> "BookingQuerySet":
        """Requests that can still be decided."""
        return self.filter(state=BookingState.REQUESTED, starts_at__gt=now)

    def visible_to(self, user) -> "BookingQuerySet":
        """Whole, with names: for whoever asked, for the members of the centre's community and for officers."""
        if user.has_perm("communities.view_booking"):
            return self
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(requested_by=user) | Q(centre__community__in=memberships_of(user)))

    def for_list(self) -> "BookingQuerySet":
        return self.select_related("centre__community", "equipment", "community", "requested_by")

    def within(self, start: datetime, end: datetime) -> "BookingQuerySet":
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def never_confirmed(self, now: datetime) -> "BookingQuerySet":
        """Of guests who did not open the link in their e-mail within its term."""
        return self.filter(state=BookingState.UNCONFIRMED, requested_at__lte=now - CONFIRMATION_TERM)

    def over_before(self, day: date) -> "BookingQuerySet":
        return self.filter(ends_at__date__lt=day)


@tracked()
class Booking(TimestampedModel):
    """Somebody uses a centre, or a piece of its equipment, for some hours.

    Two bookings can never overlap: the database refuses the second, also when both arrive at once. Equipment of which
    there are several is booked by ``item``, the number of the piece (from 1). ``form_token`` is the page's own key:
    the same form sent twice is one booking.
    """

    centre = models.ForeignKey(ResourceCentre, models.PROTECT, related_name="bookings", verbose_name=_("resource centre"))
    equipment = models.ForeignKey(
        Equipment, models.PROTECT, null=True, blank=True, related_name="bookings", verbose_name=_("equipment")
    )
    item = models.PositiveSmallIntegerField(_("piece"), default=1)
    starts_at = models.DateTimeField(pgettext_lazy("hours", "from"))
    ends_at = models.DateTimeField(pgettext_lazy("hours", "to"))
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
    form_token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
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
        personal = ("requested_by", "name", "email", "phone", "purpose", "reason", "decided_by", "form_token")
        retention = "1 year after the day"
        ended_by = "communities.tasks.booking.erase_bookings"

    def __str__(self) -> str:
        return f"{self.centre}: {self.equipment or _('the place')}"

    def get_absolute_url(self) -> str:
        return path_to("communities:booking_detail", self.pk)

    @property
    def when(self) -> str:
        return hours_words(self.starts_at, self.ends_at)

    @property
    def status(self) -> Status:
        return BOOKING.status(self.state_at(timezone.now()))

    def state_at(self, now: datetime) -> str:
        """A request that nobody decided before its hour came has lapsed, whether or not its row says so yet."""
        has_lapsed = self.state == BookingState.REQUESTED and self.starts_at <= now
        return BookingState.LAPSED if has_lapsed else self.state

    def is_ahead(self, now: datetime) -> bool:
        """Whether it can still be cancelled."""
        return self.starts_at > now and BOOKING.allows(self.state, BookingState.CANCELLED)
