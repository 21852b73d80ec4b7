from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.models import Neighbourhood
from participation.enums import AnnouncementState
from participation.validators import validate_three_sentences
from participation.workflow import ANNOUNCEMENT
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank
from portal.municipality.models import Unit
from portal.ui.links import path_to
from portal.workflow import Status


class AnnouncementQuerySet(LockingQuerySet):
    def public(self) -> "AnnouncementQuerySet":
        return self.filter(state=AnnouncementState.SENT)

    def visible_to(self, user) -> "AnnouncementQuerySet":
        return self if user.has_perm("participation.view_announcement") else self.public()

    def for_list(self) -> "AnnouncementQuerySet":
        """With the names of the neighbourhoods concerned in ``place_names``."""
        return self.select_related("unit", "sent_by").annotate(place_names=Neighbourhood.objects.names_for("announcements"))


@tracked()
class Announcement(TimestampedModel):
    """Something near and soon, told to the communities and contact persons of named neighbourhoods without their having
    to follow anything (S4-31, S4-46, S4-64, S4-81). They pass it on: the community is the channel (S4-87).

    The municipality speaks itself: a named officer stands under it.
    """

    title = models.CharField(_("title"), max_length=90)
    text = models.TextField(
        _("in three plain sentences"), validators=[validate_three_sentences],
        help_text=_("What happens, whom it concerns, what to do by when."),
    )  # fmt: skip
    passing_on = models.TextField(
        _("text to pass on"), blank=True, max_length=1000,
        help_text=_("As a neighbour would write it in the group of the street. Left empty: the three sentences."),
    )  # fmt: skip
    neighbourhoods = models.ManyToManyField(Neighbourhood, related_name="announcements", verbose_name=_("neighbourhoods"))
    page = models.URLField(_("page with more"), blank=True, max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    sender_post = models.CharField(_("sender's post"), max_length=120)
    state = models.CharField(_("state"), max_length=10, choices=AnnouncementState, default=AnnouncementState.DRAFT)
    sent_at = models.DateTimeField(pgettext_lazy("announcement", "sent at"), null=True, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=pgettext_lazy("announcement", "sent by"),
    )  # fmt: skip
    letters = models.PositiveIntegerField(_("letters"), null=True, blank=True)
    reach = models.PositiveIntegerField(_("residents the communities unite"), null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-sent_at", "-pk"]
        constraints = [
            not_blank("announcement_not_blank", "text"),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(sent_at__isnull=False, sent_by__isnull=False, letters__isnull=False, reach__isnull=False),
                name="announcement_sent_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["-sent_at", "-id"], condition=Q(state="sent"), name="announcement_recent")]

    class Privacy:
        personal = ("sent_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return path_to("participation:announcement_detail", self.pk)

    @property
    def status(self) -> Status:
        return ANNOUNCEMENT.status(self.state)

    @property
    def forwardable(self) -> str:
        return self.passing_on or self.text
