"""What the search finds of this app."""

from django.utils.translation import gettext_lazy as _

from communities.models import Agreement, Community, ExchangeNotice, GoodPractice, Neighbourhood, ResourceCentre
from portal.ui.links import plain_path
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.visibility import Visibility


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


def _notice_entry(notice: ExchangeNotice) -> Entry | None:
    if notice.closed_at:
        return None
    return Entry(
        "notice", notice.title, plain_path(notice), notice.text,
        neighbourhood_keys=list(notice.community.neighbourhoods.values_list("pk", flat=True)),
    )  # fmt: skip


register_search(SearchProvider("neighbourhood", _("Neighbourhoods"), Neighbourhood, _neighbourhood_entry))


register_search(SearchProvider("community", _("Communities"), Community, _community_entry))


register_search(SearchProvider("resource_centre", _("Resource centres"), ResourceCentre, _centre_entry))


register_search(SearchProvider("good_practice", _("Good practice"), GoodPractice, _practice_entry))


register_search(SearchProvider("agreement", _("Agreements"), Agreement, _agreement_entry))


register_search(SearchProvider("notice", _("Offers and needs"), ExchangeNotice, _notice_entry))
