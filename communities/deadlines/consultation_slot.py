"""The day before an hour of advice, whoever booked it is reminded."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from communities.models import ConsultationSlot
from portal.notifications.reminders import DEADLINES, DueReminder

BEFORE = timedelta(days=1)


def hours_tomorrow(now: datetime) -> Iterator[DueReminder]:
    """Booked hours that begin within a day; what was booked later than that needs no reminder. Booked anew by somebody
    else, an hour is reminded of anew."""
    soon = ConsultationSlot.objects.booked().filter(starts_at__gt=now, starts_at__lte=now + BEFORE).for_list()
    for slot in soon:
        if slot.booked_at < slot.starts_at - BEFORE:
            yield DueReminder(f"slot:{slot.pk}:{slot.booked_at:%Y%m%d%H%M%S}", "day-before", "communities.slot_reminder", slot)


DEADLINES.register("communities.slot_reminder", hours_tomorrow)
