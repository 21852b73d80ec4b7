from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.accounts.retention import let_go
from portal.audit.wording import describe


class Command(BaseCommand):
    """Shows how many official records are over their term, and with ``--apply`` lets them go: words, accounts and files
    about people are blanked, numbers, sums and decisions stay."""

    help = "Count the official records whose term is over; let them go with --apply."

    def add_arguments(self, parser):
        parser.add_argument("--apply", action="store_true", help="let them go, at most 200 of each kind in one run")

    def handle(self, *args, **options):
        found = let_go(now=timezone.now(), apply=options["apply"])
        for name, number in found.items():
            self.stdout.write(f"{number:6}  {describe(name)} ({name})")
        if not options["apply"]:
            self.stdout.write("Nothing was changed. Add --apply to let them go.")
