"""Whom to write to when a promise is held by a unit, a person or a community."""

from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db import models

from portal.municipality.models import Unit
from portal.notifications.kinds import Recipient
from portal.obligations.kinds import Audience
from portal.obligations.models import Obligation
from portal.registry import Registry

HOLDERS: Registry[Callable[[models.Model], list[Recipient]]] = Registry("holders of obligations")
"""Model label to the function that names a holder's readers."""


def unit_contacts(unit: Unit) -> list[Recipient]:
    """The officers of the unit, or its own address when nobody is entered."""
    officers = [Recipient.of(user) for user in unit.members.filter(is_active=True)]
    return officers or [Recipient(unit.email)]


def head_contacts(unit: Unit | None) -> list[Recipient]:
    if unit is None:
        return []
    return [Recipient.of(unit.head)] if unit.head and unit.head.is_active else [Recipient(unit.email)]


def person_contacts(user) -> list[Recipient]:
    return [Recipient.of(user)] if user.is_active else []


def contacts_for(obligation: Obligation, audience: str) -> list[Recipient]:
    """Readers of one step of the ladder."""
    if audience == Audience.HEAD:
        return head_contacts(obligation.unit)
    holder = obligation.holder
    if holder is None:
        return []
    return HOLDERS[holder._meta.label_lower](holder)


HOLDERS.register(Unit._meta.label_lower, unit_contacts)


def register_person_holder() -> None:
    HOLDERS.register(get_user_model()._meta.label_lower, person_contacts)
