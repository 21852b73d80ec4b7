from django.utils.translation import gettext_lazy as _

from portal.municipality.models import Municipality
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category, Frequency
from portal.ui.links import plain_reverse


@register_notification
class WeekAhead(Notification):
    """What closes and takes place in the neighbourhoods of a reader within the week (S4-64), in one letter however many
    they are. ``participation.tasks.week_ahead`` names the readers."""

    key = "participation.week_ahead"
    label = _("What closes and takes place in my neighbourhoods this week")
    category = Category.NEWS
    default_frequency = Frequency.WEEKLY
    is_whole_in_digest = True

    def link(self, subject: Municipality, recipient):
        return plain_reverse("communities:calendar")
