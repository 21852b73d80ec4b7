from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from communities.models import ContactPerson, Neighbourhood
from communities.queries.contact_person import is_last_contact
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify


@action("communities.contact_person.named")
def name_contact_person(*, neighbourhood: Neighbourhood, by, now: datetime, **details: Any) -> ContactPerson:
    """Somebody in the municipality is there for the neighbourhood from today (S4-66)."""
    person = ContactPerson(neighbourhood=neighbourhood, confirmed_on=timezone.localdate(now), **details)
    person.full_clean()
    person.save()
    record(target=neighbourhood, post=person.post)
    return person


@action("communities.contact_person.changed")
def change_contact_person(*, contact: ContactPerson, by, now: datetime, **details: Any) -> ContactPerson:
    """An officer corrects a contact's data; corrected today, they are confirmed today."""
    contact = _lock(contact)
    for name, value in details.items():
        setattr(contact, name, value)
    contact.confirmed_on, contact.correction = timezone.localdate(now), ""
    contact.full_clean()
    contact.save()
    record(target=contact.neighbourhood, post=contact.post, changed=sorted(details))
    return contact


@action("communities.contact_person.released")
def release_contact_person(*, contact: ContactPerson, by, now: datetime) -> ContactPerson:
    """The contact no longer holds the post. The last active one cannot go before another is named (D6)."""
    contact = _lock(contact)
    if not contact.is_active:
        return contact
    if is_last_contact(contact):
        raise StateConflict(_("The neighbourhood would be left without a contact person. Name the next one first."))
    contact.is_active = False
    contact.save(update_fields=["is_active", "updated_at"])
    record(target=contact.neighbourhood, post=contact.post)
    return contact


@action("communities.contact_person.confirmed")
def confirm_contact_person(*, contact: ContactPerson, on: date, by, now: datetime) -> ContactPerson:
    """Post, phone and hours are still correct, as somebody who knows says on the day ``on``."""
    contact = _lock(contact)
    if not contact.is_active:
        raise StateConflict(_("This contact person has been released in the meantime."))
    if on > timezone.localdate(now):
        raise InvalidInput(_("The day of confirmation cannot be in the future."), field="on")
    contact.confirmed_on, contact.correction = max(on, contact.confirmed_on), ""
    contact.save(update_fields=["confirmed_on", "correction", "updated_at"])
    record(target=contact.neighbourhood, post=contact.post)
    return contact


@action("communities.contact_person.correction_reported")
def report_correction(*, contact: ContactPerson, text: str, by, now: datetime) -> ContactPerson:
    """The contact writes what has changed; the coordinators are told, and it stands in their list until corrected."""
    contact = _lock(contact)
    if not contact.is_active:
        raise StateConflict(_("This contact person has been released in the meantime."))
    if not text.strip():
        raise InvalidInput(_("Write what has changed."), field="text")
    contact.correction = text.strip()
    contact.save(update_fields=["correction", "updated_at"])
    record(target=contact.neighbourhood, post=contact.post)
    notify("communities.contact_correction", subject=contact, now=now)
    return contact


def _lock(contact: ContactPerson) -> ContactPerson:
    """The neighbourhood's row first: of two who go at once, one sees that the other is gone."""
    neighbourhood = Neighbourhood.objects.lock(contact.neighbourhood_id)
    contact = ContactPerson.objects.lock(contact.pk)
    contact.neighbourhood = neighbourhood
    return contact
