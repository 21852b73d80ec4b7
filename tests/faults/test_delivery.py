"""Reminders and delivery with real processes, killed at the worst moments."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone
from redis import Redis

from portal.notifications.delivery import deliver_due
from portal.notifications.models import Message
from portal.notifications.reminders import BATCH
from portal.notifications.tasks import deliver_messages, remind
from tests.factories.portal import MessageFactory, MunicipalityFactory, OfficerFactory, PersonFactory, UnitFactory, make_promise
from tests.faults.processes import DELIVER, PATIENCE, WORKER, eventually, kill, nothing_may_be_written, writers_waiting


@pytest.mark.parametrize(("silent_at", "copies"), [("RCPT", 1), ("DATA", 2)], ids=["before the text", "after the text"])
def test_a_delivery_killed_while_the_server_is_silent_is_repeated_with_its_message_id(
    committed, postbox, start, silent_at, copies
):
    MunicipalityFactory()
    message = MessageFactory()
    postbox.silent_at = silent_at
    sender = start(*DELIVER)
    assert postbox.heard.wait(PATIENCE)

    kill(sender)
    postbox.speak()
    eventually(lambda: deliver_due() == 1)

    assert Message.objects.get().state == Message.State.SENT
    assert [letter["Message-ID"] for letter in postbox.letters] == [message.message_id] * copies


def test_a_delivery_killed_between_the_answer_and_the_commit_is_repeated_with_its_message_id(committed, postbox, start):
    MunicipalityFactory()
    message = MessageFactory()

    with nothing_may_be_written():
        sender = start(*DELIVER)
        eventually(writers_waiting)
        kill(sender)
    eventually(lambda: deliver_due() == 1)

    assert Message.objects.get().state == Message.State.SENT
    assert [letter["Message-ID"] for letter in postbox.letters] == [message.message_id] * 2


@pytest.mark.rule("S4-39")
def test_with_two_schedulers_killed_workers_and_a_flushed_broker_each_reminder_is_written_once(
    committed, postbox, start, settings
):
    MunicipalityFactory()
    unit, subject_count = UnitFactory(members=[OfficerFactory()]), BATCH + 5
    today = timezone.now()
    for _ in range(subject_count):
        make_promise(
            holder=unit,
            subject=PersonFactory(),
            kind="communities.commitment_of_municipality",
            received_at=today - timedelta(days=60),
            due_on=timezone.localdate(today + timedelta(days=20)),
        )
    postbox.silent_at = "DATA"

    # Two schedulers ask at once; both workers are in the middle of a batch when the first is killed.
    first, second = start(*WORKER), start(*WORKER)
    with nothing_may_be_written():
        remind.delay()
        eventually(lambda: len(writers_waiting()) == 1)
        remind.delay()
        eventually(lambda: len(writers_waiting()) == 2)
        kill(first)
    # The other writes its batch and begins to deliver; it is killed before the mail server has answered.
    assert postbox.heard.wait(PATIENCE)
    kill(second)
    # The broker forgets everything, the mail server comes back, and two schedulers ask again.
    Redis.from_url(settings.CELERY_BROKER_URL).flushdb()
    postbox.speak()
    start(*WORKER)
    for _scheduler in range(2):
        remind.delay()
        deliver_messages.delay()
    eventually(lambda: Message.objects.filter(state=Message.State.SENT).count() == subject_count)

    written = Message.objects.values_list("reminder_key", "reminder_step", "email")
    assert len(written) == len(set(written)) == subject_count
    heard = Counter(letter["Message-ID"] for letter in postbox.letters)
    assert set(heard) == {message.message_id for message in Message.objects.all()}
    assert sorted(heard.values()) == [1] * (subject_count - 1) + [2]
