from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.enums import EventKind, EventState, ParticipationLevel, RegistrationState, Reward, TermKind
from communities.models.community import Community, memberships_of
from communities.models.neighbourhood import Neighbourhood
from communities.models.photo import Photo
from communities.models.taxonomy import Term
from communities.validators import validate_latitude, validate_longitude
from communities.workflow import EVENT
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, only_columns, paired, sort_key_of, words_of
from portal.files.models import File
from portal.municipality.models import Unit
from portal.ui.links import path_to
from portal.workflow import Status

IN_SHORT_ROW = ("kind", "title", "slug", "place", "starts_at", "ends_at", "state", "attendance")
IN_ROW = (*IN_SHORT_ROW, "summary", "community__name", "unit__name")
"""What a row of events shows (``event_row.html``), short and whole."""


class EventSeries(TimestampedModel):
    """A tradition: an event that comes again, with its attendance over the years (S4-128)."""

    community = models.ForeignKey(Community, models.PROTECT, related_name="traditions", verbose_name=_("community"))
    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    description = models.TextField(_("description"), blank=True)
    since_year = models.PositiveSmallIntegerField(_("since the year"), null=True, blank=True)

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("neighbourhood tradition")
        verbose_name_plural = _("neighbourhood traditions")
        ordering = ["name"]
        constraints = [not_blank("series_has_name", "name")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return path_to("communities:series_detail", self.slug)


class EventQuerySet(LockingQuerySet):
    def public(self) -> "EventQuerySet":
        return self.exclude(state=EventState.DRAFT)

    def visible_to(self, user) -> "EventQuerySet":
        """Drafts are for their organisers and officers."""
        if user.has_perm("communities.view_event"):
            return self
        if not user.is_authenticated:
            return self.public()
        return self.filter(~Q(state=EventState.DRAFT) | Q(community__in=memberships_of(user)))

    def upcoming(self, now: datetime) -> "EventQuerySet":
        return self.filter(state=EventState.PUBLISHED, ends_at__gt=now)

    def still_to_come(self, now: datetime) -> "EventQuerySet":
        """What is not over yet, also what was called off: whoever meant to come looks for it."""
        return self.public().exclude(state=EventState.HELD).filter(ends_at__gt=now)

    def past(self, now: datetime) -> "EventQuerySet":
        return self.filter(state__in=(EventState.PUBLISHED, EventState.HELD), ends_at__lte=now)

    def next_and_last(self, now: datetime, size: int) -> "EventQuerySet":
        """The next and the last ``size`` of these events in one query, in order of their days."""
        coming = self.still_to_come(now).order_by("starts_at", "pk").values("pk")[:size]
        past = self.past(now).order_by("-starts_at", "-pk").values("pk")[:size]
        return Event.objects.filter(pk__in=coming.union(past)).order_by("starts_at", "pk")

    def to_close(self, now: datetime) -> "EventQuerySet":
        """Over, and nobody has said yet how many came and what was learned."""
        return self.filter(state=EventState.PUBLISHED, ends_at__lte=now)

    def counting(self, minimum: int) -> "EventQuerySet":
        """Held with at least ``minimum`` residents, as the organiser confirmed: evidence for the subsidy (S4-126)."""
        return self.filter(state=EventState.HELD, attendance__gte=minimum)

    def with_organiser(self) -> "EventQuerySet":
        return self.select_related("community", "unit", "series")

    def for_list(self) -> "EventQuerySet":
        """With the names of the neighbourhoods concerned in ``place_names``."""
        return self.with_organiser().annotate(place_names=Neighbourhood.objects.names_for("local_events"))

    def for_rows(self) -> "EventQuerySet":
        """As ``for_list``, with no more columns than a row shows."""
        return only_columns(self.for_list(), *IN_ROW)


@tracked("title_sort")
class Event(TimestampedModel):
    """Something people come together for, organised by a community or by a unit of the municipality.

    Attendance is a number, confirmed by the organiser with private evidence; no list of names is kept.
    """

    title = models.CharField(_("title"), max_length=150)
    title_sort = sort_key_of("title")
    slug = models.SlugField(_("address on the web"), max_length=90, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=EventKind)
    series = models.ForeignKey(
        EventSeries, models.PROTECT, null=True, blank=True, related_name="events", verbose_name=_("tradition")
    )
    community = models.ForeignKey(
        Community,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organised_events",
        verbose_name=_("organised by the community"),
    )  # fmt: skip
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("organised by the unit")
    )
    summary = models.TextField(_("what will happen"))
    agenda = models.TextField(_("agenda"), blank=True)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("place"), max_length=200)
    directions = models.TextField(_("how to get there"), blank=True)
    online_link = models.URLField(_("link to join online"), blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True, validators=[validate_latitude])
    longitude = models.FloatField(_("longitude"), null=True, blank=True, validators=[validate_longitude])
    neighbourhoods = models.ManyToManyField(Neighbourhood, related_name="local_events", verbose_name=_("neighbourhoods"))
    target_groups = models.ManyToManyField(
        Term, related_name="+", blank=True, limit_choices_to={"kind": TermKind.GROUP}, verbose_name=_("especially for")
    )
    level = models.CharField(_("participation level"), max_length=12, choices=ParticipationLevel, blank=True)
    takes_registrations = models.BooleanField(_("asks to register"), default=False)
    capacity = models.PositiveSmallIntegerField(
        pgettext_lazy("event", "places"), null=True, blank=True, help_text=_("Empty: as many as come.")
    )
    registration_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=EventState, default=EventState.DRAFT)
    published_at = models.DateTimeField(pgettext_lazy("event", "announced"), null=True, blank=True)
    cancel_reason = models.CharField(_("why it was called off"), max_length=300, blank=True)
    attendance = models.PositiveIntegerField(_("how many came"), null=True, blank=True)
    men_attending = models.PositiveIntegerField(_("of them men over 35"), null=True, blank=True)
    attendance_confirmed_at = models.DateTimeField(_("number confirmed"), null=True, blank=True)
    attendance_confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )
    evidence = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photo or attendance sheet")
    )
    lessons = models.TextField(_("what we learned"), blank=True)
    follow_up = models.TextField(_("what follows"), blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_begins",
                violation_error_message=_("The end must be later than the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(community__isnull=False, unit__isnull=True) | Q(community__isnull=True, unit__isnull=False),
                name="event_has_one_organiser",
                violation_error_message=_("Either a community or a unit of the municipality organises the event."),
            ),
            paired("event_attendance_whole", "attendance", "attendance_confirmed_at", "attendance_confirmed_by"),
            paired("event_place_whole", "latitude", "longitude", message=_("Give both latitude and longitude, or neither.")),
            models.CheckConstraint(
                condition=~Q(state="held") | Q(attendance__isnull=False), name="event_held_has_attendance"
            ),
            models.CheckConstraint(condition=Q(state="draft") | Q(published_at__isnull=False), name="event_announced_has_time"),
            models.CheckConstraint(
                condition=Q(men_attending__isnull=True) | Q(men_attending__lte=F("attendance")), name="event_men_among_all"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["-starts_at", "-id"], name="event_recent"),
            models.Index(fields=["starts_at", "id"], condition=Q(state="published"), name="event_upcoming"),
            models.Index(fields=["ends_at"], name="event_end"),
            GinIndex(OpClass(words_of("title", "summary", "place"), "gin_trgm_ops"), name="event_words"),
        ]

    class Privacy:
        personal = ("attendance_confirmed_by", "evidence")
        retention = "permanent; evidence 5 years"
        ended_by = "communities.tasks.retention.forget_old_records"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("communities:event_detail", self.slug)

    @property
    def status(self) -> Status:
        return EVENT.status(self.state)

    @property
    def organiser(self) -> Community | Unit:
        return self.community or self.unit

    @property
    def registration_until(self) -> datetime:
        """The instant from which nobody can register any more: never later than the beginning."""
        return min(self.registration_closes_at or self.starts_at, self.starts_at)

    def takes_registration_at(self, now: datetime) -> bool:
        return self.takes_registrations and self.state == EventState.PUBLISHED and now < self.registration_until


class RegistrationQuerySet(LockingQuerySet):
    def with_place(self) -> "RegistrationQuerySet":
        return self.filter(state=RegistrationState.REGISTERED)

    def expected(self) -> "RegistrationQuerySet":
        """Those who have a place and those who wait for one: whoever must hear when something changes."""
        return self.filter(state__in=(RegistrationState.REGISTERED, RegistrationState.WAITING))

    def standing(self) -> "RegistrationQuerySet":
        return self.exclude(state=RegistrationState.CANCELLED)

    def seats(self) -> int:
        return self.aggregate(seats=models.Sum("seats"))["seats"] or 0

    def waiting(self) -> "RegistrationQuerySet":
        """Those who wait, the first who came first."""
        return self.filter(state=RegistrationState.WAITING).order_by("confirmed_at", "pk")

    def never_confirmed(self, before: datetime) -> "RegistrationQuerySet":
        return self.filter(state=RegistrationState.UNCONFIRMED, registered_at__lte=before)


class EventRegistration(TimestampedModel):
    """Somebody wants to come, with ``seats`` people in all. A guest's counts once the link in the e-mail is opened."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations", verbose_name=_("event"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    seats = models.PositiveSmallIntegerField(_("how many people"), default=1)
    needs = models.CharField(_("what you need to take part"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=RegistrationState)
    registered_at = models.DateTimeField(_("registered at"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration for an event")
        verbose_name_plural = _("registrations for events")
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                F("event"), models.functions.Lower("email"), condition=~Q(state="cancelled"), name="registration_once"
            ),
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=10), name="registration_one_to_ten"),
        ]

    class Privacy:
        personal = ("user", "name", "email", "needs")
        retention = "30 days after the event"
        ended_by = "communities.tasks.event.erase_registrations_and_offers"

    def __str__(self) -> str:
        return self.name


class EventPhoto(Photo):
    """One of at most twelve pictures of what happened. Those who can be recognised agreed."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="photos", verbose_name=_("event"))
    has_consent = models.BooleanField(_("those who can be recognised agreed"), default=False)

    class Meta(Photo.Meta):
        verbose_name = _("photo of the event")
        verbose_name_plural = _("photos of the event")


class HelperTask(TimestampedModel):
    """A call for helpers: what to do, how long it takes, what one gets from it."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="helper_tasks", verbose_name=_("event"))
    title = models.CharField(_("what to help with"), max_length=150)
    duration = models.CharField(_("how long it takes"), max_length=60)
    is_lasting = models.BooleanField(_("for longer than once"), default=False)
    rewards = ArrayField(
        models.CharField(max_length=12, choices=Reward), verbose_name=_("what it gives"), default=list, blank=True
    )
    gain = models.CharField(_("what you get from it"), max_length=200, blank=True)
    wanted = models.PositiveSmallIntegerField(_("helpers wanted"), default=1)
    hours_given = models.PositiveIntegerField(_("hours given in total"), null=True, blank=True)
    thanked_at = models.DateTimeField(_("thanked"), null=True, blank=True)

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("task for helpers")
        verbose_name_plural = _("tasks for helpers")
        ordering = ["pk"]
        constraints = [
            not_blank("helper_task_has_title", "title"),
            paired("helper_task_thanks_whole", "hours_given", "thanked_at"),
        ]

    class Privacy:
        personal = ()
        retention = "as the event"

    def __str__(self) -> str:
        return self.title

    @property
    def reward_labels(self) -> list[str]:
        return [str(Reward(one).label) for one in self.rewards]


class HelperOfferQuerySet(LockingQuerySet):
    def standing(self) -> "HelperOfferQuerySet":
        return self.filter(withdrawn_at__isnull=True)


class HelperOffer(TimestampedModel):
    """Somebody offers to help. The name is published only if the person wants it."""

    task = models.ForeignKey(HelperTask, models.CASCADE, related_name="offers", verbose_name=_("task for helpers"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    publish_name = models.BooleanField(_("may be thanked by name"), default=False)
    offered_at = models.DateTimeField(_("offered"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = HelperOfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("helper")
        verbose_name_plural = _("helpers")
        ordering = ["offered_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["task", "user"], condition=Q(withdrawn_at__isnull=True), name="helper_once")
        ]

    class Privacy:
        personal = ("user", "publish_name")
        retention = "1 year after the event"
        ended_by = "communities.tasks.event.erase_registrations_and_offers"

    def __str__(self) -> str:
        return str(self.task)
