from django.utils.translation import gettext_lazy as _

from communities.notifications.contacts import community_contacts
from participation.models import MeetingTask
from portal.notifications.following import followers_of
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse


@register_notification
class TaskGiven(Notification):
    """A community took something upon itself at a meeting; units see theirs in their queue."""

    key = "participation.task_given"
    label = _("Our community took on a task at a meeting")
    category = Category.SERVICE

    def recipients(self, subject: MeetingTask, **facts):
        return community_contacts(subject.community) if subject.community else []

    def link(self, subject: MeetingTask, recipient):
        return plain_reverse("participation:task_done", subject.pk)


@register_notification
class TaskDone(Notification):
    """For the followers of a forum: what was promised there is done."""

    key = "participation.task_done"
    label = _("Tasks done of forums that I follow")
    category = Category.NEWS

    def recipients(self, subject: MeetingTask, **facts):
        return followers_of(subject.forum) if subject.forum else []

    def link(self, subject: MeetingTask, recipient):
        return plain_path(subject)
