from datetime import UTC, date, datetime

import pytest

from portal.notifications.models import Message
from portal.notifications.reminders import send_due_reminders
from tests.factories.communities import CommunityFactory
from tests.factories.event import EventFactory
from tests.factories.forums import agree
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S4-17")]
AGREED = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
"""Thirty days later is 1 October."""


def reminded(now) -> list[str]:
    send_due_reminders(now)
    return list(Message.objects.filter(key="notifications.obligation_reminder").values_list("email", flat=True))


@pytest.fixture
def unit(time_machine):
    time_machine.move_to(AGREED, tick=False)
    return UnitFactory(members=[OfficerFactory(email="speciālists@example.lv")], head=OfficerFactory(email="vaditajs@example.lv"))


def test_what_was_only_discussed_goes_to_the_head_of_the_unit_after_thirty_days(unit):
    agree(source=EventFactory(), unit=unit, due_on=None, now=AGREED)

    assert reminded(datetime(2026, 9, 28, 12, 0, tzinfo=UTC)) == []
    assert reminded(datetime(2026, 9, 30, 12, 0, tzinfo=UTC)) == ["speciālists@example.lv"]
    assert reminded(datetime(2026, 10, 2, 12, 0, tzinfo=UTC))[1:] == ["vaditajs@example.lv"]


def test_a_community_is_reminded_before_its_day_and_left_alone_after_it(unit):
    leader = PersonFactory()
    agree(source=EventFactory(), unit=unit, community=CommunityFactory(leader=leader), due_on=date(2026, 9, 25), now=AGREED)

    assert reminded(datetime(2026, 9, 24, 12, 0, tzinfo=UTC)) == [leader.email]
    assert reminded(datetime(2026, 11, 1, 12, 0, tzinfo=UTC)) == [leader.email]
