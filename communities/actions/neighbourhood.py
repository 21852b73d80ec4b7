from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from communities.models import ContactPerson, Neighbourhood
from portal.audit.actions import action, record
from portal.errors import StateConflict
from portal.ui.search import index


@action("communities.neighbourhood.saved")
def save_neighbourhood(*, neighbourhood: Neighbourhood, by, now: datetime) -> Neighbourhood:
    """Write a neighbourhood as an officer typed it, and renew what the search finds."""
    neighbourhood.full_clean()
    neighbourhood.save()
    record(target=neighbourhood)
    index(neighbourhood)
    return neighbourhood


@action("communities.contact_person.named")
def name_contact_person(*, neighbourhood: Neighbourhood, by, now: datetime, **details: Any) -> ContactPerson:
    """Somebody in the municipality is there for the neighbourhood from today (S4-66)."""
    details.setdefault("confirmed_on", now.date())
    person = ContactPerson(neighbourhood=neighbourhood, **details)
    person.full_clean()
    person.save()
    record(target=neighbourhood, post=person.post)
    return person


@action("communities.contact_person.released")
def release_contact_person(*, contact: ContactPerson, by, now: datetime) -> ContactPerson:
    """The contact no longer holds the post. The last active one cannot go before another is named (D6)."""
    Neighbourhood.objects.lock(contact.neighbourhood_id)
    contact = ContactPerson.objects.lock(contact.pk)
    if not contact.is_active:
        return contact
    others = ContactPerson.objects.active().filter(neighbourhood=contact.neighbourhood_id).exclude(pk=contact.pk)
    if not others.exists():
        raise StateConflict(_("The neighbourhood would be left without a contact person. Name the next one first."))
    contact.is_active = False
    contact.save(update_fields=["is_active", "updated_at"])
    record(target=contact.neighbourhood, post=contact.post)
    return contact


@action("communities.contact_person.confirmed")
def confirm_contact_person(*, contact: ContactPerson, on: date, by, now: datetime) -> ContactPerson:
    """Post, phone and hours are still correct."""
    contact = ContactPerson.objects.lock(contact.pk)
    contact.confirmed_on = on
    contact.save(update_fields=["confirmed_on", "updated_at"])
    record(target=contact.neighbourhood, post=contact.post)
    return contact
