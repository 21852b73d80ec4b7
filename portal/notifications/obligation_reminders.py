from django.utils.translation import gettext_lazy as _

from portal.notifications.contacts import register_person_holder
from portal.notifications.kinds import Notification, register_notification
from portal.notifications.models import Category
from portal.obligations.clock import explain_term, read_clock
from portal.obligations.models import Obligation
from portal.ui.visibility import Visibility


@register_notification
class ObligationReminder(Notification):
    """A promise is due or overdue."""

    key = "notifications.obligation_reminder"
    label = _("Reminders of what is due")
    category = Category.ACT

    def recipients(self, subject: Obligation, **facts):
        raise RuntimeError("The reminder run names the readers of each step.")

    def context(self, subject: Obligation, recipient, *, now, step: str, **facts):
        clock = read_clock(subject, now)
        return {"clock": clock, "explanation": explain_term(subject), "overdue": bool(clock.late)}

    def link(self, subject: Obligation, recipient) -> str:
        return subject.staff_address or subject.address

    def is_sensitive(self, subject: Obligation) -> bool:
        return subject.visibility == Visibility.SENSITIVE


register_person_holder()
