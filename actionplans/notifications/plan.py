from django.utils.translation import gettext_lazy as _

from actionplans.models import Plan
from portal.notifications.following import FOLLOWABLE, NEWS_OF, followers_of
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path

FOLLOWABLE.register(Plan._meta.label_lower, Plan.objects.visible_to)
NEWS_OF.register(
    Plan._meta.label_lower, _("When the plan is put to consultation, adopted, begun, reviewed or ended, we write to you.")
)


@register_notification
class PlanNews(Notification):
    """The plan has moved on: for those who follow it, or a place it concerns."""

    key = "actionplans.plan_news"
    label = _("Action plans that I follow")
    category = Category.NEWS

    def recipients(self, subject: Plan, **facts):
        return followers_of(subject, *subject.neighbourhoods.all())

    def link(self, subject: Plan, recipient):
        return plain_path(subject)
