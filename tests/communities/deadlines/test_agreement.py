"""Reminders of agreements: their end, twice, and the yearly look."""

from datetime import date, timedelta

import pytest

from communities.enums import AgreementState
from portal.notifications.models import Message
from portal.notifications.reminders import send_due_reminders
from tests.factories.communities import AgreementFactory, CommunityFactory
from tests.factories.portal import PersonFactory, UnitFactory
from tests.portal.instants import riga

pytestmark = pytest.mark.usefixtures("municipality")
LAST_DAY = date(2027, 6, 30)


def in_force(**details):
    facts = {
        "state": AgreementState.IN_FORCE,
        "signed_on": date(2026, 6, 1),
        "valid_from": date(2026, 6, 1),
        "valid_to": LAST_DAY,
        "reviewed_on": date(2027, 1, 5),
    }
    return AgreementFactory(
        community=CommunityFactory(leader=PersonFactory(email="lidere@example.lv")),
        unit=UnitFactory(email="nodala@example.lv"), **{**facts, **details},
    )  # fmt: skip


def reminded(now) -> list[tuple[str, str]]:
    send_due_reminders(now)
    return sorted(Message.objects.exclude(reminder_key="").values_list("email", "reminder_step"))


def both(step: str) -> list[tuple[str, str]]:
    return [("lidere@example.lv", step), ("nodala@example.lv", step)]


@pytest.mark.parametrize(("days", "steps"), [(61, []), (60, both("60-days-before")), (30, both("30-days-before"))])
def test_both_sides_are_told_sixty_and_thirty_days_before_the_end(days, steps):
    in_force()

    assert reminded(riga(2027, 6, 30) - timedelta(days=days)) == steps


def test_nobody_is_told_twice_of_one_step():
    in_force()

    reminded(riga(2027, 5, 10))

    assert reminded(riga(2027, 5, 11)) == both("60-days-before")


@pytest.mark.parametrize("state", [AgreementState.DRAFT, AgreementState.TERMINATED])
def test_of_an_agreement_that_is_not_in_force_nobody_is_told(state):
    in_force(state=state, ended_on=date(2027, 1, 1), end_reason="Puses vienojās.")

    assert reminded(riga(2027, 6, 1)) == []


@pytest.mark.parametrize(
    ("now", "details", "steps"),
    [
        (riga(2027, 1, 2), {"reviewed_on": None}, both("2027")),
        (riga(2027, 1, 2), {"reviewed_on": date(2026, 12, 30)}, both("2027")),
        (riga(2027, 1, 20), {}, []),
        (riga(2026, 12, 31), {"reviewed_on": None}, []),
    ],
)
def test_both_sides_look_the_agreement_over_each_january(now, details, steps):
    in_force(**details)

    assert reminded(now) == steps
