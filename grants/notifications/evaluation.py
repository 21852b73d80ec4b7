from django.utils.translation import gettext_lazy as _

from grants.models import Call, CommissionMember
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


@register_notification
class CommissionNamed(Notification):
    """To somebody who is asked to score; whoever had no account gets the letter about the new one as well."""

    key = "grants.commission_named"
    label = _("I am named to a commission")
    category = Category.SERVICE

    def recipients(self, subject: CommissionMember, **facts):
        return [Recipient.of(subject.user)]

    def link(self, subject: CommissionMember, recipient):
        return plain_reverse("grants:evaluation_call", subject.call.slug)
