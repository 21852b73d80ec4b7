"""Hours of advice as their givers, their takers and calendars see them."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from communities.models import Community, ConsultationSlot
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path


def bookings_of(person, now: datetime) -> QuerySet[ConsultationSlot]:
    """The hours the person has booked and that have not begun, the nearest first."""
    return ConsultationSlot.objects.booked().filter(booked_by=person, starts_at__gt=now).for_list()


def hours_of(centre: Community, now: datetime) -> QuerySet[ConsultationSlot]:
    """What an NGO centre offers from now on, booked or free."""
    return centre.consultation_slots.filter(withdrawn_at__isnull=True, ends_at__gt=now).for_list()


def slot_entry(slot: ConsultationSlot, *, is_cancelled: bool = False) -> CalendarEntry:
    """A booked hour as a calendar holds it; ``is_cancelled`` takes it out again."""
    return CalendarEntry(
        key=f"communities.slot-{slot.pk}",
        kind=_("hour of advice"),
        title=slot.topic,
        address=absolute(plain_path(slot), get_language() or "lv"),
        starts=slot.starts_at,
        ends=slot.ends_at,
        place=slot.place,
        text=str(slot.giver),
        is_cancelled=is_cancelled,
    )
