from datetime import datetime

from django.utils.translation import gettext as _

from communities.actions.calendar_file import calendar_file
from communities.enums import RegistrationState
from participation.enums import ForumState
from participation.models import Forum, ForumRegistration
from participation.queries.forum import forum_entry
from portal.audit.actions import Guest, action, record
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.notifications.models import Message


@action("participation.registration.received")
def register(
    *, forum: Forum, name: str, email: str, by, now: datetime, seats: int = 1, needs: str = "", language: str = "lv"
) -> ForumRegistration:
    """Somebody wants to come with ``seats`` people in all: a signed-in person at once, a guest (``by`` is a ``Guest``)
    once the link in the letter is opened. Whoever finds no room waits.

    A guest who registers again gets the letter again, so that nobody learns who else comes. Raises ``DeadlinePassed``
    once the forum has begun, ``StateConflict`` where nobody registers or the person is registered, ``InvalidInput`` for
    more people than there are places.
    """
    forum = Forum.objects.lock(forum.pk)
    if forum.state != ForumState.PLANNED or not forum.takes_registrations:
        raise StateConflict(_("Nobody needs to register for this forum."))
    if now >= forum.held_at:
        raise DeadlinePassed(_("The forum has begun, so nobody can register any more."))
    if forum.capacity is not None and seats > forum.capacity:
        raise InvalidInput(_("There are %(n)s seats in all. Register fewer people.") % {"n": forum.capacity}, field="seats")
    registration = forum.registrations.standing().filter(email__iexact=email).first() or ForumRegistration(
        forum=forum, email=email
    )
    is_guest = isinstance(by, Guest)
    if registration.state != RegistrationState.UNCONFIRMED:
        if not is_guest:
            raise StateConflict(_("You are registered for this forum already."))
        notify("participation.registration_received", subject=registration, now=now)
        return registration
    registration.name, registration.seats, registration.needs, registration.language = name, seats, needs, language
    registration.registered_at, registration.user = now, None if is_guest else by
    registration.full_clean()
    registration.save()
    record(target=forum, seats=seats)
    if is_guest:
        notify("participation.registration_confirm", subject=registration, now=now)
    else:
        _admit(registration, forum, now)
    return registration


@action("participation.registration.confirmed")
def confirm_registration(*, registration: ForumRegistration, by=None, now: datetime) -> ForumRegistration:
    """The guest opened the link: now the registration counts, after those confirmed before. Doing it again changes
    nothing. Raises ``StateConflict`` when the forum has begun or is cancelled."""
    forum = Forum.objects.lock(registration.forum_id)
    registration = ForumRegistration.objects.lock(registration.pk)
    if registration.state != RegistrationState.UNCONFIRMED:
        return registration
    if not forum.takes_registration_at(now):
        raise StateConflict(_("The forum has begun or does not take place, so nobody can register any more."))
    record(target=forum, seats=registration.seats)
    _admit(registration, forum, now)
    return registration


def _admit(registration: ForumRegistration, forum: Forum, now: datetime) -> None:
    """A place while there is room and nobody waits, else the end of the waiting list. The forum is locked."""
    registration.confirmed_at = now
    has_room = _fits(forum, registration) and not forum.registrations.waiting().exists()
    registration.state = RegistrationState.REGISTERED if has_room else RegistrationState.WAITING
    registration.save(update_fields=["state", "confirmed_at", "updated_at"])
    calendar = calendar_file(forum_entry(forum), now=now) if has_room else None
    notify("participation.registration_received", subject=registration, now=now, calendar=calendar)


def _fits(forum: Forum, registration: ForumRegistration) -> bool:
    return forum.capacity is None or forum.registrations.with_place().seats() + registration.seats <= forum.capacity


@action("participation.registration.cancelled")
def sign_off(*, registration: ForumRegistration, by, now: datetime) -> ForumRegistration:
    """Somebody does not come after all; the place goes to the next who waits. Doing it twice changes nothing."""
    forum = Forum.objects.lock(registration.forum_id)
    registration = ForumRegistration.objects.lock(registration.pk)
    if registration.state == RegistrationState.CANCELLED:
        return registration
    if now >= forum.held_at:
        raise StateConflict(_("The forum has begun, so there is nothing to sign off from."))
    registration.state = RegistrationState.CANCELLED
    registration.save(update_fields=["state", "updated_at"])
    record(target=forum, seats=registration.seats)
    if forum.state == ForumState.PLANNED:
        give_places(forum, now)
    return registration


def give_places(forum: Forum, now: datetime) -> None:
    """Move up those who wait, in the order they came, as long as the next one fits: nobody overtakes. The forum is
    locked."""
    for registration in forum.registrations.waiting().select_related("forum", "user"):
        if not _fits(forum, registration):
            break
        registration.state = RegistrationState.REGISTERED
        registration.save(update_fields=["state", "updated_at"])
        calendar = calendar_file(forum_entry(forum), now=now)
        notify("participation.registration_moved_up", subject=registration, now=now, calendar=calendar)


@action("participation.registration.erased")
def erase_registration(*, registration: ForumRegistration, now: datetime) -> None:
    """Nobody opened the link within its term, or the forum is over for so long that nobody needs to know who wanted to
    come: name, address and letters go; how many came stays."""
    record(target=registration.forum)
    Message.objects.about(registration).delete()
    registration.delete()
