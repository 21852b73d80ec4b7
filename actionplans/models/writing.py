"""What stands around a plan's text while it is written: the team, what is typed, versions, comments, tasks."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionplans.enums import TeamRole
from actionplans.models.plan import Chapter, Plan
from portal.audit.history import tracked
from portal.db import LockingQuerySet, TimestampedModel, not_blank, paired

WRITING_ROLES = (TeamRole.LEAD, TeamRole.WRITER)


@tracked()
class TeamMember(TimestampedModel):
    """Somebody of the plan's core team (S0-42). Published is the post; whoever has an account also writes or advises here."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="team", verbose_name=_("action plan"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="plan_teams", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=8, choices=TeamRole, default=TeamRole.WRITER)
    post = models.CharField(
        _("post or part"), max_length=120, help_text=_("Shown in the plan. The post, not the name: head of culture.")
    )

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of the core team")
        verbose_name_plural = _("core team")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "user"], name="team_member_once"),
            not_blank("team_member_has_post", "post"),
        ]

    class Privacy:
        personal = ("user",)
        retention = "as the plan"

    def __str__(self) -> str:
        return self.post


class ChapterDraft(models.Model):
    """What is typed in a chapter and not yet a version, as it was typed. Outside the tracked history: it is saved every few
    seconds. ``revision`` tells two people who write the same chapter."""

    chapter = models.OneToOneField(Chapter, models.CASCADE, related_name="draft")
    fields = models.JSONField(_("typed"), default=dict)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("draft of a chapter")
        verbose_name_plural = _("drafts of chapters")

    class Privacy:
        personal = ("saved_by",)
        retention = "until the plan is adopted"
        ended_by = "actionplans.plan.adopted"

    def __str__(self) -> str:
        return str(self.chapter)


class ChapterVersion(models.Model):
    """A text the chapter once had, who wrote it and when. Rows are added, never changed."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"))
    written_at = models.DateTimeField(_("written"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("written by")
    )

    class Meta:
        verbose_name = _("version of a chapter")
        verbose_name_plural = _("versions of chapters")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["chapter", "number"], name="chapter_version_once")]

    class Privacy:
        personal = ("written_by",)
        retention = "as the plan"

    def __str__(self) -> str:
        return f"{self.chapter}, {self.number}"


@tracked()
class ChapterComment(TimestampedModel):
    """What somebody of the team says about a chapter, until somebody notes that it is dealt with."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="comments")
    text = models.TextField(pgettext_lazy("chapter", "comment"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made"))
    settled_at = models.DateTimeField(_("dealt with"), null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = LockingQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment on a chapter")
        verbose_name_plural = _("comments on chapters")
        ordering = ["made_at", "pk"]
        constraints = [
            not_blank("chapter_comment_has_text", "text"),
            paired("chapter_comment_settled_by_somebody", "settled_at", "settled_by"),
        ]

    class Privacy:
        personal = ("text", "made_by", "settled_by")
        retention = "as the plan"

    def __str__(self) -> str:
        return f"{self.chapter}: {self.made_by}"


class PlanTaskQuerySet(LockingQuerySet):
    def open(self) -> "PlanTaskQuerySet":
        return self.filter(done_at__isnull=True)

    def open_of(self, user) -> "PlanTaskQuerySet":
        """What ``user`` has still to do, in plans that are still written."""
        return self.open().filter(member__user=user, plan__in=Plan.objects.being_written())


@tracked()
class PlanTask(TimestampedModel):
    """What somebody of the team does for the plan by a day. Without a member it is anybody's."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks", verbose_name=_("action plan"))
    chapter = models.ForeignKey(Chapter, models.CASCADE, null=True, blank=True, related_name="tasks", verbose_name=_("chapter"))
    title = models.CharField(_("what is to be done"), max_length=200)
    member = models.ForeignKey(
        TeamMember, models.SET_NULL, null=True, blank=True, related_name="tasks", verbose_name=_("who does it")
    )
    due_on = models.DateField(pgettext_lazy("task", "to be done by"))
    done_at = models.DateTimeField(pgettext_lazy("task", "done at"), null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = PlanTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task of writing a plan")
        verbose_name_plural = _("tasks of writing plans")
        ordering = ["due_on", "pk"]
        constraints = [
            not_blank("plan_task_has_title", "title"),
            paired("plan_task_done_by_somebody", "done_at", "done_by"),
        ]

    class Privacy:
        personal = ("done_by",)
        retention = "as the plan"

    def __str__(self) -> str:
        return self.title
