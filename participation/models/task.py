from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.models import Community, Event, Meeting, Neighbourhood
from participation.enums import TaskState
from participation.models.forum import Forum
from participation.models.submission import Submission
from participation.workflow import TASK
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, only_columns
from portal.municipality.models import Unit
from portal.workflow import Status, Tone

OVERDUE = Status("overdue", pgettext_lazy("task", "overdue"), pgettext_lazy("task", "overdue"), tone=Tone.OVERDUE)


class MeetingTaskQuerySet(LockingQuerySet):
    def public(self) -> "MeetingTaskQuerySet":
        """What came of meetings everybody may read about."""
        return self.filter(
            Q(forum__isnull=False)
            | Exists(Event.objects.public().filter(pk=OuterRef("event")))
            | Exists(Meeting.objects.public().filter(pk=OuterRef("meeting")))
        )  # fmt: skip

    def unfinished(self) -> "MeetingTaskQuerySet":
        """Open ones, and those talked of that nobody took over (S4-17)."""
        return self.exclude(state=TaskState.DONE)

    def for_list(self) -> "MeetingTaskQuerySet":
        return self.select_related(
            "forum", "event", "meeting__council", "proposal", "unit", "community", "neighbourhood"
        )  # fmt: skip

    def for_meeting(self) -> "MeetingTaskQuerySet":
        """With what the page of the meeting itself shows of each."""
        shown = ("title", "state", "post", "due_on", "done_at", "result", "unit__name", "community__name")
        return only_columns(self, *shown, "forum", "proposal")


@tracked()
class MeetingTask(TimestampedModel):
    """What a forum, a visit, an NGO day or a council's meeting ended with: who does what by when (S4-17).

    The community does it, if one is named, otherwise the unit; ``post`` names the person by post. The unit keeps watch
    in any case. Without a holder's promise it is "discussed": open, and its head is asked.
    """

    title = models.CharField(_("what is to be done"), max_length=200)
    forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("residents' forum")
    )
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("visit or NGO day"),
        help_text=_("An event: a visit of the municipality, an NGO day."),
    )  # fmt: skip
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("council meeting")
    )
    proposal = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="tasks", verbose_name=_("follows from the proposal")
    )
    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("neighbourhood")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit"))
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="meeting_tasks", verbose_name=_("done by the community")
    )
    post = models.CharField(
        _("whoever does it, by post"), max_length=120, blank=True, help_text=_("The post, not the name: road engineer.")
    )
    state = models.CharField(_("state"), max_length=10, choices=TaskState, default=TaskState.OPEN)
    set_at = models.DateTimeField(pgettext_lazy("task", "agreed on"))
    due_on = models.DateField(pgettext_lazy("task", "to be done by"), null=True, blank=True)
    result = models.TextField(_("what was done"), blank=True)
    done_at = models.DateTimeField(pgettext_lazy("task", "done at"), null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("noted by")
    )

    objects = MeetingTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task of a meeting")
        verbose_name_plural = _("tasks of meetings")
        ordering = ["-set_at", "-pk"]
        constraints = [
            not_blank("meeting_task_has_title", "title"),
            models.CheckConstraint(
                condition=Q(forum__isnull=False, event__isnull=True, meeting__isnull=True)
                | Q(forum__isnull=True, event__isnull=False, meeting__isnull=True)
                | Q(forum__isnull=True, event__isnull=True, meeting__isnull=False),
                name="meeting_task_has_one_source",
                violation_error_message=_("Say at which meeting it was agreed: one forum, event or council meeting."),
            ),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(due_on__isnull=False), name="meeting_task_open_has_day",
                violation_error_message=_("Say by which day it is done."),
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False) & ~Q(result=""), name="meeting_task_done_says_what",
                violation_error_message=_("Say what was done."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["-set_at", "-id"], name="meeting_task_recent"),
            models.Index(fields=["community", "state"], name="meeting_task_community"),
        ]

    class Privacy:
        personal = ("done_by",)
        retention = "permanent"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The page of the meeting it came from."""
        return self.source.get_absolute_url()

    @property
    def source(self) -> Forum | Event | Meeting:
        return self.forum or self.event or self.meeting

    @property
    def holder(self) -> Community | Unit:
        """Whoever promised it."""
        return self.community or self.unit

    @property
    def status(self) -> Status:
        return TASK.status(self.state)

    def status_at(self, now: datetime) -> Status:
        """The state, or that its day has passed."""
        if self.state == TaskState.OPEN and self.due_on < timezone.localdate(now):
            return OVERDUE
        return self.status
