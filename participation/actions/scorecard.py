"""Keeping the figures of the scorecard. It decides nothing about anybody, so it leaves no entry in the audit log."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from participation.models import ScoreFigure, ScoreSnapshot
from participation.queries import figures  # noqa: F401 - registers this app's own
from participation.queries.counting import FIGURES, Period, count_tallies

SCOPE = ("year", "unit", "neighbourhood", "kind")
COUNTED = ("waiting", "overdue", "answered", "in_time", "days", "outcomes")
KEPT = ("counted_at", "updated_at")


def keep_scores(*, years: Iterable[int | None], now: datetime) -> int:
    """Count the given years anew (None: the last twelve months) and keep what was counted; the number of rows.

    Safe to run twice and by two at once: each row is written over, and what nothing stands behind any more goes.
    """
    return sum(_keep_year(Period.of(year, now), now) for year in years)


def _keep_year(period: Period, now: datetime) -> int:
    rows = [
        ScoreSnapshot(
            year=period.year,
            unit_id=scope.unit,
            neighbourhood_id=scope.neighbourhood,
            kind=scope.kind,
            waiting=tally.waiting,
            overdue=tally.overdue,
            answered=tally.answered,
            in_time=tally.in_time,
            days=tally.histogram,
            outcomes=dict(tally.outcomes),
            counted_at=now,
        )
        for scope, tally in sorted(count_tallies(period, now).items(), key=str)
    ]
    is_past = period.ends < now
    lines = [
        ScoreFigure(year=period.year, code=figure.code, part=part, whole=whole, counted_at=now)
        for figure in FIGURES.values()
        if not (figure.is_of_now and is_past)
        for part, whole in [figure.count(period, now)]
    ]
    with transaction.atomic():
        ScoreSnapshot.objects.bulk_create(
            rows, batch_size=500, update_conflicts=True, unique_fields=SCOPE, update_fields=(*COUNTED, *KEPT)
        )
        ScoreFigure.objects.bulk_create(
            lines, update_conflicts=True, unique_fields=("year", "code"), update_fields=("part", "whole", *KEPT)
        )
        ScoreSnapshot.objects.in_year(period.year).filter(counted_at__lt=now).delete()
    return len(rows)
