from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from portal.accounts.actions import create_person
from portal.accounts.roles import Role
from portal.errors import DomainError


class Command(BaseCommand):
    """The first administrator of an installation; all others are entered in the admin."""

    help = "Open an administrator's account. The person gets a letter and chooses the password."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name", help='Name and surname, for example "Anna Liepa"')

    def handle(self, *args, email, name, **options):
        try:
            validate_email(email)
            create_person(email=email, name=name, password=None, roles=[Role.ADMINISTRATOR], now=timezone.now())
        except (ValidationError, DomainError) as refusal:
            raise CommandError(" ".join(getattr(refusal, "messages", [str(refusal)]))) from refusal
        self.stdout.write(f"Opened: {email}. The letter with the next step is on its way.")
