"""Resource centres and their bookings: who may open what."""

from communities.models import Community, ResourceCentre
from communities.queries.booking import LINK
from tests.factories.booking import BookingFactory, OpenCentreFactory
from tests.project.visitors import (
    ADMINISTRATOR,
    COORDINATOR,
    EVERYONE,
    GUESTS,
    LEADER,
    NOBODY,
    OFFICER,
    RESIDENT,
    STAFF,
    Desk,
    Page,
    first,
    only,
    person,
    private,
    public,
)

KEEPS_REGISTRY = only(COORDINATOR, ADMINISTRATOR)
EDITS = only(LEADER) | KEEPS_REGISTRY
SEES_INSIDE = only(LEADER, OFFICER, COORDINATOR, ADMINISTRATOR)


def own_centre(**more: object) -> dict[str, object]:
    """A centre of the community the leader of these tests leads."""
    return {"slug": _own_centre().slug, **more}


def _own_centre() -> ResourceCentre:
    return OpenCentreFactory(community=Community.objects.of_member(person(LEADER)).get())


def own_part() -> dict[str, str]:
    centre = _own_centre()
    return {"slug": centre.community.slug, "centre": centre.slug, "part": "laiki"}


def own_desk() -> dict[str, str]:
    return {"slug": Community.objects.of_member(person(LEADER)).get().slug}


def residents_booking() -> dict[str, int]:
    return {"pk": BookingFactory(centre=_own_centre(), requested_by=person(RESIDENT)).pk}


def neighbours_booking() -> dict[str, int]:
    """Of somebody without an account."""
    return {"pk": BookingFactory(centre=_own_centre()).pk}


def link() -> dict[str, str]:
    return {"token": LINK.token_for(BookingFactory().pk)}


def decision(name: str) -> Page:
    """A step of whoever decides; officers who only read are refused, others see nothing."""
    return Page(name, ((EDITS, 200), (GUESTS, 302), (STAFF, 403), (EVERYONE, 404)), neighbours_booking)


EXAMPLE = first(lambda: ResourceCentre.objects.filter(is_reference=True))
LENT = first(ResourceCentre.objects.taking_bookings)

PAGES = (
    public("communities:centre_point", LENT),
    public("communities:centre_week", LENT),
    public("communities:centre_week", EXAMPLE, opens=NOBODY),
    public("communities:centres_week"),
    public("communities:booking_create", LENT),
    public("communities:booking_create", EXAMPLE, opens=NOBODY),
    public("communities:booking_sent", LENT),
    public("communities:guest_booking", link),
    public("communities:guest_booking", lambda: {"token": "nekas"}, status=410),
    public("communities:guest_booking_cancel", link),
    private("communities:my_bookings"),
    private("communities:booking_detail", residents_booking, opens=only(RESIDENT, LEADER) | STAFF),
    private("communities:booking_confirm", neighbours_booking, status=405),
    decision("communities:booking_refuse"),
    decision("communities:booking_cancel"),
    private("communities:centre_photos", own_centre, opens=EDITS, refusal=403),
    private("communities:centre_photo_remove", lambda: own_centre(pk=1), status=405),
    private("communities:centre_poster", lambda: own_centre(size="a4"), opens=SEES_INSIDE, refusal=403),
    private("communities:desk_bookings", own_desk, opens=only(LEADER)),
    private("communities:desk_centres", own_desk, opens=only(LEADER)),
    private("communities:centre_edit", own_part, opens=only(LEADER)),
)

DESKS = {
    "communities.booking": Desk(STAFF, steps=dict.fromkeys(("apstiprinat", "noraidit", "atcelt"), KEEPS_REGISTRY)),
}
