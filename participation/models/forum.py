from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.models import Community, Neighbourhood
from participation.enums import Barrier, ForumFormat, ForumState
from participation.workflow import FORUM
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, number_of, only_columns, paired
from portal.files.models import File
from portal.municipality.models import Unit
from portal.ui.links import path_to
from portal.workflow import Status, Tone

BEING_WRITTEN = Status(
    "being_written", _("took place, the minutes are due"), _("took place, the minutes are being written"), tone=Tone.SOON
)

IN_ROW = ("title", "slug", "place", "attendance", "held_at", "state", "neighbourhood__name")
"""What a row of forums shows (``forum_row.html``)."""


class ForumQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "ForumQuerySet":
        return self

    def held(self) -> "ForumQuerySet":
        return self.filter(state=ForumState.CLOSED)

    def planned(self) -> "ForumQuerySet":
        return self.filter(state=ForumState.PLANNED)

    def upcoming(self, now: datetime) -> "ForumQuerySet":
        return self.planned().filter(held_at__gt=now)

    def to_close(self, now: datetime) -> "ForumQuerySet":
        """Over, and their minutes are still owed."""
        return self.planned().filter(held_at__lte=now)

    def about(self, place) -> "ForumQuerySet":
        """Forums of ``place`` (or of the row it refers to), also those it holds together with its neighbours; one may
        stand there twice."""
        return self.filter(Q(neighbourhood=place) | Q(neighbours=place))

    def next_and_last(self, place, now: datetime) -> "ForumQuerySet":
        """The forum to come next in ``place`` and the last one held there, the later first."""
        here = self.about(place)
        coming, held = here.upcoming(now), here.held().filter(held_at__lte=now)
        nearest = coming.order_by("held_at").values("pk")[:1]
        return self.filter(pk__in=nearest.union(held.order_by("-held_at").values("pk")[:1])).order_by("-held_at")

    def for_list(self) -> "ForumQuerySet":
        return self.select_related("neighbourhood").annotate(proposal_count=number_of(self.model, "submissions"))

    def for_rows(self) -> "ForumQuerySet":
        """As ``for_list``, with no more columns than a row shows."""
        return only_columns(self.for_list(), *IN_ROW)


@tracked()
class Forum(TimestampedModel):
    """The yearly meeting of a neighbourhood with its municipality (S4-65). Each proposal made there becomes a
    submission with its own clock; the minutes are the municipality's obligation."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="forums", verbose_name=_("neighbourhood"))
    neighbours = models.ManyToManyField(
        Neighbourhood, related_name="shared_forums", blank=True, verbose_name=_("together with the neighbourhoods")
    )
    communities = models.ManyToManyField(Community, related_name="forums", blank=True, verbose_name=_("communities"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    state = models.CharField(_("state"), max_length=10, choices=ForumState, default=ForumState.PLANNED)
    held_at = models.DateTimeField(_("takes place"))
    place = models.CharField(_("place"), max_length=200)
    online_link = models.URLField(_("link to join online"), blank=True)
    formats = ArrayField(
        models.CharField(max_length=10, choices=ForumFormat), verbose_name=_("how we meet"), default=list, blank=True,
        help_text=_("Informal ways bring those who come to no hearing."),
    )  # fmt: skip
    agenda = models.TextField(_("agenda"), blank=True)
    takes_registrations = models.BooleanField(_("asks to register"), default=False)
    capacity = models.PositiveSmallIntegerField(
        pgettext_lazy("event", "places"), null=True, blank=True, help_text=_("Empty: as many as come.")
    )
    invited_at = models.DateTimeField(_("invitation sent"), null=True, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("invited by")
    )
    moved_from = models.DateTimeField(_("was to take place"), null=True, blank=True)
    move_reason = models.CharField(_("why it was moved"), max_length=300, blank=True)
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=300, blank=True)
    attendance = models.PositiveIntegerField(_("people who came"), null=True, blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    flipchart = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photo of the flipchart")
    )
    officials = models.TextField(_("who came for the municipality"), blank=True)
    lessons = models.TextField(_("what we learned"), blank=True)
    barriers = ArrayField(
        models.CharField(max_length=15, choices=Barrier), verbose_name=_("what keeps people away"), default=list, blank=True
    )
    ten_steps = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(10)]),
        verbose_name=_("of the ten steps, done"), default=list, blank=True,
    )  # fmt: skip
    step_notes = models.JSONField(_("how the steps were done"), default=dict, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = ForumQuerySet.as_manager()

    class Meta:
        verbose_name = _("residents' forum")
        verbose_name_plural = _("residents' forums")
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(closed_at__isnull=False, attendance__isnull=False) & ~Q(lessons="") & ~Q(minutes="", flipchart__isnull=True),
                name="forum_closed_is_complete",
                violation_error_message=_("To close a forum give its minutes, the number of people and what was learned."),
            ),
            models.CheckConstraint(
                condition=Q(moved_from__isnull=True) | ~Q(move_reason=""),
                name="forum_moved_says_why",
                violation_error_message=_("Say why the forum is moved."),
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""),
                name="forum_cancelled_says_why",
                violation_error_message=_("Say why the forum is cancelled."),
            ),
            paired("forum_invitation_whole", "invited_at", "invited_by"),
        ]
        indexes = [
            models.Index(fields=["-held_at", "-id"], name="forum_recent"),
            models.Index(fields=["neighbourhood", "-held_at"], name="forum_neighbourhood"),
        ]

    class Privacy:
        personal = ("invited_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("participation:forum_detail", self.slug)

    @property
    def status(self) -> Status:
        if self.state == ForumState.PLANNED and self.held_at <= timezone.now():
            return BEING_WRITTEN
        return FORUM.status(self.state)

    @property
    def formats_text(self) -> str:
        return ", ".join(str(ForumFormat(one).label) for one in self.formats)

    @property
    def barriers_text(self) -> str:
        return ", ".join(str(Barrier(one).label) for one in self.barriers)

    def takes_registration_at(self, now: datetime) -> bool:
        """Until the forum begins."""
        return self.takes_registrations and self.state == ForumState.PLANNED and now < self.held_at


class ForumDraft(TimestampedModel):
    """What an officer has typed so far into the form that closes a forum: untracked, gone once the forum is closed."""

    forum = models.OneToOneField(Forum, models.CASCADE, related_name="draft", verbose_name=_("residents' forum"))
    data = models.JSONField(_("what is typed so far"), default=dict)
    photo = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photo of the flipchart")
    )
    saved_at = models.DateTimeField(_("saved"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("saved by")
    )

    class Meta:
        verbose_name = _("draft of the minutes")
        verbose_name_plural = _("drafts of minutes")

    class Privacy:
        personal = ("data", "saved_by")
        retention = "until the forum is closed"
        ended_by = "participation.forum.closed"

    def __str__(self) -> str:
        return str(self.forum)


class ForumNotes(TimestampedModel):
    """What a community's leader wrote down at the forum, or only a photo of the flipchart: enough from volunteers
    (S4-65). The officer makes the minutes of it."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="notes", verbose_name=_("residents' forum"))
    community = models.ForeignKey(Community, models.PROTECT, related_name="+", verbose_name=_("community"))
    attendance = models.PositiveIntegerField(_("people who came"), null=True, blank=True)
    text = models.TextField(_("what was said and agreed"), blank=True)
    photo = models.ForeignKey(
        File, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("photo of the flipchart")
    )
    handed_in_at = models.DateTimeField(_("handed in"))
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("handed in by"))

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("notes of a forum")
        verbose_name_plural = _("notes of forums")
        ordering = ["handed_in_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "community"], name="forum_notes_once"),
            models.CheckConstraint(condition=~Q(text="", photo__isnull=True), name="forum_notes_say_something"),
        ]

    class Privacy:
        personal = ("handed_in_by",)
        retention = "as the forum"

    def __str__(self) -> str:
        return str(self.forum)
