from datetime import timedelta

import pytest

from grants.deadlines.application import closing_calls
from portal.notifications.models import Message
from portal.notifications.reminders import send_due_reminders
from tests.factories.grants import DEADLINE, submitted_application


@pytest.mark.parametrize(
    ("days", "steps"),
    [(14.1, []), (14, ["14-days-before"]), (3.1, ["14-days-before"]), (3, ["3-days-before"]), (0.5, ["1-days-before"]), (0, [])],
)
def test_a_draft_is_reminded_of_at_the_nearest_rung(draft, days, steps):
    assert [due.step for due in closing_calls(DEADLINE - timedelta(days=days))] == steps


def test_each_rung_is_sent_once_to_the_leader(draft, leader):
    for days in (14, 13, 3, 2, 1, 0.1):
        send_due_reminders(DEADLINE - timedelta(days=days))

    sent = Message.objects.filter(key="grants.draft_closing")
    assert sorted(sent.values_list("email", "reminder_step")) == [
        (leader.email, "1-days-before"), (leader.email, "14-days-before"), (leader.email, "3-days-before"),
    ]  # fmt: skip


def test_what_is_handed_in_is_not_reminded_of(call):
    submitted_application(call)

    assert not list(closing_calls(DEADLINE - timedelta(days=1)))
