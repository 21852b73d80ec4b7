"""A request for a booking that waits: the community is reminded twice, and owes nothing."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from communities.models import Booking
from portal.notifications.reminders import DEADLINES, DueReminder
from portal.obligations.rules_of_law import legal_rule, work_calendar


def waiting_bookings(now: datetime) -> Iterator[DueReminder]:
    """For every request still undecided the latest rung that is due: after the rule's working days, or twice as many."""
    today, work = timezone.localdate(now), work_calendar()
    patience = legal_rule("BOOKING_DECISION", today).whole
    for booking in Booking.objects.waiting(now).for_list():
        waited = work.working_days_between(timezone.localdate(booking.requested_at), today)
        if waited >= patience:
            yield DueReminder(
                f"booking:{booking.pk}", "second" if waited >= 2 * patience else "first", "communities.booking_waits", booking
            )


DEADLINES.register("communities.booking_waiting", waiting_bookings)
