"""The clock passes midnight, New Year and both changes of summer time while two schedulers run."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from celery.schedules import crontab
from django.utils import timezone

from portal.celery import app
from portal.notifications.models import Message
from portal.notifications.reminders import send_due_reminders
from tests.factories.portal import MunicipalityFactory, OfficerFactory, UnitFactory, make_promise
from tests.portal.instants import riga

DAYS = {
    "an ordinary midnight": riga(2026, 11, 24, 22),
    "New Year": riga(2026, 12, 31, 22),
    "summer time begins": riga(2026, 3, 28, 22),
    "summer time ends": riga(2026, 10, 24, 22),
}
HOURS = [timedelta(hours=hours) for hours in range(13)]


@pytest.fixture(params=DAYS.values(), ids=DAYS.keys())
def evening(request) -> datetime:
    """Ten in the evening before, in UTC, so that hours added to it are hours that pass."""
    return request.param.astimezone(UTC)


def test_through_the_night_everything_is_asked_for_at_its_pace(evening, time_machine):
    schedules = {str(one): one for one in (entry["schedule"] for entry in app.conf.beat_schedule.values())}
    crontabs = [one for one in schedules.values() if isinstance(one, crontab)]

    for schedule in crontabs:
        schedule.app, asked = app, [evening]
        while asked[-1] < evening + HOURS[-1]:
            time_machine.move_to(asked[-1], tick=False)
            asked.append(asked[-1] + schedule.remaining_estimate(asked[-1]))
        assert len({after - before for before, after in pairwise(asked[1:])}) == 1, schedule


@pytest.mark.rule("S4-39")
def test_what_falls_due_in_the_night_is_told_once_at_eight_whatever_the_clock_does(db, evening):
    MunicipalityFactory()
    eight = riga(evening.year, evening.month, evening.day, 8) + timedelta(days=1)
    make_promise(
        holder=UnitFactory(members=[OfficerFactory()]),
        kind="communities.commitment_of_municipality",
        received_at=evening - timedelta(days=60),
        due_on=timezone.localdate(eight),
    )
    written = []

    for moment in sorted([*(evening + hours for hours in HOURS), eight - timedelta(seconds=1)]):
        for _scheduler in range(2):
            send_due_reminders(moment)
        steps = Message.objects.order_by("created_at").values_list("reminder_step", flat=True)
        written += [(moment, step) for step in steps[len(written) :]]

    assert written == [(evening, "two-days-before"), (eight, "on-the-day")]
