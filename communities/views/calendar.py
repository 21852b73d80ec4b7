"""The yearly calendar of participation, and the feeds calendar programs subscribe to."""

import calendar
from datetime import date, timedelta

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from communities.lookups import PlaceForm
from communities.models import Community, Neighbourhood
from communities.queries.calendar import FEED_AHEAD, FEED_PAST, by_day, dated, first_day
from portal.ui.icalendar import ics_response
from portal.ui.page_cache import drawn_for_everybody

YEARS = range(2000, 2100)
"""Which years can be asked for."""


@login_not_required
def participation_calendar(request):
    """Everything dated: a month as a table, a year as a list, also for one neighbourhood alone (S4-59)."""
    form = PlaceForm(request.GET, empty_label=_("all"))
    place = form.place
    today = timezone.localdate(request.arrived_at)
    year = _year_asked(request.GET.get("gads", ""))
    month = date(year, today.month, 1) if year else _month_asked(request.GET.get("menesis", "")) or today.replace(day=1)
    kind, of = ("year", _year) if year else ("month", _month)
    context = {
        "form": form,
        "place": place,
        "year": year,
        "month": month,
        "before": (month - timedelta(days=1)).replace(day=1),
        "after": (month + timedelta(days=31)).replace(day=1),
        "entries": drawn_for_everybody(
            f"calendar.{kind}.{month}.{today}.{place and place.pk}",
            f"communities/partials/calendar_{kind}.html",
            lambda: of(month, today, place),
        ),
    }
    return render(request, "communities/calendar.html", context)


def _year_asked(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 and int(text) in YEARS else None


def _month_asked(text: str) -> date | None:
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if month.year in YEARS else None


def _month(month: date, today: date, place: Neighbourhood | None) -> dict:
    """The weeks of the month, each day with what touches it."""
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    entries = by_day(dated(weeks[0][0], weeks[-1][-1], neighbourhood=place))
    return {
        "month": month,
        "today": today,
        "weekdays": weeks[0],
        "weeks": [[{"day": day, "entries": entries.get(day, [])} for day in week] for week in weeks],
        "is_empty": not any(day.month == month.month for day in entries),
    }


def _year(month: date, today: date, place: Neighbourhood | None) -> dict:
    """The months of the year of ``month``, each with what begins in it."""
    entries = dated(date(month.year, 1, 1), date(month.year, 12, 31), neighbourhood=place)
    months = [date(month.year, number, 1) for number in range(1, 13)]
    begun = [(first_day(one).replace(day=1), one) for one in entries]
    return {"months": [{"first": first, "entries": [one for at, one in begun if at == first]} for first in months]}


def _feed(request, name: str, file_name: str, **whose):
    """The last two months and a good year ahead, for a program that asks again every day."""
    today = timezone.localdate(request.arrived_at)
    entries = dated(today - FEED_PAST, today + FEED_AHEAD, **whose)
    return ics_response(entries, name=name, file_name=file_name, now=request.arrived_at)


@login_not_required
def calendar_feed(request):
    return _feed(request, gettext("Participation calendar"), "kalendars")


@login_not_required
def neighbourhood_calendar(request, slug):
    place = get_object_or_404(Neighbourhood, slug=slug, is_active=True)
    return _feed(request, place.name, place.slug, neighbourhood=place)


@login_not_required
def community_calendar(request, slug):
    community = get_object_or_404(Community.objects.public(), slug=slug)
    return _feed(request, community.name, community.slug, community=community)
