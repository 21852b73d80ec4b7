"""The poster of a resource centre: what it is, when it is open, whom to ask, and the way to its page."""

from datetime import date
from itertools import groupby

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.dates import WEEKDAYS

from communities.models import ResourceCentre
from communities.queries.opening import Timetable
from portal.documents.rendering import DOCUMENT_LANGUAGE, as_pdf, qr_code
from portal.municipality.queries import current_municipality
from portal.ui.links import absolute, plain_path

SIZES = ("a3", "a4")


def poster_pdf(centre: ResourceCentre, size: str, today: date) -> bytes:
    """Tagged PDF in the state language, of A3 or A4, in black alone so that any printer prints it."""
    return as_pdf(poster_page(centre, size, today))


def poster_page(centre: ResourceCentre, size: str, today: date) -> str:
    address = absolute(plain_path(centre), DOCUMENT_LANGUAGE)
    with translation.override(DOCUMENT_LANGUAGE):
        return render_to_string(
            "communities/documents/centre_poster.html",
            {
                "centre": centre,
                "size": size,
                "address": address,
                "qr": qr_code(address),
                "hours": regular_hours(Timetable.of(centre), today),
                "municipality": current_municipality(),
                "language": DOCUMENT_LANGUAGE,
            },
        )


def regular_hours(timetable: Timetable, today: date) -> list[tuple[str, str]]:
    """The week as it regularly is at the time of printing: days that open alike in one line (pirmdiena–piektdiena)."""
    regular = Timetable(timetable.periods)
    week = [(one.day.weekday(), tuple(one.hours)) for one in regular.week_of(today, today)]
    lines = []
    for hours, days in groupby(week, key=lambda one: one[1]):
        weekdays = [weekday for weekday, _hours in days]
        first, last = str(WEEKDAYS[weekdays[0]]), str(WEEKDAYS[weekdays[-1]])
        label = first if first == last else f"{first}–{last}"
        lines.append((label.capitalize(), ", ".join(f"{opens:%H.%M}–{closes:%H.%M}" for opens, closes in hours)))
    return lines
