from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.errors import DomainError
from portal.municipality.actions import enter_municipality


class Command(BaseCommand):
    """The first row of an installation: every page and letter is headed with it."""

    help = "Enter the municipality this installation serves. The rest of its record is filled in in the admin."

    def add_arguments(self, parser):
        parser.add_argument("name", help='As in a letterhead, for example "Ķekavas novada pašvaldība"')
        parser.add_argument("registration_number")
        parser.add_argument("email", help="Where answers to letters go")

    def handle(self, *args, name, registration_number, email, **options):
        try:
            enter_municipality(name=name, registration_number=registration_number, email=email, now=timezone.now())
        except (ValidationError, DomainError) as refusal:
            raise CommandError(" ".join(getattr(refusal, "messages", [str(refusal)]))) from refusal
        self.stdout.write(f"Entered: {name}. Its address, signatory and arms are filled in in the admin.")
