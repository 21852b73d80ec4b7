"""What communities put on the shared pages: choosing one's area and the map, own communities, search, own data."""

from django.utils.translation import gettext_lazy as _

from communities.models import Agreement, Community, GoodPractice, Membership, Neighbourhood, ResourceCentre
from portal.obligations.models import Obligation
from portal.ui.links import plain_path
from portal.ui.panels import DueItem, Panel, Slot, fill_slot
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.visibility import Visibility

AREA_COOKIE = "apkaime"


@fill_slot(Slot.HOME)
def choose_area(request, *, now):
    """The area the visitor chose before, or the choice; and the map of all."""
    places = list(Neighbourhood.objects.filter(is_active=True).only("name", "slug", "name_sort"))
    chosen = next((place for place in places if place.slug == request.COOKIES.get(AREA_COOKIE)), None)
    return [
        Panel("communities/partials/home_area.html", {"places": places, "chosen": chosen}, order=20),
        Panel("communities/partials/home_map.html", {"places": places}, order=80),
    ]


@fill_slot(Slot.MANS_DUE)
def promises_due(request, *, now):
    """What the person and the person's communities have promised, the most urgent first."""
    holders = [request.user, *Community.objects.of_member(request.user)]
    promises = Obligation.objects.open().held_by(holders).by_urgency()[:20]
    return [
        DueItem(one.label, one.address, one.kind_info.label, obligation=one, order=0 if one.due_at <= now else 20)
        for one in promises
    ]


@fill_slot(Slot.MANS)
def my_communities(request, *, now):
    memberships = (
        Membership.objects.current().filter(user=request.user).select_related("community").order_by("community__name_sort")
    )
    rows = [{"community": one.community, "role": one.get_role_display()} for one in memberships]
    return [Panel("communities/partials/mans_communities.html", {"rows": rows}, order=40)] if rows else []


@fill_slot(Slot.OWN_DATA)
def own_memberships(person):
    rows = Membership.objects.filter(user=person).select_related("community")
    return [
        (
            "memberships",
            [{"community": row.community.name, "role": row.role, "since": row.accepted_at.isoformat()} for row in rows],
        )
    ]


@fill_slot(Slot.ERASURE)
def leave_communities(person, *, check_only: bool, now):
    """A leader hands over first; other memberships end with the account."""
    leading = Membership.objects.leaders().filter(user=person).select_related("community")
    if check_only:
        return [
            _("You lead a community. Hand the leadership over first: %(name)s.") % {"name": one.community.name}
            for one in leading
            if not Membership.objects.leaders().filter(community=one.community).exclude(user=person).exists()
        ]
    for membership in Membership.objects.current().filter(user=person):
        membership.ended_at = max(membership.accepted_at, now)
        membership.save(update_fields=["ended_at", "updated_at"])
    return []


def _neighbourhood_entry(place: Neighbourhood) -> Entry | None:
    if not place.is_active:
        return None
    return Entry(
        "neighbourhood", place.name, plain_path(place), " ".join([*place.places, place.description]),
        neighbourhood_keys=[place.pk],
    )  # fmt: skip


def _community_entry(community: Community) -> Entry:
    public = community.verified_at is not None and community.stage != "identified"
    return Entry(
        "community", community.name, plain_path(community), f"{community.uniting} {community.description}",
        visibility=Visibility.PUBLIC if public else Visibility.STAFF,
        neighbourhood_keys=list(community.neighbourhoods.values_list("pk", flat=True)),
    )  # fmt: skip


def _centre_entry(centre: ResourceCentre) -> Entry | None:
    if not centre.is_active:
        return None
    items = " ".join(item.name for item in centre.equipment.all())
    return Entry("resource_centre", centre.name, plain_path(centre), f"{centre.host} {centre.description} {items}")


def _practice_entry(practice: GoodPractice) -> Entry | None:
    if practice.published_at is None or practice.state != "published":
        return None
    return Entry("good_practice", practice.title, plain_path(practice), f"{practice.challenge} {practice.story}")


def _agreement_entry(agreement: Agreement) -> Entry | None:
    if not Agreement.objects.public().filter(pk=agreement.pk).exists():
        return None
    return Entry("agreement", agreement.title, plain_path(agreement), agreement.summary, happened_on=agreement.signed_on)


register_search(SearchProvider("neighbourhood", _("Neighbourhoods"), Neighbourhood, _neighbourhood_entry))
register_search(SearchProvider("community", _("Communities"), Community, _community_entry))
register_search(SearchProvider("resource_centre", _("Resource centres"), ResourceCentre, _centre_entry))
register_search(SearchProvider("good_practice", _("Good practice"), GoodPractice, _practice_entry))
register_search(SearchProvider("agreement", _("Agreements"), Agreement, _agreement_entry))
