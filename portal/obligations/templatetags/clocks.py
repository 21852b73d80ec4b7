from functools import cache, lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from portal.obligations.clock import Clock, ClockState, explain_term, read_clock

register = template.Library()

BAR_WIDTH = 200
TONES = {
    ClockState.RUNNING: "open",
    ClockState.SOON: "soon",
    ClockState.TODAY: "soon",
    ClockState.OVERDUE: "overdue",
    ClockState.DONE: "done",
    ClockState.DONE_LATE: "overdue",
    ClockState.CANCELLED: "neutral",
}


@register.simple_tag
def clock(obligation, *, explain: bool = False) -> str:
    """The thin bar: days used of days allowed, with the reading in words and, if asked, how the term was counted.

    Why a term was extended always stands there.
    """
    explanation = explain_term(obligation) if explain or obligation.extended_at else ""
    reading = read_clock(obligation, timezone.now())
    return _drawn(reading, explanation, obligation.legal_basis if explain else "", get_language())


@lru_cache(maxsize=1024)  # a list of twenty answers has a few different readings
def _drawn(reading: Clock, explanation: str, legal_basis: str, language: str | None) -> str:
    context = {
        "reading": reading.text,
        "tone": TONES[reading.state],
        "filled": str(round(BAR_WIDTH * reading.share_used)),
        "width": str(BAR_WIDTH),
        "ticks": _ticks(reading.total),
        "due_on": reading.due_on,
        "explanation": explanation,
        "legal_basis": legal_basis,
    }
    return render_to_string("components/clock.html", context)


@cache
def _ticks(total: int) -> str:
    """Where the bar is cut into days, as one drawing: a page shows twenty clocks. A long term is one bar."""
    if not 2 <= total <= 25:
        return ""
    return "".join(f"M{round(BAR_WIDTH * day / total)} 0h.8v8h-.8z" for day in range(1, total))
