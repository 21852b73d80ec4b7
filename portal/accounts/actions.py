from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.accounts.roles import Role, is_staff_role
from portal.audit.actions import action, record
from portal.audit.erasure import blank_person
from portal.errors import DomainError, InvalidInput
from portal.notifications.actions import notify
from portal.ui.panels import Slot, gather


@action("accounts.user.created")
def create_person(
    *, email: str, name: str, password: str | None, roles: list[str], by=None, now: datetime | None = None,
    language: str = settings.LANGUAGE_CODE, is_demo: bool = False,
) -> User:  # fmt: skip
    """Open an account for somebody: staff from the admin, demo people from the demo loader. Without a password the
    person gets a letter and chooses one.

    Raises ``DomainError`` for a demo account outside demo mode, ``InvalidInput`` for an address that has an account.
    """
    if is_demo and not settings.DEMO:
        raise DomainError(_("Demo accounts exist only in demo mode (DEMO=true)."), code="demo")
    if User.objects.filter(email__iexact=email).exists():
        raise InvalidInput(_("There is an account with this e-mail address already."), field="email")
    person = User(email=email.lower(), name=name, language=language, is_demo=is_demo)
    if now:
        person.date_joined = now
    _set_roles(person, roles)
    if password:
        person.set_password(password)
    else:
        person.set_unusable_password()
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    record(target=person, roles=person.roles)
    if not password:
        notify("accounts.account_opened", subject=person, now=now)
    return person


def _set_roles(person: User, roles: list[str]) -> None:
    person.roles = sorted({Role(role).value for role in roles})
    person.is_staff = any(is_staff_role(role) for role in person.roles)


@action("accounts.user.roles_granted")
def grant_roles(*, person: User, roles: list[str], by: User, now: datetime | None = None) -> User:
    """Set what a person may do. Nobody takes the administrator's role from the last administrator."""
    # All of them are locked, so that two cannot dismiss each other at the same moment.
    administrators = list(User.objects.administrators().select_for_update(of=("self",)).order_by("pk"))
    person = User.objects.lock(person.pk)
    before = list(person.roles)
    if administrators == [person] and Role.ADMINISTRATOR not in roles:
        raise DomainError(_("This is the last system administrator. Give the role to somebody else first."))
    _set_roles(person, roles)
    person.save(update_fields=["roles", "is_staff"])
    record(target=person, before=before, after=person.roles)
    return person


@action("accounts.user.profile_changed")
def change_profile(*, person: User, name: str, language: str, phone: str, by: User) -> User:
    """What people may change about themselves; the e-mail address changes by confirming the new one."""
    person = User.objects.lock(person.pk)
    person.name, person.language, person.phone = name, language, phone
    person.save(update_fields=["name", "language", "phone"])
    record(target=person)
    return person


@action("accounts.user.data_exported")
def export_own_data(*, person: User, by: User, now: datetime) -> dict[str, Any]:
    """Everything the portal holds about a person, as plain values for JSON; every app adds its own part."""
    record(target=person)
    parts = dict(gather(Slot.OWN_DATA, person))
    return {"exported_at": now.isoformat(), "person": person.email, **parts}


@action("accounts.user.erased")
def erase_person(*, person: User, by: User | None, now: datetime) -> None:
    """Blank everything personal about somebody and close the account; sums and official history stay.

    Raises ``DomainError`` while an app still needs the person (the last leader of a community, the last
    administrator), with the sentence that says what to do first. Every session ends.
    """
    # Not the key: whoever holds a community's row may still name this person, and is waited for below.
    person = User.objects.select_for_update(of=("self",), no_key=True).get(pk=person.pk)
    if Role.ADMINISTRATOR in person.roles:
        raise DomainError(_("A system administrator's account cannot be erased. Hand the role over first."))
    refusals = [reason for reason in gather(Slot.ERASURE, person, check_only=True, now=now) if reason]
    if refusals:
        raise DomainError(" ".join(str(reason) for reason in refusals))
    gather(Slot.ERASURE, person, check_only=False, now=now)
    for session in UserSession.objects.filter(user=person):
        session.end()
    EmailAddress.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    for copy in (person, by) if by and by.pk == person.pk else (person,):
        copy.email = f"dzests-{person.pk}@invalid.example"
        copy.name = copy.phone = ""
    person.roles = []
    person.is_staff = person.is_active = False
    person.erased_at = now
    person.set_unusable_password()
    person.save()
    blank_person(person)
    record(target=person)
