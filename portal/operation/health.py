import dataclasses

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable


@dataclasses.dataclass
class Schema(HealthCheck):
    """Every migration of this version is in the database. More than those, from a newer version, do no harm."""

    def run(self) -> None:
        try:
            with connection.temporary_connection():
                executor = MigrationExecutor(connection)
                missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
        except Error as error:
            raise ServiceUnavailable("The migrations cannot be read.") from error
        if missing:
            raise ServiceUnavailable(f"Run `manage.py upgrade`: {len(missing)} migrations are missing.")
