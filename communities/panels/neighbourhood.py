"""What communities tell on the page of a neighbourhood: who is there, where to meet, who speaks for all."""

from communities.models import ResourceCentre
from communities.queries.council import council_of
from communities.queries.neighbourhood import communities_in
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.NEIGHBOURHOOD)
def people_and_places(request, place):
    context = {
        "place": place,
        "communities": communities_in(place),
        "centres": list(ResourceCentre.objects.visible_to(request.user).filter(neighbourhood=place)),
        "council": council_of(place),
    }
    return [Panel("communities/partials/neighbourhood_people.html", context, order=40)]
