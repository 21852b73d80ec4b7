from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone, translation

from portal.documents.actions import render_document
from portal.documents.models import Document
from portal.management.demo import Demo


class Command(BaseCommand):
    """Loads the demonstration municipality through the portal's own actions, dated relative to today."""

    help = "Load the demo: places are real, events are invented. Refuses outside demo mode (DEMO=true)."

    def add_arguments(self, parser):
        parser.add_argument("--reset", action="store_true", help="Delete everything first and load afresh.")
        parser.add_argument("--password", default="Kopiena-2026", help="The password of all demo accounts.")

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("The demo loads only in demo mode: set DEMO=true. Nothing was changed.")
        if options["reset"]:
            self.empty_tables()
        elif apps.get_model("municipality", "Municipality").objects.exists():
            raise CommandError("There is data already. Use --reset to delete it and load the demo afresh.")
        call_command("loadreference", stdout=self.stdout)
        with translation.override(settings.LANGUAGE_CODE):
            demo = Demo(now=timezone.now(), password=options["password"])
            for config in apps.get_app_configs():
                module = f"{config.name}.management.demo_content"
                if find_spec(f"{config.name}.management") and find_spec(module):
                    import_module(module).load(demo)
            for pk in Document.objects.waiting().values_list("pk", flat=True):
                render_document(pk)
        self.stdout.write(self.style.SUCCESS("Demo loaded."))

    @staticmethod
    def empty_tables():
        """All rows of all apps; the schema and the migrations stay."""
        tables = [
            table for table in connection.introspection.table_names() if table not in ("django_migrations", "django_content_type")
        ]
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE {} RESTART IDENTITY CASCADE".format(", ".join(f'"{table}"' for table in tables)))
            cursor.execute("ALTER SEQUENCE portal_receipt_number RESTART")
        cache.clear()
