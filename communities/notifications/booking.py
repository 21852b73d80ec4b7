from django.utils.translation import gettext_lazy as _

from communities.models import Booking
from communities.notifications.contacts import community_contacts
from communities.queries.booking import guest_path
from portal.notifications.kinds import Notification, Recipient, register_notification
from portal.notifications.models import Category
from portal.ui.links import plain_path, plain_reverse


def requester(booking: Booking) -> list[Recipient]:
    if booking.requested_by is None:
        return [Recipient(booking.email, booking.language)]
    return [Recipient.of(booking.requested_by)] if booking.requested_by.is_active else []


class _AboutBooking(Notification):
    """Whoever booked reads it on the booking's own page, the community on its desk."""

    category = Category.SERVICE

    def files(self, subject: Booking, *, calendar=None, **facts):
        return [calendar] if calendar else []

    def link(self, subject: Booking, recipient):
        if subject.requested_by is None and recipient.email == subject.email:
            return guest_path(subject)
        return plain_path(subject)


class _ToRequester(_AboutBooking):
    def recipients(self, subject: Booking, **facts):
        return requester(subject)


class _ToCommunity(_AboutBooking):
    category = Category.ACT

    def recipients(self, subject: Booking, **facts):
        return community_contacts(subject.centre.community)

    def link(self, subject: Booking, recipient):
        return plain_reverse("communities:desk_bookings", subject.centre.community.slug)


class _ToBoth(_AboutBooking):
    def recipients(self, subject: Booking, **facts):
        return [*community_contacts(subject.centre.community), *requester(subject)]


@register_notification
class BookingAddress(_ToRequester):
    """A guest's hours are held once this link is opened."""

    key = "communities.booking_address"
    label = _("Confirm my booking")
    category = Category.ACT


@register_notification
class BookingRequested(_ToRequester):
    key = "communities.booking_requested"
    label = _("My booking is asked for")


@register_notification
class BookingToDecide(_ToCommunity):
    key = "communities.booking_to_decide"
    label = _("Somebody wants to book our centre")


@register_notification
class BookingWaits(_ToCommunity):
    """Written at most twice for one request."""

    key = "communities.booking_waits"
    label = _("A booking of our centre waits for an answer")


@register_notification
class BookingConfirmed(_ToBoth):
    key = "communities.booking_confirmed"
    label = _("A booking is confirmed")


@register_notification
class BookingRefused(_ToBoth):
    key = "communities.booking_refused"
    label = _("A booking is refused")


@register_notification
class BookingCancelled(_ToBoth):
    key = "communities.booking_cancelled"
    label = _("A booking is cancelled")
