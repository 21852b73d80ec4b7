"""Processes of the portal that a test starts, holds up and kills."""

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction

PATIENCE = 120
DELIVER = ("-c", "import django; django.setup(); from portal.notifications.delivery import deliver_due; deliver_due()")
WORKER = (
    "-m", "celery", "-A", "portal", "worker", "--pool", "solo", "--loglevel", "ERROR", "--without-gossip", "--without-mingle",
)  # fmt: skip


def eventually(is_so: Callable[[], object]) -> None:
    """Wait until it is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "It never came."
        time.sleep(0.05)


def kill(process: subprocess.Popen) -> None:
    """SIGKILL: the process has no chance to finish anything."""
    process.kill()
    process.wait()


@contextmanager
def nothing_may_be_written() -> Iterator[None]:
    """Until the block ends, whoever writes a message waits."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE notifications_message IN SHARE MODE")
        yield


def writers_waiting() -> list[int]:
    """The database's own numbers of those who wait to write a message; in a copy of this database, in which another test runs,
    the table has the same number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE NOT granted AND relation = 'notifications_message'::regclass AND datname = current_database()"
        )
        return [pid for (pid,) in cursor.fetchall()]


def cut(backends: list[int]) -> None:
    """The database drops these connections, as an administrator or a failing network would."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM unnest(%s) AS pid", [backends])
