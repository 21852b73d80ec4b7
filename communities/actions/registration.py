from datetime import datetime

from django.utils.translation import gettext as _

from communities.actions.calendar_file import calendar_file
from communities.enums import EventState, RegistrationState
from communities.models import Event, EventRegistration
from communities.queries.calendar import event_entry
from portal.audit.actions import Guest, action, record
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.notifications.models import Message


@action("communities.registration.received")
def register(
    *, event: Event, name: str, email: str, by, now: datetime, seats: int = 1, needs: str = "", language: str = "lv"
) -> EventRegistration:
    """Somebody wants to come with ``seats`` people in all: a signed-in person at once, a guest (``by`` is a ``Guest``)
    once the link in the letter is opened. Whoever finds no room waits.

    A guest who registers again gets the letter again, so that nobody learns whether somebody else comes. Raises
    ``DeadlinePassed`` once registration is closed, ``StateConflict`` where there is none or the person is registered,
    ``InvalidInput`` for more people than the place holds.
    """
    event = Event.objects.lock(event.pk)
    _check_open(event, now)
    if event.capacity is not None and seats > event.capacity:
        raise InvalidInput(_("There are %(n)s seats in all. Register fewer people.") % {"n": event.capacity}, field="seats")
    is_guest = isinstance(by, Guest)
    registration = event.registrations.standing().filter(email__iexact=email).first()
    if registration and registration.state != RegistrationState.UNCONFIRMED:
        if not is_guest:
            raise StateConflict(_("You are registered for this event already."))
        notify("communities.registration_received", subject=registration, now=now)
        return registration
    registration = registration or EventRegistration(event=event, email=email, state=RegistrationState.UNCONFIRMED)
    registration.name, registration.seats, registration.needs, registration.language = name, seats, needs, language
    registration.registered_at = now
    if not is_guest:
        registration.user = by
    registration.full_clean()
    registration.save()
    record(target=event, seats=seats)
    if is_guest:
        notify("communities.registration_confirm", subject=registration, now=now)
    else:
        _admit(registration, event, now)
    return registration


def _check_open(event: Event, now: datetime) -> None:
    if event.state != EventState.PUBLISHED:
        raise StateConflict(_("Nobody can register for this event."))
    if not event.takes_registrations:
        raise StateConflict(_("For this event nobody needs to register: just come."))
    if now >= event.registration_until:
        raise DeadlinePassed(_("Registration is closed."))


@action("communities.registration.confirmed")
def confirm_registration(*, registration: EventRegistration, by=None, now: datetime) -> EventRegistration:
    """The guest opened the link: now the registration counts, after those confirmed before. Doing it again changes
    nothing. Raises ``StateConflict`` when the event has begun or is called off."""
    event = Event.objects.lock(registration.event_id)
    registration = EventRegistration.objects.lock(registration.pk)
    if registration.state != RegistrationState.UNCONFIRMED:
        return registration
    if event.state != EventState.PUBLISHED or now >= event.starts_at:
        raise StateConflict(_("The event has begun or does not take place, so nobody can register any more."))
    record(target=event, seats=registration.seats)
    _admit(registration, event, now)
    return registration


def _admit(registration: EventRegistration, event: Event, now: datetime) -> None:
    """A place while there is room and nobody waits, else the end of the waiting list. The event is locked."""
    registration.confirmed_at = now
    has_room = _fits(event, registration) and not event.registrations.waiting().exists()
    registration.state = RegistrationState.REGISTERED if has_room else RegistrationState.WAITING
    registration.save(update_fields=["state", "confirmed_at", "updated_at"])
    calendar = calendar_file(event_entry(event), now=now) if has_room else None
    notify("communities.registration_received", subject=registration, now=now, calendar=calendar)


def _fits(event: Event, registration: EventRegistration) -> bool:
    return event.capacity is None or event.registrations.with_place().seats() + registration.seats <= event.capacity


def give_places(event: Event, now: datetime) -> None:
    """Move up those who wait, in the order they came, as long as the next one fits: nobody overtakes. The event is
    locked."""
    for registration in event.registrations.waiting().select_related("event", "user"):
        if not _fits(event, registration):
            break
        registration.state = RegistrationState.REGISTERED
        registration.save(update_fields=["state", "updated_at"])
        notify(
            "communities.registration_moved_up",
            subject=registration,
            now=now,
            calendar=calendar_file(event_entry(event), now=now),
        )


@action("communities.registration.cancelled")
def sign_off(*, registration: EventRegistration, by, now: datetime) -> EventRegistration:
    """Somebody does not come after all; the place goes to the next who waits. Doing it twice changes nothing."""
    event = Event.objects.lock(registration.event_id)
    registration = EventRegistration.objects.lock(registration.pk)
    if registration.state == RegistrationState.CANCELLED:
        return registration
    if now >= event.starts_at:
        raise StateConflict(_("The event has begun, so there is nothing to sign off from."))
    registration.state = RegistrationState.CANCELLED
    registration.save(update_fields=["state", "updated_at"])
    record(target=event, seats=registration.seats)
    if event.state == EventState.PUBLISHED:
        give_places(event, now)
    return registration


@action("communities.registration.unconfirmed_erased")
def erase_unconfirmed_registration(*, registration: EventRegistration, now: datetime) -> None:
    """Nobody opened the link within its term: name and address go, as the letter promised."""
    registration = EventRegistration.objects.lock(registration.pk)
    if registration.state == RegistrationState.UNCONFIRMED:
        record(target=registration.event)
        _erase(registration)


@action("communities.registration.erased")
def erase_registrations(*, event: Event, now: datetime) -> None:
    """The event is over for so long that nobody needs to know who wanted to come; how many came stays."""
    registrations = list(event.registrations.select_for_update(of=("self",)))
    record(target=event, number=len(registrations))
    for registration in registrations:
        _erase(registration)


def _erase(registration: EventRegistration) -> None:
    Message.objects.about(registration).delete()
    registration.delete()
