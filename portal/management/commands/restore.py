from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from portal.operation.archive import restore
from portal.operation.database import CannotCopy


class Command(BaseCommand):
    """The way back from ``backup``, into an installation that has no tables and no files yet."""

    help = "Restore a backup into an empty database and an empty storage, then bring its schema up to date."

    def add_arguments(self, parser):
        parser.add_argument("source", type=Path, help="The file that `backup` wrote.")

    def handle(self, *args, source: Path, **options):
        try:
            manifest = restore(source)
        except (CannotCopy, OSError) as error:
            raise CommandError(str(error)) from error
        call_command("upgrade", stdout=self.stdout)
        self.stdout.write(
            f"Restored as of {manifest.made_at}: {sum(manifest.rows.values())} rows, {len(manifest.sha256) - 1} files."
        )
