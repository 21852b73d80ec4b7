from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from portal.obligations.clock import ClockState, end_of_day, explain_term, read_clock
from portal.obligations.models import Obligation
from portal.obligations.working_days import TermUnit, WorkCalendar
from tests.factories.portal import PersonFactory, make_promise
from tests.portal.instants import riga


@pytest.fixture
def promise(db) -> Obligation:
    """Received on Thursday 12.11.2026, ten working days, due on Friday 27.11.2026."""
    return make_promise(received_at=riga(2026, 11, 12, 9))


def agreed(received_at, due_on) -> Obligation:
    return make_promise(kind="communities.commitment_of_municipality", received_at=received_at, due_on=due_on)


def counted(amount, unit, received_at=riga(2026, 11, 12, 9), due_on=date(2026, 11, 27)) -> Obligation:  # noqa: B008 - fixed
    """A promise with that term, never saved."""
    return Obligation(received_at=received_at, due_at=end_of_day(due_on), term_amount=amount, term_unit=unit)


@pytest.mark.parametrize(
    ("day", "over"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 28, 22, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 21, tzinfo=UTC)),
        (date(2026, 10, 24), datetime(2026, 10, 24, 21, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 22, tzinfo=UTC)),
        (date(2026, 12, 31), datetime(2026, 12, 31, 22, tzinfo=UTC)),
    ],
)
def test_a_day_is_over_at_midnight_in_riga(day, over):
    assert end_of_day(day) == over


@pytest.mark.parametrize(
    ("received_at", "received_on", "due_on"),
    [
        (datetime(2026, 12, 31, 21, 59, 59, tzinfo=UTC), date(2026, 12, 31), date(2027, 1, 15)),
        (datetime(2026, 12, 31, 22, tzinfo=UTC), date(2027, 1, 1), date(2027, 1, 15)),
        (datetime(2026, 3, 29, 20, 59, tzinfo=UTC), date(2026, 3, 29), date(2026, 4, 14)),
        (datetime(2026, 3, 29, 21, tzinfo=UTC), date(2026, 3, 30), date(2026, 4, 15)),
    ],
)
def test_the_day_of_receipt_is_rigas_at_new_year_and_summer_time(db, received_at, received_on, due_on):
    promise = make_promise(received_at=received_at)

    assert (promise.received_on, promise.due_on) == (received_on, due_on)


@pytest.mark.parametrize(
    ("now", "state", "text"),
    [
        (riga(2026, 11, 12, 18), ClockState.RUNNING, "saņemts šodien, atliek 10 darba dienas"),
        (riga(2026, 11, 13, 0), ClockState.RUNNING, "pagājusi 1 darba diena, atliek 9 darba dienas"),
        (riga(2026, 11, 18, 12), ClockState.RUNNING, "pagājušas 3 darba dienas, atliek 7 darba dienas"),
        (riga(2026, 11, 24, 23, 59), ClockState.RUNNING, "pagājušas 7 darba dienas, atliek 3 darba dienas"),
        (riga(2026, 11, 25, 0), ClockState.SOON, "pagājušas 8 darba dienas, atliek 2 darba dienas"),
        (riga(2026, 11, 26, 12), ClockState.SOON, "pagājušas 9 darba dienas, atliek 1 darba diena"),
        (riga(2026, 11, 27, 23, 59, 59), ClockState.TODAY, "termiņš ir šodien"),
        (riga(2026, 11, 28, 0), ClockState.OVERDUE, "termiņš ir beidzies"),
        (riga(2026, 11, 30, 8), ClockState.OVERDUE, "termiņš nokavēts par 1 darba dienu"),
        (riga(2026, 12, 11, 8), ClockState.OVERDUE, "termiņš nokavēts par 10 darba dienām"),
    ],
)
def test_the_reading_of_a_running_clock(promise, now, state, text):
    clock = read_clock(promise, now)

    assert (clock.state, clock.text) == (state, text)


def test_a_weekend_after_receipt_is_not_the_day_of_receipt(db):
    promise = make_promise(received_at=riga(2026, 11, 13, 9))

    assert read_clock(promise, riga(2026, 11, 14, 9)).text == "pagājušas 0 darba dienas, atliek 10 darba dienas"


@pytest.mark.parametrize(
    ("fulfilled_at", "state", "text"),
    [
        (riga(2026, 11, 27, 23, 59, 59), ClockState.DONE, "termiņš ievērots"),
        (riga(2026, 12, 1, 9), ClockState.DONE_LATE, "izpildīts, termiņš nokavēts par 2 darba dienām"),
    ],
)
def test_a_kept_promise_reads_as_when_it_was_kept(promise, fulfilled_at, state, text):
    promise.fulfilled_at = fulfilled_at

    clock = read_clock(promise, riga(2027, 6, 1))

    assert (clock.state, clock.text) == (state, text)


def test_an_answer_in_the_weekend_after_the_term_is_late_by_no_number_of_days(promise):
    promise.fulfilled_at = riga(2026, 11, 28, 0)

    with translation.override("en"):
        clock = read_clock(promise, riga(2027, 6, 1))

        assert (clock.state, clock.text) == (ClockState.DONE_LATE, "answered after the term")


def test_a_withdrawn_matter_waits_for_no_answer(promise):
    promise.cancelled_at = riga(2026, 11, 20, 9)

    assert read_clock(promise, riga(2027, 6, 1)).text == "atsaukts, atbilde nav jāsniedz"


def test_an_agreed_day_is_counted_in_calendar_days(db):
    promise = agreed(riga(2026, 11, 12, 9), due_on=date(2026, 12, 3))

    assert read_clock(promise, riga(2026, 11, 23, 9)).text == "pagājušas 11 dienas, atliek 10 dienas"


@pytest.mark.parametrize(
    ("now", "share"), [(riga(2026, 11, 12, 9), 0.0), (riga(2026, 11, 20, 9), 0.5), (riga(2027, 1, 4, 9), 1.0)]
)
def test_the_bar_fills_from_receipt_to_the_end_of_the_term(promise, now, share):
    assert read_clock(promise, now).share_used == share


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("lv", "10 darba dienas, skaitot no 12.11.2026.; 18.11. ir svētku diena"),
        ("en", "10 working days, counted from 12/11/2026; 18.11. is a public holiday"),
    ],
)
def test_the_term_explains_itself_in_one_line(promise, language, line):
    with translation.override(language):
        assert explain_term(promise) == line


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "lv",
            "5 darba dienas, skaitot no 16.06.2026.; 19.06. ir brīvdiena ar pašvaldības rīkojumu; "
            "22.06. ir brīvdiena, jo darba diena ir pārcelta; 23.06. ir svētku diena; 24.06. ir svētku diena",
        ),
        (
            "en",
            "5 working days, counted from 16/06/2026; 19.06. is a day off by the municipality's order; "
            "22.06. is a transferred day off; 23.06. is a public holiday; 24.06. is a public holiday",
        ),
    ],
)
def test_each_kind_of_day_off_has_its_own_words(db, language, line):
    promise = counted(5, TermUnit.WORKING_DAYS, received_at=riga(2026, 6, 16, 9), due_on=date(2026, 6, 26))

    with translation.override(language):
        assert explain_term(promise, WorkCalendar({date(2026, 6, 19): False})) == line


@pytest.mark.parametrize(
    ("amount", "unit", "latvian", "english"),
    [
        (1, TermUnit.WORKING_DAYS, "1 darba diena", "1 working day"),
        (5, TermUnit.WORKING_DAYS, "5 darba dienas", "5 working days"),
        (11, TermUnit.WORKING_DAYS, "11 darba dienas", "11 working days"),
        (21, TermUnit.WORKING_DAYS, "21 darba diena", "21 working days"),
        (14, TermUnit.DAYS, "14 dienas", "14 days"),
        (30, TermUnit.DAYS, "30 dienas", "30 days"),
        (1, TermUnit.MONTHS, "1 mēnesis", "1 month"),
        (4, TermUnit.MONTHS, "4 mēneši", "4 months"),
    ],
)
def test_the_length_of_a_term_has_the_right_ending(db, amount, unit, latvian, english):
    promise = counted(amount, unit)

    assert explain_term(promise).startswith(f"{latvian}, skaitot no 12.11.2026.")
    with translation.override("en"):
        assert explain_term(promise).startswith(f"{english}, counted from 12/11/2026")


def test_an_agreed_day_and_an_extension_say_so(db):
    promise = agreed(riga(2026, 11, 12, 9), due_on=date(2026, 12, 3))
    assert explain_term(promise) == "Diena noteikta iepriekš."

    promise.extended_at, promise.extended_by = riga(2026, 11, 20, 9), PersonFactory()
    promise.extension_reason = "Gaidām ministrijas atzinumu."

    assert explain_term(promise) == "Termiņš pagarināts: Gaidām ministrijas atzinumu."


def test_the_bar_on_a_page_shows_reading_term_and_law(promise, time_machine):
    time_machine.move_to(riga(2026, 11, 20, 9), tick=False)

    html = Template("{% load clocks %}{% clock promise explain=True %}").render(Context({"promise": promise}))

    assert "pagājušas 5 darba dienas, atliek 5 darba dienas" in html
    assert '<time datetime="2026-11-27">27.11.2026.</time>' in html
    assert "18.11. ir svētku diena" in html
    assert "Iesniegumu likums" in html
