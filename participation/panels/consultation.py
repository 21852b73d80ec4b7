"""Consultations in the calendar."""

from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from participation.models import Consultation
from portal.obligations.clock import end_of_day, last_day_of
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path
from portal.ui.panels import Slot, fill_slot


@fill_slot(Slot.CALENDAR)
def consultations_closing(*, start: date, end: date, neighbourhood=None, community=None):
    """The last day for opinions of each consultation; those about the whole municipality concern every neighbourhood."""
    if community:
        return []
    first, after = end_of_day(start - timedelta(days=1)), end_of_day(end)
    dated = Consultation.objects.published().filter(closes_at__gt=first, closes_at__lte=after)
    dated = dated.only("title", "slug", "summary", "closes_at")
    return [
        CalendarEntry(
            key=f"participation.consultation-{one.pk}",
            kind=_("Last day for opinions"),
            title=one.title,
            address=absolute(plain_path(one), get_language() or "lv"),
            starts=last_day_of(one.closes_at),
            text=one.summary,
            neighbourhood_keys=one.place_keys,
        )
        for one in dated.annotate(place_keys=Neighbourhood.objects.keys_for("consultations"))
        if not (neighbourhood and one.place_keys) or neighbourhood.pk in one.place_keys
    ]
