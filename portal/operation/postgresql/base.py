"""Django finds an engine by this module's name (ADR 17)."""

import select

from django.db.backends.postgresql import base
from psycopg import Connection, OperationalError
from psycopg_pool import ConnectionPool


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's; to be used with CONN_HEALTH_CHECKS off where there is a pool, which would ask as well."""

    def get_new_connection(self, conn_params):
        """Of the pool, the first that stands. Raises ``OperationalError`` where the pool has none to give in time."""
        while True:
            connection = super().get_new_connection(conn_params)
            if not self.pool or _stands(connection):
                return connection
            self.pool.putconn(connection)


def _stands(connection: Connection) -> bool:
    """A server that goes, or puts us out, closes its end: something can be read although nothing was asked. Only then it is
    asked, and the connection is given up if it does not answer."""
    try:
        arrived = select.poll()
        arrived.register(connection.fileno(), select.POLLIN)
        if arrived.poll(0):
            ConnectionPool.check_connection(connection)
    except OperationalError:
        return False
    return True
