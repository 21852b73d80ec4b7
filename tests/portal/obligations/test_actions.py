from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from portal.audit.actions import action
from portal.audit.models import Event
from portal.errors import InvalidInput, StateConflict
from portal.obligations.actions import (
    cancel_obligation,
    extend_obligation,
    fulfil_obligation,
    latest_extension,
    move_obligations,
    open_obligation,
    postpone_obligations,
)
from portal.obligations.models import Obligation
from portal.obligations.rules_of_law import NoSuchRule
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory, make_promise
from tests.portal.instants import riga

KIND = "participation.submission_answer"
NOW = riga(2026, 11, 20, 12)
REASON = "Gaidām ministrijas atzinumu."

fulfil = action("tests.promise.kept")(fulfil_obligation)
cancel = action("tests.promise.cancelled")(cancel_obligation)
move = action("tests.promise.moved")(move_obligations)
postpone = action("tests.promise.postponed")(postpone_obligations)


@pytest.fixture
def promise(db) -> Obligation:
    """Received on 12.11.2026, due on 27.11.2026, may be extended to 14.12.2026."""
    return make_promise(received_at=riga(2026, 11, 12, 9))


def extend(promise, *, until=date(2026, 12, 11), reason=REASON, now=NOW) -> Obligation:
    return extend_obligation(obligation=promise, until=until, reason=reason, by=OfficerFactory(), now=now)


@pytest.mark.rule("S4-39")
def test_a_promise_carries_term_law_unit_and_its_first_reminder(db):
    unit = UnitFactory()

    promise = make_promise(received_at=riga(2026, 11, 12, 9), holder=unit)

    assert promise.unit == unit
    assert (promise.term_amount, promise.term_unit) == (10, "working_days")
    assert promise.legal_basis == "Iesniegumu likums, grozījumi 05.02.2026."
    assert promise.due_at == promise.first_due_at == riga(2026, 11, 28)
    assert (promise.next_reminder_step, promise.next_reminder_at) == ("half", riga(2026, 11, 20, 8))


def test_an_agreed_day_needs_no_law(db):
    promise = make_promise(
        kind="communities.commitment_of_community", received_at=NOW, due_on=date(2026, 12, 24), holder=PersonFactory()
    )

    assert promise.due_at == riga(2026, 12, 25)
    assert (promise.unit, promise.legal_basis, promise.term_amount) == (None, "", None)


def test_a_promise_without_law_or_day_is_refused(db):
    with pytest.raises(ValueError, match="give due_on"):
        make_promise(kind="communities.commitment_of_community", received_at=NOW)


def test_a_promise_is_not_made_where_no_rule_holds(db):
    with pytest.raises(NoSuchRule):
        make_promise(received_at=riga(2007, 10, 31, 9))

    assert not Obligation.objects.exists()


def test_a_write_outside_an_action_is_a_programming_error(db):
    unit = UnitFactory()

    with pytest.raises(RuntimeError, match="inside an @action"):
        open_obligation(kind=KIND, subject=unit, holder=unit, received_at=NOW, label="Ceļš", address="/")


def test_one_thing_is_promised_once_at_a_time(promise):
    with pytest.raises(IntegrityError, match="obligation_open_once"):
        make_promise(received_at=NOW, subject=promise.subject)


def test_a_kept_promise_is_reminded_of_no_more(promise):
    kept = fulfil(kind=KIND, subject=promise.subject, now=NOW)

    assert (kept.fulfilled_at, kept.next_reminder_at) == (NOW, None)
    assert not Obligation.objects.reminder_due(NOW + timedelta(days=400)).exists()


def test_a_kept_promise_can_be_made_anew(promise):
    fulfil(kind=KIND, subject=promise.subject, now=NOW)

    again = make_promise(received_at=NOW, subject=promise.subject)

    assert again.is_open


@pytest.mark.parametrize("end", [fulfil, lambda **which: cancel(reason="Atsaukts.", **which)], ids=["fulfil", "cancel"])
def test_what_is_over_ends_only_once(promise, end):
    ended = end(kind=KIND, subject=promise.subject, now=NOW)

    assert ended.pk == promise.pk
    assert end(kind=KIND, subject=promise.subject, now=NOW + timedelta(days=1)) is None


def test_a_cancelled_promise_keeps_its_reason_and_is_reminded_of_no_more(promise):
    cancelled = cancel(kind=KIND, subject=promise.subject, reason="Iesniedzējs atsauca.", now=NOW)

    assert (cancelled.cancelled_at, cancelled.cancelled_reason) == (NOW, "Iesniedzējs atsauca.")
    assert (cancelled.is_open, cancelled.next_reminder_at) == (False, None)


def test_handing_over_moves_open_promises_with_the_clock_as_it_stands(promise):
    unit = UnitFactory()

    moved = move(subject=promise.subject, holder=unit, unit=unit)

    promise.refresh_from_db()
    assert moved == 1
    assert (promise.holder, promise.unit) == (unit, unit)
    assert (promise.received_at, promise.due_at) == (riga(2026, 11, 12, 9), riga(2026, 11, 28))


def test_handing_over_leaves_kept_promises_with_who_kept_them(promise):
    fulfil(kind=KIND, subject=promise.subject, now=NOW)

    assert move(subject=promise.subject, holder=UnitFactory(), unit=None) == 0


def test_an_announced_day_that_moves_takes_the_promises_of_all_with_it(promise):
    later = make_promise(received_at=NOW, subject=PersonFactory(), due_on=date(2026, 12, 30))

    people = type(promise.subject).objects.all()
    moved = postpone(kind=KIND, subjects=people, until=date(2026, 12, 11), reason=REASON, by=OfficerFactory(), now=NOW)

    promise.refresh_from_db()
    assert (moved, promise.due_on, promise.extension_reason, promise.first_due_at) == (
        1, date(2026, 12, 11), REASON, riga(2026, 11, 28),
    )  # fmt: skip
    assert promise.next_reminder_at > NOW
    assert not Obligation.objects.get(pk=later.pk).extended_at


def test_an_extension_moves_the_day_and_its_reminders_and_keeps_the_first_day(promise):
    extended = extend(promise)

    assert (extended.due_on, extended.first_due_at) == (date(2026, 12, 11), riga(2026, 11, 28))
    assert (extended.extension_reason, extended.extended_at) == (REASON, NOW)
    assert (extended.next_reminder_step, extended.next_reminder_at) == ("half", riga(2026, 11, 27, 8))


def test_an_extension_is_recorded_with_both_days(promise):
    extend(promise)

    event = Event.objects.get(name="obligations.obligation.extended")
    assert event.data == {"until": "2026-12-11", "first_due": "2026-11-27"}


@pytest.mark.parametrize(
    ("received_at", "latest"),
    [(riga(2026, 11, 12, 9), date(2026, 12, 14)), (riga(2026, 2, 20, 9), date(2026, 6, 25))],
)
def test_the_law_of_the_day_of_receipt_limits_the_extension(db, received_at, latest):
    assert latest_extension(make_promise(received_at=received_at)) == latest


@pytest.mark.parametrize(
    ("asked", "field", "sentence"),
    [
        ({"reason": " " * 40}, "reason", "vismaz 20 rakstzīmes"),
        ({"reason": "Vajag vairāk laika."}, "reason", "vismaz 20 rakstzīmes"),
        ({"until": date(2026, 11, 27)}, "until", "vēlākai par pašreizējo"),
        ({"until": date(2026, 12, 15)}, "until", "14.12.2026."),
    ],
)
def test_an_extension_without_reason_or_beyond_the_law_is_refused(promise, asked, field, sentence):
    with pytest.raises(InvalidInput, match=sentence) as refusal:
        extend(promise, **asked)

    assert refusal.value.field == field
    promise.refresh_from_db()
    assert promise.due_on == date(2026, 11, 27)


def test_the_last_lawful_day_is_granted(promise):
    assert extend(promise, until=date(2026, 12, 14)).due_on == date(2026, 12, 14)


def test_a_term_is_extended_only_once(promise):
    extend(promise, until=date(2026, 12, 1))

    with pytest.raises(StateConflict, match="vienreiz jau ir pagarināts"):
        extend(promise)


def test_a_term_that_has_passed_is_no_longer_moved(promise):
    over = promise.due_at

    with pytest.raises(StateConflict):
        extend(promise, now=over)

    assert extend(promise, now=over - timedelta(microseconds=1)).extension_reason == REASON


def test_what_is_done_is_not_extended(promise):
    fulfil(kind=KIND, subject=promise.subject, now=NOW)

    with pytest.raises(StateConflict, match="jau ir izdarīts"):
        extend(promise)


def test_minutes_of_a_forum_are_not_extended(db):
    with pytest.raises(StateConflict, match="nevar pagarināt"):
        extend(make_promise(kind="participation.forum_minutes", received_at=riga(2026, 11, 12, 9)))
