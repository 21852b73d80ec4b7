"""Deadlines and seminars in the calendar, and the call on the page of its seminar."""

from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from communities.enums import EventKind
from grants.enums import CallState
from grants.models import Call
from portal.obligations.clock import end_of_day, last_day_of
from portal.ui.icalendar import CalendarEntry
from portal.ui.links import absolute, plain_path
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.CALENDAR)
def calls_dated(*, start: date, end: date, neighbourhood=None, community=None):
    """The last day for applications of each call, open to everybody, and its seminar until that is an event itself."""
    if community:
        return []
    first, after = end_of_day(start - timedelta(days=1)), end_of_day(end)
    closing, seminar = Q(closes_at__gt=first, closes_at__lte=after), Q(seminar_at__gte=first, seminar_at__lt=after)
    calls = Call.objects.exclude(state=CallState.DRAFT).filter(closing | seminar)
    entries = []
    for call in calls.only("title", "slug", "summary", "closes_at", "seminar", "seminar_at", "seminar_place"):
        address = absolute(plain_path(call), get_language() or "lv")
        if first < call.closes_at <= after:
            key, day = f"grants.call-{call.pk}", last_day_of(call.closes_at)
            entries.append(CalendarEntry(key, _("Last day for applications"), call.title, address, day, text=call.summary))
        if call.seminar_at and not call.seminar_id and first <= call.seminar_at < after:
            key, place = f"grants.seminar-{call.pk}", call.seminar_place
            entries.append(CalendarEntry(key, _("Preparation seminar"), call.title, address, call.seminar_at, place=place))
    return entries


@fill_slot(Slot.EVENT)
def call_of_seminar(event):
    """Which call the seminar prepares for."""
    call = Call.objects.filter(seminar=event).first() if event.kind == EventKind.SEMINAR else None
    return [Panel("grants/partials/seminar_call.html", {"call": call})] if call else []
