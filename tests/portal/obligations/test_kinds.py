from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.obligations.kinds import KINDS, PARTNER_LADDER, STAFF_LADDER, Audience
from portal.obligations.working_days import WorkCalendar
from tests.portal.instants import riga

WORK = WorkCalendar(follow_transfers=False)
RECEIVED, DUE = date(2026, 11, 12), date(2026, 11, 27)

received_days = st.dates(date(2024, 1, 1), date(2030, 10, 31))
lengths = st.integers(0, 60)
ladders = st.sampled_from([STAFF_LADDER, PARTNER_LADDER])


def test_officers_are_reminded_at_half_time_before_on_the_day_and_then_the_head():
    planned = STAFF_LADDER.planned(RECEIVED, DUE, WORK)

    assert [(step.code, step.day, step.to) for step in planned] == [
        ("half", date(2026, 11, 20), Audience.HOLDER),
        ("two-days-before", date(2026, 11, 25), Audience.HOLDER),
        ("on-the-day", date(2026, 11, 27), Audience.HOLDER),
        ("overdue", date(2026, 11, 30), Audience.HEAD),
    ]


def test_the_head_hears_every_week_until_it_is_done():
    first = STAFF_LADDER.next_after(riga(2026, 11, 30, 8), RECEIVED, DUE, WORK)
    second = STAFF_LADDER.next_after(first.at, RECEIVED, DUE, WORK)

    assert [(step.code, step.at, step.to) for step in (first, second)] == [
        ("weekly-1", riga(2026, 12, 7, 8), Audience.HEAD),
        ("weekly-2", riga(2026, 12, 14, 8), Audience.HEAD),
    ]


def test_of_two_steps_on_one_day_the_later_stands():
    planned = STAFF_LADDER.planned(date(2026, 11, 9), date(2026, 11, 12), WORK)

    assert [step.code for step in planned] == ["two-days-before", "on-the-day", "overdue"]


def test_the_latest_due_step_speaks_for_those_that_were_missed():
    latest = STAFF_LADDER.latest_due(riga(2026, 11, 26, 12), RECEIVED, DUE, WORK)

    assert latest.code == "two-days-before"


def test_nothing_is_due_before_the_hour_of_the_first_step():
    assert STAFF_LADDER.latest_due(riga(2026, 11, 20, 7, 59), RECEIVED, DUE, WORK) is None
    assert STAFF_LADDER.latest_due(riga(2026, 11, 20, 8), RECEIVED, DUE, WORK).code == "half"


@given(ladders, received_days, lengths)
def test_steps_ascend_one_a_day_and_none_comes_before_receipt(ladder, received, length):
    days = [step.day for step in ladder.planned(received, received + timedelta(days=length), WORK)]

    assert days == sorted(set(days))
    assert all(day >= received for day in days)


@given(ladders, received_days, lengths)
def test_walking_the_ladder_step_by_step_passes_every_planned_step(ladder, received, length):
    due = received + timedelta(days=length)
    planned = ladder.planned(received, due, WORK)

    walked, step = [], ladder.next_after(None, received, due, WORK)
    while step and len(walked) < len(planned):
        walked.append(step)
        step = ladder.next_after(step.at, received, due, WORK)

    assert walked == planned


@pytest.mark.rule("S4-09")
@given(received_days, lengths)
def test_a_partner_is_reminded_at_most_twice_and_never_after_the_term(received, length):
    due = received + timedelta(days=length)
    planned = PARTNER_LADDER.planned(received, due, WORK)

    assert len(planned) <= 2
    assert all(step.day <= due and step.to == Audience.HOLDER for step in planned)
    assert PARTNER_LADDER.next_after(riga(due.year, due.month, due.day, 23), received, due, WORK) is None


@pytest.mark.rule("S4-39")
def test_whoever_owes_the_public_an_answer_is_on_the_officers_ladder():
    public = [kind for kind in KINDS.values() if kind.public_clock]

    assert public
    assert all(kind.ladder is STAFF_LADDER for kind in public)
