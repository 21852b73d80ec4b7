from datetime import date, timedelta

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from portal.obligations.working_days import DayKind, DayOff, Term, TermUnit, WorkCalendar, add_months

BY_LAW = WorkCalendar(follow_transfers=False)
BY_ORDER = WorkCalendar(follow_transfers=True)

HOLIDAYS = {(1, 1), (5, 1), (5, 4), (6, 23), (6, 24), (11, 18), (12, 24), (12, 25), (12, 26), (12, 31)}
MOVED_TO_MONDAY = {(5, 4), (11, 18)}
ORDERS = {
    date(2024, 12, 23): date(2024, 12, 14),
    date(2024, 12, 30): date(2024, 12, 28),
    date(2025, 5, 2): date(2025, 5, 10),
    date(2025, 11, 17): date(2025, 11, 8),
    date(2026, 1, 2): date(2026, 1, 17),
    date(2026, 6, 22): date(2026, 6, 27),
}
"""Working days the Cabinet transferred, day off to day worked; later years are not ordered yet."""


def is_worked(day: date, *, by_order: bool) -> bool:
    """The law read aloud, for one day."""
    if by_order and day in ORDERS.values():
        return True
    if day.weekday() >= 5 or (by_order and day in ORDERS) or (day.month, day.day) in HOLIDAYS:
        return False
    if day in (easter(day.year) - timedelta(days=2), easter(day.year) + timedelta(days=1)):
        return False
    weekend = [day - timedelta(days=1), day - timedelta(days=2)] if day.weekday() == 0 else []
    return not any((before.month, before.day) in MOVED_TO_MONDAY for before in weekend)


def count_slowly(received: date, amount: int, *, by_order: bool) -> date:
    """Tick the days off on a wall calendar, one by one."""
    day = received
    while amount:
        day += timedelta(days=1)
        amount -= is_worked(day, by_order=by_order)
    return day


days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
amounts = st.integers(0, 40)


@pytest.mark.parametrize(
    ("received", "amount", "work", "due"),
    [
        (date(2026, 11, 12), 5, BY_ORDER, date(2026, 11, 20)),
        (date(2026, 11, 12), 10, BY_ORDER, date(2026, 11, 27)),
        (date(2026, 12, 18), 10, BY_ORDER, date(2027, 1, 7)),
        (date(2026, 6, 16), 5, BY_ORDER, date(2026, 6, 26)),
        (date(2026, 6, 16), 5, BY_LAW, date(2026, 6, 25)),
    ],
)
def test_worked_examples(received, amount, work, due):
    assert Term(amount, TermUnit.WORKING_DAYS).due_on(received, work) == due


@given(days, amounts)
def test_terms_by_the_law_agree_with_a_slow_count(received, amount):
    assert BY_LAW.add_working_days(received, amount) == count_slowly(received, amount, by_order=False)


@given(st.dates(date(2024, 1, 1), date(2026, 10, 31)), amounts)
def test_terms_by_the_cabinets_orders_agree_with_a_slow_count(received, amount):
    assert BY_ORDER.add_working_days(received, amount) == count_slowly(received, amount, by_order=True)


@given(days, amounts, st.dictionaries(days, st.booleans(), max_size=20))
def test_counting_days_reverses_adding_them(received, amount, exceptions):
    work = WorkCalendar(exceptions)

    due = work.add_working_days(received, amount)

    assert work.working_days_between(received, due) == amount


@given(days, days, st.dictionaries(days, st.booleans(), max_size=20))
def test_days_between_two_days_agree_with_a_slow_count(start, end, exceptions):
    work = WorkCalendar(exceptions)
    each = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]

    assert work.working_days_between(start, end) == sum(work.is_working_day(day) for day in each)


@given(days, st.integers(1, 40))
def test_counting_back_lands_on_a_working_day_before(due, amount):
    day = BY_ORDER.add_working_days(due, -amount)

    assert BY_ORDER.is_working_day(day)
    assert BY_ORDER.working_days_between(day - timedelta(days=1), due - timedelta(days=1)) == amount


@given(days, st.integers(1, 24), st.sampled_from([TermUnit.DAYS, TermUnit.MONTHS]))
def test_a_calendar_term_ends_on_the_first_working_day_from_its_end(received, amount, unit):
    end = received + timedelta(days=amount) if unit == TermUnit.DAYS else add_months(received, amount)

    due = Term(amount, unit).due_on(received, BY_LAW)

    assert is_worked(due, by_order=False)
    assert BY_LAW.working_days_between(end - timedelta(days=1), due) == 1


@pytest.mark.parametrize("is_working", [True, False])
@pytest.mark.parametrize("day", [date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 21), date(2026, 6, 27)])
def test_an_exception_beats_holiday_workday_weekend_and_transfer(day, is_working):
    assert WorkCalendar({day: is_working}).is_working_day(day) is is_working


def test_the_saturday_worked_instead_counts_only_where_transfers_are_followed():
    saturday = date(2026, 6, 27)

    assert BY_ORDER.is_working_day(saturday)
    assert not BY_LAW.is_working_day(saturday)


def test_days_off_are_named_with_their_reason():
    work = WorkCalendar({date(2026, 6, 19): False})

    assert work.days_off_between(date(2026, 6, 16), date(2026, 6, 26)) == [
        DayOff(date(2026, 6, 19), DayKind.EXCEPTION),
        DayOff(date(2026, 6, 22), DayKind.TRANSFERRED),
        DayOff(date(2026, 6, 23), DayKind.HOLIDAY),
        DayOff(date(2026, 6, 24), DayKind.HOLIDAY),
    ]


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_months_last(day, months, later):
    assert add_months(day, months) == later
