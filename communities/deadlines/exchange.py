"""A letter that waits: the asked community is reminded twice, and owes nothing."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from communities.models import ContactRequest
from portal.notifications.reminders import DEADLINES, DueReminder

DAYS_AFTER = (14, 7)
"""Days after the letter was sent, the later first."""

SILENT_AFTER = timedelta(days=28)
"""A letter older than this is left alone, also when no reminder could be sent in time."""


def waiting_requests(now: datetime) -> Iterator[DueReminder]:
    """For every letter without a reply the latest rung that is due: 7 or 14 days after it was sent."""
    due = ContactRequest.objects.waiting().filter(
        sent_at__lte=now - timedelta(days=min(DAYS_AFTER)), sent_at__gt=now - SILENT_AFTER
    )
    for request in due.for_list():
        days = next(days for days in DAYS_AFTER if request.sent_at <= now - timedelta(days=days))
        yield DueReminder(f"contact_request:{request.pk}", f"{days}-days-after", "communities.contact_request_waiting", request)


DEADLINES.register("communities.contact_request_waiting", waiting_requests)
