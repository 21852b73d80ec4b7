"""The computed date by which a contact person confirms once more that the data are correct."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from communities.models import ContactPerson
from communities.queries.contact_person import stale_before
from portal.notifications.reminders import DEADLINES, DueReminder

DAYS_AHEAD = 14
"""The contact is asked this many days before the data count as out of date, and once more on that day."""


def contacts_to_ask(now: datetime) -> Iterator[DueReminder]:
    """Contact persons of neighbourhoods in use whose term ends soon or has ended, unless they wrote what has changed."""
    stale = stale_before(timezone.localdate(now))
    asked = ContactPerson.objects.confirmed_before(stale + timedelta(days=DAYS_AHEAD))
    for contact in asked.filter(neighbourhood__is_active=True, correction="").select_related("neighbourhood", "unit"):
        step = "again" if contact.confirmed_on < stale else "ahead"
        yield DueReminder(f"contact:{contact.pk}@{contact.confirmed_on:%Y-%m-%d}", step, "communities.contact_confirm", contact)


DEADLINES.register("communities.contact_person", contacts_to_ask)
