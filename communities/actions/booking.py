from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from communities.actions.calendar_file import calendar_file
from communities.enums import BookingState
from communities.models import Booking, Community, Equipment, ResourceCentre
from communities.models.booking import CONFIRMATION_TERM, hours_words
from communities.queries.booking import QUARTER, Resource, booking_in_calendar, is_free, nearest_free
from communities.queries.opening import Span, Timetable
from communities.workflow import BOOKING
from portal.audit.actions import Guest, action, record
from portal.audit.erasure import blank_history
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.notifications.models import Message

LONGEST = timedelta(days=1)
NEVER_TWICE = {"booking_room_free", "booking_equipment_free"}
"""The constraints by which the database keeps two bookings apart."""


@action("communities.booking.requested")
def request_booking(
    *,
    centre: ResourceCentre,
    starts_at: datetime,
    ends_at: datetime,
    purpose: str,
    name: str,
    email: str,
    form_token: UUID,
    by,
    now: datetime,
    equipment: Equipment | None = None,
    people: int | None = None,
    crowd_accepted: bool = False,
    community: Community | None = None,
    phone: str = "",
    language: str = "lv",
) -> Booking:
    """Ask for a place, or for a piece of equipment, from ``starts_at`` up to ``ends_at``.

    A signed-in person holds the hours at once; a guest (``by`` is a ``Guest``) once the link in the e-mail is opened.
    The same form sent twice is one booking. Raises ``InvalidInput`` for hours and numbers that cannot be, and
    ``StateConflict``, with the nearest free times, when somebody else has the hours.
    """
    centre = ResourceCentre.objects.lock(centre.pk)
    known = Booking.objects.filter(form_token=form_token).first()
    if known:
        return known
    resource, wanted = Resource(centre, equipment), Span(starts_at, ends_at)
    _check_hours(resource, wanted, now)
    _check_people(resource, people, crowd_accepted)
    if not is_free(resource, wanted, now):
        raise _taken(resource, wanted, now)
    is_guest = isinstance(by, Guest)
    booking = Booking(
        centre=centre,
        equipment=equipment,
        starts_at=starts_at,
        ends_at=ends_at,
        purpose=purpose.strip(),
        people=people,
        community=community,
        requested_by=None if is_guest else by,
        name=name,
        email=email,
        phone=phone,
        language=language,
        form_token=form_token,
        requested_at=now,
        state=BookingState.UNCONFIRMED if is_guest else BookingState.REQUESTED,
    )
    if is_guest:
        booking.save()
        notify("communities.booking_address", subject=booking, now=now)
    else:
        _hold(booking, now)
    record(target=booking, starts_at=starts_at, ends_at=ends_at)
    return booking


@action("communities.booking.address_confirmed")
def confirm_address(*, booking: Booking, by: Guest, now: datetime) -> Booking:
    """The guest opened the link: from now on the hours are held and the community is asked. Doing it again changes
    nothing.

    Raises ``DeadlinePassed`` a day after the form was sent or once the hours have begun, and ``StateConflict``, with the
    nearest free times, when somebody took the hours meanwhile.
    """
    centre = ResourceCentre.objects.lock(booking.centre_id)
    booking = Booking.objects.lock(booking.pk)
    if booking.state in (BookingState.REQUESTED, BookingState.CONFIRMED):
        return booking
    BOOKING.check(booking.state, BookingState.REQUESTED)
    if now >= booking.requested_at + CONFIRMATION_TERM:
        raise DeadlinePassed(_("This link worked for a day. Book again, please."))
    resource = Resource(centre, booking.equipment)
    _check_hours(resource, Span(booking.starts_at, booking.ends_at), now)
    booking.state, booking.requested_at = BookingState.REQUESTED, now
    _hold(booking, now)
    record(target=booking)
    return booking


@action("communities.booking.confirmed")
def confirm_booking(*, booking: Booking, by, now: datetime) -> Booking:
    """The community says yes. Raises ``StateConflict`` once the hours have begun or somebody decided before."""
    return _decide(booking, BookingState.CONFIRMED, "", by, now)


@action("communities.booking.refused")
def refuse_booking(*, booking: Booking, reason: str, by, now: datetime) -> Booking:
    """The community says no and why; the hours are free again."""
    if not reason.strip():
        raise InvalidInput(_("Say why the booking is refused."), field="reason")
    return _decide(booking, BookingState.REFUSED, reason.strip(), by, now)


def _decide(booking: Booking, state: BookingState, reason: str, by, now: datetime) -> Booking:
    booking = Booking.objects.lock(booking.pk)
    BOOKING.check(booking.state_at(now), state)
    booking.state, booking.reason, booking.decided_at, booking.decided_by = state, reason, now, by
    booking.save(update_fields=["state", "reason", "decided_at", "decided_by", "updated_at"])
    record(target=booking)
    _tell(f"communities.booking_{state}", booking, now)
    return booking


@action("communities.booking.cancelled")
def cancel_booking(*, booking: Booking, by, now: datetime, reason: str = "") -> Booking:
    """Whoever booked, or the community with a reason, gives the hours back before they begin.

    ``by`` is a ``Guest`` when the booking was made without an account.
    """
    booking = Booking.objects.lock(booking.pk)
    BOOKING.check(booking.state_at(now), BookingState.CANCELLED)
    if booking.starts_at <= now:
        raise DeadlinePassed(_("The hours have begun, so the booking can no longer be cancelled."))
    is_own = isinstance(by, Guest) or by.pk == booking.requested_by_id
    if not is_own and not reason.strip():
        raise InvalidInput(_("Say why the booking is cancelled."), field="reason")
    was_known = booking.state != BookingState.UNCONFIRMED
    booking.state, booking.reason = BookingState.CANCELLED, reason.strip()
    booking.save(update_fields=["state", "reason", "updated_at"])
    record(target=booking, by_community=not is_own)
    if was_known:
        _tell("communities.booking_cancelled", booking, now)
    return booking


@action("communities.booking.lapsed")
def lapse_booking(*, booking: Booking, now: datetime) -> None:
    """Nobody decided before the hour came: the row says what every page has said since."""
    booking = Booking.objects.lock(booking.pk)
    BOOKING.check(booking.state, BookingState.LAPSED)
    booking.state = BookingState.LAPSED
    booking.save(update_fields=["state", "updated_at"])
    record(target=booking)


@action("communities.booking.erased")
def erase_booking(*, booking: Booking, now: datetime) -> None:
    """A booking nobody confirmed, or one long over, goes with its letters, as the letters promised. Their calendar files,
    which nothing holds any longer, are swept up with other unattached files."""
    booking = Booking.objects.lock(booking.pk)
    record(target=booking)
    Message.objects.about(booking).delete()
    pk = booking.pk
    booking.delete()
    blank_history(Booking, [pk])


def _check_hours(resource: Resource, wanted: Span, now: datetime) -> None:
    """Raises ``InvalidInput`` or ``StateConflict`` for hours at which this cannot be booked by anybody."""
    if not resource.is_bookable:
        raise StateConflict(_("This cannot be booked on the portal. Ask the community."))
    if wanted.ends <= wanted.starts:
        raise InvalidInput(_("The end must be later than the beginning."), field="ends")
    if wanted.starts <= now:
        raise InvalidInput(_("That hour is over already. Choose a later one."), field="starts")
    if wanted.ends - wanted.starts > LONGEST:
        raise InvalidInput(_("One booking lasts at most a day. Book each day by itself."), field="ends")
    for field, moment in (("starts", wanted.starts), ("ends", wanted.ends)):
        if moment.timestamp() % QUARTER.total_seconds():
            raise InvalidInput(_("Choose a full quarter of an hour, for example 10.15."), field=field)
    timetable = Timetable.of(resource.centre)
    if not timetable.is_open(wanted.starts, wanted.ends):
        hours = timetable.hours_on(timezone.localdate(wanted.starts))
        words = ", ".join(f"{opens:%H.%M}–{closes:%H.%M}" for opens, closes in hours) or pgettext("centre", "closed")
        raise InvalidInput(
            _("It is not open at these hours. Opening hours of that day: %(hours)s.") % {"hours": words}, field="starts"
        )


def _check_people(resource: Resource, people: int | None, crowd_accepted: bool) -> None:
    """More people than the place holds are asked about, not refused."""
    holds = resource.centre.capacity
    if resource.equipment or not people or not holds or people <= holds or crowd_accepted:
        return
    raise InvalidInput(
        _("The place holds %(places)s people. If you nevertheless want to come with more, tick the box below.")
        % {"places": holds},
        field="people",
        code="crowd",
    )


def _hold(booking: Booking, now: datetime) -> None:
    """Write the booking on the first piece that the database gives. Requests that lapsed there make room first."""
    resource, wanted = Resource(booking.centre, booking.equipment), Span(booking.starts_at, booking.ends_at)
    overlapping = Booking.objects.holding().within(wanted.starts, wanted.ends)
    for other in overlapping.filter(centre=booking.centre, equipment=booking.equipment):
        if other.state_at(now) == BookingState.LAPSED:
            lapse_booking(booking=other, now=now)
    for booking.item in resource.items:
        try:
            with transaction.atomic():
                booking.save()
        except IntegrityError as error:
            if error.__cause__.diag.constraint_name not in NEVER_TWICE:
                raise
        else:
            _tell("communities.booking_requested", booking, now)
            _tell("communities.booking_to_decide", booking, now)
            return
    raise _taken(resource, wanted, now)


def _taken(resource: Resource, wanted: Span, now: datetime) -> StateConflict:
    free = "; ".join(hours_words(span.starts, span.ends) for span in nearest_free(resource, wanted, now))
    many = resource.equipment and resource.equipment.quantity > 1
    sentence = _("All pieces are taken at these hours.") if many else _("These hours are taken.")
    then = _("Nearest free times: %(times)s.") % {"times": free} if free else _("Nothing is free in the next two weeks.")
    return StateConflict(f"{sentence} {then}", code="taken")


def _tell(key: str, booking: Booking, now: datetime) -> None:
    """A letter with the entry for the reader's calendar."""
    with translation.override(booking.language):
        calendar = calendar_file(booking_in_calendar(booking), now=now)
    notify(key, subject=booking, now=now, calendar=calendar)
