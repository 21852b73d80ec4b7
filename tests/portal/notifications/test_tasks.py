from datetime import timedelta

import pytest

from portal.notifications.models import Message
from portal.notifications.tasks import erase_old_messages
from tests.factories.portal import MessageFactory

State = Message.State


def written(now, ago: timedelta, state: str) -> Message:
    message = MessageFactory(state=state, sent_at=now - ago if state == State.SENT else None)
    Message.objects.filter(pk=message.pk).update(created_at=now - ago)
    return message


@pytest.mark.parametrize("state", [State.SENT, State.DIGESTED, State.FAILED])
def test_what_was_sent_a_year_and_a_half_ago_is_erased(db, now, state):
    written(now, timedelta(days=560), state)
    kept = written(now, timedelta(days=530), state)

    erase_old_messages.apply(throw=True)
    erase_old_messages.apply(throw=True)

    assert list(Message.objects.all()) == [kept]


@pytest.mark.parametrize("state", [State.QUEUED, State.COLLECTED])
def test_what_still_waits_is_not_erased(db, now, state):
    waiting = written(now, timedelta(days=560), state)

    erase_old_messages.apply(throw=True)

    assert Message.objects.get() == waiting
