from django.utils.translation import gettext_lazy as _

from grants.models import Call
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_reverse


@register_notification
class EvaluationBegun(Notification):
    key = "grants.evaluation_begun"
    label = _("Applications wait for my evaluation")
    category = Category.ACT

    def recipients(self, subject: Call, **facts):
        return [Recipient.of(member.user) for member in subject.commission.select_related("user")]

    def link(self, subject: Call, recipient):
        return plain_reverse("grants:evaluation_call", subject.slug)
