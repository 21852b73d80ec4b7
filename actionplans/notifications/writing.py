from django.utils.translation import gettext_lazy as _

from actionplans.enums import TeamRole
from actionplans.models import ChapterComment, PlanTask, TeamMember
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse


@register_notification
class TeamJoined(Notification):
    key = "actionplans.team_joined"
    label = _("I am in the team of a plan")
    category = Category.SERVICE

    def recipients(self, subject: TeamMember, **facts):
        return [Recipient.of(subject.user)]

    def link(self, subject: TeamMember, recipient):
        return plain_reverse("actionplans:writing", subject.plan.slug)


@register_notification
class TaskGiven(Notification):
    key = "actionplans.task_given"
    label = _("I have a task in writing a plan")
    category = Category.SERVICE

    def recipients(self, subject: PlanTask, **facts):
        return [Recipient.of(subject.member.user)]

    def link(self, subject: PlanTask, recipient):
        return plain_path(subject.chapter) if subject.chapter else plain_reverse("actionplans:writing", subject.plan.slug)


@register_notification
class ChapterCommented(Notification):
    """To those who answer for the plan, except whoever made the comment."""

    key = "actionplans.chapter_commented"
    label = _("Comments on the plan I answer for")
    category = Category.NEWS

    def recipients(self, subject: ChapterComment, **facts):
        answering = subject.chapter.plan.team.filter(role=TeamRole.LEAD, user__is_active=True).exclude(user=subject.made_by)
        return [Recipient.of(one.user) for one in answering.select_related("user")]

    def link(self, subject: ChapterComment, recipient):
        return plain_path(subject.chapter)
