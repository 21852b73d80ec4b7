from datetime import timedelta

import pytest

from grants.enums import ApplicationState
from grants.models import Application
from portal.audit.actions import action
from portal.notifications import reminders
from portal.notifications.models import Message
from portal.notifications.reminders import send_due_reminders
from portal.obligations.actions import cancel_obligation, extend_obligation, fulfil_obligation
from portal.ui.visibility import Visibility
from tests.factories.portal import MunicipalityFactory, OfficerFactory, PersonFactory, UnitFactory, make_promise
from tests.portal.instants import riga

RECEIVED = riga(2026, 11, 12, 9)
HALF, OVERDUE = riga(2026, 11, 20, 8), riga(2026, 11, 30, 8)


@pytest.fixture
def _municipality(db):
    MunicipalityFactory()


@pytest.fixture
def unit(_municipality):
    """Anna and Juris answer here, Maija is their head."""
    return UnitFactory(
        email="nodala@example.lv",
        head=OfficerFactory(email="maija@example.lv"),
        members=[OfficerFactory(email="anna@example.lv"), OfficerFactory(email="juris@example.lv", language="en")],
    )


def remind_until(end, *, begin=RECEIVED) -> None:
    """The periodic run, every morning and every evening."""
    moment = begin.replace(hour=8)
    while moment <= end:
        send_due_reminders(moment)
        moment += timedelta(hours=12)


def written() -> list[tuple[str, str]]:
    """What was written so far: step and reader, oldest first."""
    return list(Message.objects.order_by("deliver_after", "email").values_list("reminder_step", "email"))


@pytest.mark.rule("S4-39")
def test_every_officer_of_the_unit_is_reminded_in_the_own_language(unit):
    make_promise(received_at=RECEIVED, holder=unit)

    assert send_due_reminders(HALF - timedelta(seconds=1)) == 0
    assert send_due_reminders(HALF) == 1

    assert written() == [("half", "anna@example.lv"), ("half", "juris@example.lv")]
    assert set(Message.objects.values_list("subject", flat=True)) == {
        "Termiņš 27.11.2026.: Ielas apgaismojums",
        "Due 27/11/2026: Ielas apgaismojums",
    }


@pytest.mark.rule("S4-39")
def test_the_whole_ladder_is_climbed_step_by_step_and_each_step_once(unit):
    make_promise(received_at=RECEIVED, holder=unit)

    remind_until(riga(2026, 12, 15))

    officers, head = ("anna@example.lv", "juris@example.lv"), "maija@example.lv"
    assert written() == [
        *[("half", officer) for officer in officers],
        *[("two-days-before", officer) for officer in officers],
        *[("on-the-day", officer) for officer in officers],
        ("overdue", head),
        ("weekly-1", head),
        ("weekly-2", head),
    ]


def test_of_steps_missed_while_nothing_ran_only_the_latest_is_written(unit):
    make_promise(received_at=RECEIVED, holder=unit)

    send_due_reminders(riga(2026, 12, 10, 3))

    assert written() == [("weekly-1", "maija@example.lv")]


@pytest.mark.parametrize(
    "end",
    [fulfil_obligation, lambda **which: cancel_obligation(reason="Atsaukts.", **which)],
    ids=["fulfilled", "cancelled"],
)
def test_nobody_is_reminded_of_what_is_over(unit, end):
    promise = make_promise(received_at=RECEIVED, holder=unit)
    send_due_reminders(HALF)
    before = written()

    action("tests.promise.ended")(end)(kind=promise.kind, subject=promise.subject, now=HALF)
    remind_until(riga(2026, 12, 15), begin=HALF)

    assert written() == before


def test_an_extension_starts_the_ladder_anew(unit):
    promise = make_promise(received_at=RECEIVED, holder=unit)
    send_due_reminders(HALF)

    extend_obligation(
        obligation=promise,
        until=riga(2026, 12, 11).date(),
        reason="Gaidām ministrijas atzinumu.",
        by=unit.head,
        now=HALF,
    )
    remind_until(riga(2026, 12, 10), begin=HALF)

    steps = [step for step, reader in written() if reader == "anna@example.lv"]
    assert steps == ["half", "half", "two-days-before"]


@pytest.mark.usefixtures("_municipality")
def test_a_unit_without_officers_or_head_is_reminded_at_its_own_address():
    make_promise(received_at=RECEIVED, holder=UnitFactory(email="nodala@example.lv"))

    send_due_reminders(HALF)
    send_due_reminders(OVERDUE)

    assert written() == [("half", "nodala@example.lv"), ("overdue", "nodala@example.lv")]


def test_whoever_left_is_not_written_to_and_holds_up_nobody(unit):
    make_promise(received_at=RECEIVED, holder=PersonFactory(is_active=False))
    make_promise(received_at=RECEIVED, holder=unit)

    remind_until(OVERDUE)

    assert {reader for _step, reader in written()} == {"anna@example.lv", "juris@example.lv", "maija@example.lv"}


@pytest.mark.usefixtures("_municipality")
@pytest.mark.rule("S4-09")
def test_a_resident_is_reminded_of_an_agreed_day_twice_and_never_after_it():
    promise = make_promise(
        kind="communities.commitment_of_community",
        received_at=RECEIVED,
        due_on=riga(2026, 12, 11).date(),
        holder=PersonFactory(email="persona@example.lv"),
    )

    remind_until(promise.due_at + timedelta(days=30))

    assert written() == [("ten-days-before", "persona@example.lv"), ("two-days-before", "persona@example.lv")]


@pytest.mark.rule("D9")
def test_a_reminder_of_something_sensitive_is_marked_so(unit):
    make_promise(received_at=RECEIVED, holder=unit, visibility=Visibility.SENSITIVE)

    send_due_reminders(HALF)

    assert set(Message.objects.values_list("sensitive", flat=True)) == {True}


def test_more_promises_than_fit_one_batch_are_all_reminded_of(unit, monkeypatch):
    monkeypatch.setattr(reminders, "BATCH", 2)
    for _ in range(5):
        make_promise(received_at=RECEIVED, holder=unit)

    assert send_due_reminders(HALF) == 5
    assert Message.objects.count() == 10


def test_a_computed_date_is_reminded_of_once_a_step(demo):
    draft = Application.objects.filter(state=ApplicationState.DRAFT).first()
    deadline = draft.deadline

    remind_until(deadline + timedelta(days=1), begin=deadline - timedelta(days=4))

    steps = (
        Message.objects.filter(reminder_key=f"draft:{draft.pk}").order_by("deliver_after").values_list("reminder_step", "email")
    )
    readers = {email for _step, email in steps}
    assert [step for step, email in steps if email == min(readers)] == ["14-days-before", "3-days-before", "1-days-before"]
    assert len(steps) == 3 * len(readers)
