from celery import shared_task
from django.utils import timezone

from communities.actions.booking import erase_booking
from communities.models import Booking
from portal.audit.heartbeats import beat
from portal.obligations.rules_of_law import legal_rule
from portal.obligations.working_days import add_months


@shared_task(ignore_result=True)
def erase_bookings() -> None:
    """What no guest confirmed within a day, and what is over longer than bookings are kept."""
    now = timezone.now()
    kept_from = add_months(timezone.localdate(now), -legal_rule("BOOKING_KEPT_MONTHS", timezone.localdate(now)).whole)
    due = Booking.objects.never_confirmed(now) | Booking.objects.over_before(kept_from)
    bookings = list(due[:500])
    for booking in bookings:
        erase_booking(booking=booking, now=now)
    beat("erase_bookings", now, len(bookings))
