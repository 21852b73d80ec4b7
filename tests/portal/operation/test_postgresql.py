"""A pool whose connections are looked at before they are used, and asked only where the server had something to say."""

import select

import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

pytestmark = pytest.mark.usefixtures("committed")
WHO = "SELECT pg_backend_pid()"


@pytest.fixture
def pooled():
    """A pool of one connection of its own."""
    own = connection.copy()
    own.settings_dict["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 1, "timeout": 5}
    own.settings_dict |= {"CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    yield own
    own.close()
    own.close_pool()


@pytest.fixture
def asked(monkeypatch):
    """The connections that the server was asked about."""
    found, check = [], ConnectionPool.check_connection

    def noted(one):
        found.append(one.info.backend_pid)
        check(one)

    monkeypatch.setattr(ConnectionPool, "check_connection", staticmethod(noted))
    return found


def answer(database) -> int:
    """As a request does: takes a connection, asks, gives it back."""
    with database.cursor() as cursor:
        cursor.execute(WHO)
        found = cursor.fetchone()[0]
    database.close()
    return found


def test_a_connection_that_stands_is_used_without_asking(pooled, asked):
    assert answer(pooled) == answer(pooled)
    assert asked == []


def test_nobody_is_given_a_connection_that_the_server_has_ended(pooled, asked):
    before = answer(pooled)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [before])

    assert answer(pooled) != before
    assert asked == [before]


def test_a_connection_that_was_only_told_something_is_kept(pooled, asked):
    before = answer(pooled)
    taken = pooled.pool.getconn()
    taken.execute("LISTEN told")
    pooled.pool.putconn(taken)
    with connection.cursor() as cursor:
        cursor.execute("NOTIFY told")
    assert select.select([taken], [], [], 5)[0], "nothing arrived"

    assert answer(pooled) == before
    assert asked == [before]
