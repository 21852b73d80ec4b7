"""Hours of advice on the shared pages."""

from communities.models import ConsultationSlot
from communities.queries.consultation_slots import bookings_of, hours_of
from portal.ui.panels import Panel, Slot, fill_slot

HOURS_SHOWN = 3


@fill_slot(Slot.MANS, when=lambda user, now: [bookings_of(user, now)])
def my_hours(request, *, now):
    slots = list(bookings_of(request.user, now))
    return [Panel("communities/partials/mans_slots.html", {"slots": slots}, order=45)] if slots else []


@fill_slot(Slot.COMMUNITY)
def ngo_centre(community, *, now):
    """An NGO centre's own page says what it is there for and when it can be asked (S4-148)."""
    if not community.is_ngo_centre:
        return []
    slots = list(hours_of(community, now).filter(booked_at__isnull=True)[:HOURS_SHOWN])
    return [Panel("communities/partials/community_ngo_centre.html", {"community": community, "slots": slots}, order=5)]


@fill_slot(Slot.OWN_DATA)
def own_hours(person):
    rows = ConsultationSlot.objects.filter(booked_by=person)
    return [
        (
            "hours_of_advice",
            [{"about": one.topic, "starts": one.starts_at.isoformat(), "question": one.question} for one in rows],
        )
    ]


@fill_slot(Slot.ERASURE)
def give_back_hours(person, *, check_only: bool, now):
    """Hours to come are free again; of past ones stays that they took place."""
    if not check_only:
        ConsultationSlot.objects.filter(booked_by=person).update(booked_by=None, booked_at=None, booked_for=None, question="")
    return []
