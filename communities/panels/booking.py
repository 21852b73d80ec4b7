"""Bookings on a person's own pages, in the own data and in the erasure."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from communities.enums import MemberRole
from communities.models import Booking, Community
from portal.audit.erasure import blank_history
from portal.db import as_row, from_row
from portal.notifications.models import Message
from portal.ui.links import plain_reverse
from portal.ui.panels import DueItem, Panel, Slot, facts, fill_slot

DECIDING = (MemberRole.LEADER, MemberRole.TREASURER, MemberRole.EDITOR)


def _to_decide(user, now):
    own = Community.objects.filter(memberships__in=user.memberships.current().filter(role__in=DECIDING))
    waiting = Booking.objects.waiting(now).filter(centre__community__in=own).order_by("starts_at")
    return [facts(waiting, slug="centre__community__slug", name="centre__community__name", at="starts_at")]


@fill_slot(Slot.MANS_DUE, rows=_to_decide)
def bookings_to_decide(request, *, rows, now):
    """One line for each of the person's communities that has been asked and has not answered."""
    asked: dict[str, list] = {}
    for one in rows:
        asked.setdefault(one["slug"], []).append(one)
    return [
        DueItem(
            ngettext("%(n)s booking waits for an answer", "%(n)s bookings wait for an answer", len(found)) % {"n": len(found)},
            plain_reverse("communities:desk_bookings", slug),
            found[0]["name"],
            until=found[0]["at"],
            order=10,
        )
        for slug, found in asked.items()
    ]


def _longest_waiting(community, now):
    waiting = Booking.objects.waiting(now).filter(centre__community=community).order_by("requested_at")[:3]
    shown = ("id", "purpose", "name", "people", "starts_at", "ends_at", "state", "centre__name", "equipment__name")
    return [facts(waiting, booking=as_row(Booking, *shown))]


@fill_slot(Slot.COMMUNITY_DESK, rows=_longest_waiting)
def bookings_of_desk(request, community, *, rows, now):
    """The requests that have waited longest, as long as there are any."""
    bookings = [from_row(Booking, one["booking"]) for one in rows]
    context = {"bookings": bookings, "community": community}
    return [Panel("communities/partials/desk_bookings.html", context, order=10)] if bookings else []


@fill_slot(Slot.MANS, when=lambda user, now: [Booking.objects.filter(requested_by=user, ends_at__gt=now)])
def my_bookings(request, *, now):
    ahead = Booking.objects.filter(requested_by=request.user, ends_at__gt=now).for_list().order_by("starts_at")[:5]
    return [Panel("communities/partials/mans_bookings.html", {"bookings": ahead}, order=45)] if ahead else []


@fill_slot(Slot.OWN_DATA)
def own_bookings(person):
    rows = Booking.objects.filter(requested_by=person).select_related("centre", "equipment")
    return [
        (
            "bookings",
            [
                {
                    "centre": row.centre.name,
                    "equipment": row.equipment.name if row.equipment else "",
                    "from": row.starts_at.isoformat(),
                    "to": row.ends_at.isoformat(),
                    "purpose": row.purpose,
                    "phone": row.phone,
                    "state": row.state,
                }
                for row in rows
            ],
        )
    ]


@fill_slot(Slot.ERASURE)
def forget_bookings(person, *, check_only: bool, now):
    """Bookings still to come must be cancelled first, so that nobody waits in vain; those that are over are erased."""
    own = Booking.objects.filter(requested_by=person)
    if check_only:
        ahead = own.taking(now).filter(ends_at__gt=now)
        return [_("You have booked hours that are still to come. Cancel first: %(when)s.") % {"when": one.when} for one in ahead]
    pks = list(own.values_list("pk", flat=True))
    for booking in own:
        Message.objects.about(booking).delete()
    own.delete()
    blank_history(Booking, pks)
    return []
