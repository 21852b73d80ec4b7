"""How calls kept the guidelines, among the municipality's figures (S4-105, S4-107, S4-109)."""

from datetime import datetime
from functools import partial

from django.utils.translation import gettext_lazy as _

from grants.models import Call
from grants.queries.guidelines import Verdict, guideline_checks
from participation.queries.counting import Figure, Period, register_figure

CALLS = _("Calls for projects")


def calls_that_kept(code: str, period: Period, now: datetime) -> tuple[int, int]:
    """Of the calls published in the period, those that kept the guideline ``code``, by the rule of their day."""
    calls = list(Call.objects.filter(published_at__gte=period.starts, published_at__lt=period.until(now)))
    kept = [
        call
        for call in calls
        if any(check.code == code and check.verdict == Verdict.OK for check in guideline_checks(call, call.published_at))
    ]
    return len(kept), len(calls)


for order, (code, label) in enumerate(
    (
        ("window", _("Calls open as long as the guidelines advise")),
        ("seminar", _("Calls with a seminar in good time")),
        ("implementation", _("Calls that give projects at least a year")),
    )
):
    register_figure(Figure(f"calls_{code}", label, partial(calls_that_kept, code), CALLS, 40 + order))
