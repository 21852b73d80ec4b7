from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.models import Community, Neighbourhood
from participation.enums import ForumState
from participation.workflow import FORUM
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel
from portal.municipality.models import Unit
from portal.workflow import Status


class ForumQuerySet(LockingQuerySet):
    def visible_to(self, user) -> "ForumQuerySet":
        return self

    def held(self) -> "ForumQuerySet":
        return self.filter(state=ForumState.CLOSED)

    def planned(self) -> "ForumQuerySet":
        return self.filter(state=ForumState.PLANNED)

    def next_and_last(self, place, now: datetime) -> "ForumQuerySet":
        """The forum to come next in ``place`` and the last one held there, the later first."""
        here = self.filter(neighbourhood=place)
        coming, held = here.planned().filter(held_at__gt=now), here.held().filter(held_at__lte=now)
        nearest = [coming.order_by("held_at").values("pk")[:1], held.order_by("-held_at").values("pk")[:1]]
        return self.filter(Q(pk__in=nearest[0]) | Q(pk__in=nearest[1])).order_by("-held_at")

    def for_list(self) -> "ForumQuerySet":
        return self.select_related("neighbourhood").annotate(proposal_count=models.Count("submissions"))


@tracked()
class Forum(TimestampedModel):
    """The yearly meeting of a neighbourhood with its municipality (S4-65). Each proposal made there becomes a
    submission with its own clock; the minutes are the municipality's obligation."""

    title = models.CharField(_("title"), max_length=120)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    neighbourhood = models.ForeignKey(Neighbourhood, models.PROTECT, related_name="forums", verbose_name=_("neighbourhood"))
    communities = models.ManyToManyField(Community, related_name="forums", blank=True, verbose_name=_("communities"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    state = models.CharField(_("state"), max_length=10, choices=ForumState, default=ForumState.PLANNED)
    held_at = models.DateTimeField(_("takes place"))
    place = models.CharField(_("place"), max_length=200)
    agenda = models.TextField(_("agenda"), blank=True)
    attendance = models.PositiveIntegerField(_("people who came"), null=True, blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    lessons = models.TextField(_("what we learned"), blank=True)
    ten_steps = ArrayField(
        models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(10)]),
        verbose_name=_("of the ten steps, done"), default=list, blank=True,
    )  # fmt: skip
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = ForumQuerySet.as_manager()

    class Meta:
        verbose_name = _("residents' forum")
        verbose_name_plural = _("residents' forums")
        ordering = ["-held_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(closed_at__isnull=False, attendance__isnull=False) & ~(Q(minutes="") | Q(lessons="")),
                name="forum_closed_is_complete",
                violation_error_message=_("To close a forum give its minutes, the number of people and what was learned."),
            ),
        ]
        indexes = [
            models.Index(fields=["-held_at", "-id"], name="forum_recent"),
            models.Index(fields=["neighbourhood", "-held_at"], name="forum_neighbourhood"),
        ]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participation:forum_detail", args=[self.slug])

    @property
    def status(self) -> Status:
        return FORUM.status(self.state)
