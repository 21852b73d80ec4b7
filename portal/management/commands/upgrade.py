import dj_database_url
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from psycopg import sql


class Command(BaseCommand):
    """Brings an installation in step with its code: schema, then the reference data that is missing.

    With ``MIGRATION_DATABASE_URL`` the schema belongs to that role, and the portal's own role (``DATABASE_URL``) may
    read and write rows but neither change tables nor drop the triggers that keep the history.
    """

    help = "Migrate the database and add missing reference data. Safe to run at every start."

    def handle(self, *args, **options):
        if settings.MIGRATION_DATABASE_URL:
            self.as_owner()
        else:
            self.bring_up_to_date()

    def as_owner(self):
        """Borrow the connection for the owner of the schema, then hand the rows to the portal's role."""
        portal = dict(connection.settings_dict)
        connection.close()
        owner = dj_database_url.parse(settings.MIGRATION_DATABASE_URL)
        connection.settings_dict.update(owner, OPTIONS=owner.get("OPTIONS", {}))
        try:
            self.bring_up_to_date()
            self.grant(portal["USER"])
        finally:
            connection.close()
            connection.settings_dict.update(portal)

    def bring_up_to_date(self):
        call_command("migrate", verbosity=0, stdout=self.stdout)
        call_command("loadreference", stdout=self.stdout)

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
