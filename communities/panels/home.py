"""The start page: choosing one's area, and the map of all."""

from communities.models import Neighbourhood
from portal.ui.panels import Panel, Slot, fill_slot

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
