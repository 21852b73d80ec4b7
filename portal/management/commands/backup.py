from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.operation.archive import back_up
from portal.operation.database import CannotCopy


class Command(BaseCommand):
    """Rows and private files, as they are now, in one file. The portal may keep running."""

    help = "Back up the database and the private files into one tar file with a manifest."

    def add_arguments(self, parser):
        parser.add_argument("target", type=Path, help="The file to write, or a folder to write one into, named by the time.")

    def handle(self, *args, target: Path, **options):
        now = timezone.now()
        if target.is_dir():
            target /= f"portal-{timezone.localtime(now):%Y-%m-%d-%H%M%S}.tar"
        try:
            manifest = back_up(target, now)
        except (CannotCopy, OSError) as error:
            raise CommandError(str(error)) from error
        if manifest.missing:
            self.stderr.write(f"{len(manifest.missing)} files were not in the storage: {', '.join(manifest.missing)}")
        rows = sum(manifest.rows.values())
        self.stdout.write(f"{target}: {rows} rows in {len(manifest.rows)} tables, {len(manifest.sha256) - 1} files.")
