from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone
from psycopg import sql

from portal.obligations.official_days import keep_official_years
from portal.operation.database import as_owner

LONGEST_WAIT = "10s"


class Command(BaseCommand):
    """Brings an installation in step with its code: schema, then the reference data that is missing.

    With ``MIGRATION_DATABASE_URL`` the schema belongs to that role, and the portal's own role (``DATABASE_URL``) may
    read and write rows but neither change tables nor drop the triggers that keep the history. The days off of these years are
    put into the cache.
    """

    help = "Migrate the database and add missing reference data. Safe to run at every start."

    def handle(self, *args, **options):
        with as_owner() as portal, self.patience():
            call_command("migrate", verbosity=0, stdout=self.stdout)
            call_command("loadreference", stdout=self.stdout)
            if settings.MIGRATION_DATABASE_URL:
                self.grant(portal)
        keep_official_years(timezone.localdate())

    @contextmanager
    def patience(self):
        """Whoever waits for a table's lock makes all others wait behind; better to give up and be started again."""
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{LONGEST_WAIT}'")
        yield
        with connection.cursor() as cursor:
            cursor.execute("RESET lock_timeout")

    @staticmethod
    def grant(role: str) -> None:
        with connection.cursor() as cursor:
            for statement in (
                "GRANT USAGE ON SCHEMA public TO {}",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
                "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}",
                "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {}",
            ):
                cursor.execute(sql.SQL(statement).format(sql.Identifier(role)))
