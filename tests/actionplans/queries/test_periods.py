from datetime import date

import pytest
from django.utils.translation import override

from actionplans.enums import ReadingFrequency
from actionplans.queries.periods import Period


@pytest.mark.parametrize(
    ("frequency", "start", "end", "words"),
    [
        ("quarterly", date(2027, 4, 1), date(2027, 6, 30), "2027, quarter 2"),
        ("half_yearly", date(2027, 1, 1), date(2027, 6, 30), "2027, half-year 1"),
        ("yearly", date(2026, 1, 1), date(2026, 12, 31), "2026"),
    ],
)
def test_the_period_that_ended_last_by_the_calendar(frequency, start, end, words):
    period = Period.last_ended(date(2027, 8, 15), frequency)

    assert (period.start, period.end) == (start, end)
    with override("en"):
        assert str(period) == words


@pytest.mark.parametrize("frequency", ReadingFrequency.values)
def test_on_its_last_day_a_period_has_not_ended(frequency):
    assert Period.last_ended(date(2027, 12, 31), frequency).end < date(2027, 12, 31)
    assert Period.last_ended(date(2028, 1, 1), frequency).end == date(2027, 12, 31)
