"""The start page: choosing one's area, and the map of all."""

from itertools import islice

from django.utils.translation import gettext_lazy as _

from communities.lookups import PlaceForm, place_names
from portal.ui.page_cache import tells_apart
from portal.ui.panels import Panel, Slot, fill_slot

AREA_COOKIE = tells_apart("apkaime")
PLACES_SHOWN = 60
"""Neighbourhoods named beside the map: a municipality with fewer sees them all."""


@fill_slot(Slot.HOME_OWN)
def choose_area(request):
    """The area the visitor chose before, or the choice."""
    names = place_names()
    chosen = request.COOKIES.get(AREA_COOKIE, "")
    chosen = chosen if chosen in names else ""
    name = names.get(chosen, "")
    label = _("Choose another one") if chosen else _("Choose your neighbourhood")
    area = {"form": PlaceForm(initial={"apkaime": chosen}, label=label), "chosen": chosen, "name": name}
    return [Panel("communities/partials/home_area.html", area, order=20)]


@fill_slot(Slot.HOME)
def map_of_all(*, now):
    names = place_names()
    listed = {"places": list(islice(names.items(), PLACES_SHOWN)), "has_more": len(names) > PLACES_SHOWN}
    return [Panel("communities/partials/home_map.html", listed, order=80)]
