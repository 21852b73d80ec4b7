"""Reminders and delivery with real processes, killed at the worst moments."""

import os
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from redis import Redis

from portal.notifications.delivery import deliver_due
from portal.notifications.models import Message
from portal.notifications.reminders import BATCH
from portal.notifications.tasks import deliver_messages, remind
from tests.factories.portal import MessageFactory, MunicipalityFactory, OfficerFactory, PersonFactory, UnitFactory, make_promise

DEADLINE = 120
DELIVER = "import django; django.setup(); from portal.notifications.delivery import deliver_due; deliver_due()"
WORKER = (
    "-m",
    "celery",
    "-A",
    "portal",
    "worker",
    "--pool",
    "solo",
    "--loglevel",
    "ERROR",
    "--without-gossip",
    "--without-mingle",
)


def eventually(is_so) -> None:
    """Wait until it is so."""
    end = time.monotonic() + DEADLINE
    while not is_so():
        assert time.monotonic() < end, "It never came."
        time.sleep(0.05)


@pytest.fixture
def start(postbox, settings):
    """Start a Python process of the portal, one that is killed at the latest with the test."""
    started = []

    def start(*arguments: str) -> subprocess.Popen:
        environment = {**os.environ, "EMAIL_PORT": str(settings.EMAIL_PORT)}
        started.append(
            subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        )
        return started[-1]

    yield start
    postbox.speak()
    for process in started:
        kill(process)


def kill(process: subprocess.Popen) -> None:
    """SIGKILL: the process has no chance to finish anything."""
    process.kill()
    process.wait()


@contextmanager
def nothing_may_be_written():
    """Until the block ends, whoever writes a message waits."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE notifications_message IN SHARE MODE")
        yield


def writers_waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'notifications_message'::regclass")
        return cursor.fetchone()[0]


@pytest.mark.parametrize(("silent_at", "copies"), [("RCPT", 1), ("DATA", 2)], ids=["before the text", "after the text"])
def test_a_delivery_killed_while_the_server_is_silent_is_repeated_with_its_message_id(
    committed, postbox, start, silent_at, copies
):
    MunicipalityFactory()
    message = MessageFactory()
    postbox.silent_at = silent_at
    sender = start("-c", DELIVER)
    assert postbox.heard.wait(DEADLINE)

    kill(sender)
    postbox.speak()
    eventually(lambda: deliver_due() == 1)

    assert Message.objects.get().state == Message.State.SENT
    assert [letter["Message-ID"] for letter in postbox.letters] == [message.message_id] * copies


def test_a_delivery_killed_between_the_answer_and_the_commit_is_repeated_with_its_message_id(committed, postbox, start):
    MunicipalityFactory()
    message = MessageFactory()

    with nothing_may_be_written():
        sender = start("-c", DELIVER)
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
        eventually(lambda: writers_waiting() == 1)
        remind.delay()
        eventually(lambda: writers_waiting() == 2)
        kill(first)
    # The other writes its batch and begins to deliver; it is killed before the mail server has answered.
    assert postbox.heard.wait(DEADLINE)
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
