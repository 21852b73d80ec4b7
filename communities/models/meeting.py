from datetime import datetime

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from communities.enums import AgendaKind, Attendance, MeetingState
from communities.models.council import Council, CouncilMember
from communities.workflow import MEETING
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel
from portal.files.models import File
from portal.workflow import Status


class MeetingQuerySet(LockingQuerySet):
    def public(self) -> "MeetingQuerySet":
        return self.exclude(state=MeetingState.PLANNED).filter(council__is_public=True)

    def visible_to(self, user) -> "MeetingQuerySet":
        """Once called a meeting is public; while it is prepared it is for officers and the council's members."""
        if user.has_perm("communities.view_meeting"):
            return self
        if not user.is_authenticated:
            return self.public()
        return self.filter(Q(pk__in=self.public().values("pk")) | Q(council__in=Council.objects.of_member(user)))

    def upcoming(self, now: datetime) -> "MeetingQuerySet":
        """Called and not begun, the nearest first."""
        return self.filter(state=MeetingState.CALLED, starts_at__gt=now).order_by("starts_at", "pk")

    def past(self) -> "MeetingQuerySet":
        """Held, the latest first."""
        return self.filter(state__in=(MeetingState.HELD, MeetingState.PUBLISHED)).order_by("-starts_at", "-pk")

    def for_list(self) -> "MeetingQuerySet":
        return self.select_related("council")


@tracked()
class Meeting(TimestampedModel):
    """A meeting of a council: called with its agenda and papers, then its minutes with decisions."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="meetings", verbose_name=_("council"))
    number = models.PositiveSmallIntegerField(_("number"))
    starts_at = models.DateTimeField(_("starts"))
    place = models.CharField(_("place"), max_length=200)
    online_link = models.URLField(_("link to join online"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    called_at = models.DateTimeField(_("called"), null=True, blank=True)
    attended = models.PositiveSmallIntegerField(_("members present"), null=True, blank=True)
    guests = models.PositiveSmallIntegerField(_("guests present"), default=0)
    summary = models.TextField(_("course of the meeting"), blank=True)
    published_at = models.DateTimeField(_("minutes published"), null=True, blank=True)
    cancel_reason = models.CharField(_("reason for calling off"), max_length=300, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("council meeting")
        verbose_name_plural = _("council meetings")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["council", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False), name="meeting_published_has_time"
            ),
        ]
        indexes = [models.Index(fields=["-starts_at", "-id"], name="meeting_recent")]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return f"{self.council}, {self.number}."

    def get_absolute_url(self) -> str:
        return reverse("communities:meeting_detail", args=[self.council.slug, self.number])

    @property
    def status(self) -> Status:
        return MEETING.status(self.state)


class AgendaItem(models.Model):
    """One question of a meeting, and after it what was decided."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda", verbose_name=_("council meeting"))
    position = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("question"), max_length=200)
    kind = models.CharField(_("kind"), max_length=12, choices=AgendaKind, blank=True)
    reporter = models.CharField(_("reported by"), max_length=120, blank=True)
    discussion = models.TextField(_("what was said"), blank=True)
    decision = models.TextField(_("decision"), blank=True)
    votes_for = models.PositiveSmallIntegerField(_("in favour"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("against"), null=True, blank=True)
    abstained = models.PositiveSmallIntegerField(_("abstained"), null=True, blank=True)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="agenda_position_once", deferrable=models.Deferrable.DEFERRED
            )
        ]

    class Privacy:
        personal = ("reporter",)
        retention = "permanent"

    def __str__(self) -> str:
        return self.title


class MeetingPaperQuerySet(models.QuerySet):
    def visible_to(self, user) -> "MeetingPaperQuerySet":
        """With the meeting's page come its public papers; the others are for officers and the council's members."""
        papers = self.filter(meeting__in=Meeting.objects.visible_to(user))
        if user.has_perm("communities.view_meeting"):
            return papers
        return papers.filter(Q(is_public=True) | Q(meeting__council__in=Council.objects.of_member(user)))


class MeetingPaper(TimestampedModel):
    """A file for a meeting: for its members, or for everybody."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers", verbose_name=_("council meeting"))
    title = models.CharField(_("title"), max_length=150)
    file = models.OneToOneField(File, models.PROTECT, related_name="+", verbose_name=_("file"))
    is_public = models.BooleanField(_("for everybody"), default=True)

    objects = MeetingPaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting paper")
        verbose_name_plural = _("meeting papers")
        ordering = ["pk"]

    class Privacy:
        personal = ()
        retention = "permanent"

    def __str__(self) -> str:
        return self.title


class MeetingInvitationQuerySet(LockingQuerySet):
    def of(self, user) -> "MeetingInvitationQuerySet":
        """To whoever signs in with the address the council writes to."""
        return self.filter(member__in=CouncilMember.objects.of(user)).select_related("meeting__council", "member")

    def coming_up(self, now: datetime) -> "MeetingInvitationQuerySet":
        """To meetings that have not begun, the nearest first."""
        return self.filter(meeting__in=Meeting.objects.upcoming(now).order_by()).order_by("meeting__starts_at", "pk")


class MeetingInvitation(TimestampedModel):
    """A member is called to a meeting and says whether to expect them; afterwards it is noted who was there."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations", verbose_name=_("council meeting"))
    member = models.ForeignKey(CouncilMember, models.PROTECT, related_name="+", verbose_name=_("council member"))
    answer = models.CharField(_("answer"), max_length=10, choices=Attendance, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    was_present = models.BooleanField(_("was present"), null=True, blank=True)

    objects = MeetingInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation to a meeting")
        verbose_name_plural = _("invitations to meetings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="meeting_invitation_once"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="meeting_invitation_answer_whole",
            ),
        ]

    class Privacy:
        personal = ("member", "answer", "was_present")
        retention = "1 year after the meeting"
        ended_by = "communities.tasks.retention.forget_old_records"

    def __str__(self) -> str:
        return f"{self.meeting}: {self.member}"
