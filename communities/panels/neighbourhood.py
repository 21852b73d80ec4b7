"""What communities tell on the page of a neighbourhood: who is there, where to meet, who speaks for all."""

from communities.models import Community, Council, Neighbourhood, ResourceCentre
from communities.queries.neighbourhood import with_people
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.NEIGHBOURHOOD)
def people_and_places(place, *, now):
    place = with_people(Neighbourhood.objects.filter(pk=place.pk)).get()
    context = {
        "place": place,
        "communities": [Community(**fields) for fields in place.communities_there],
        "centres": [ResourceCentre(**fields) for fields in place.centres_there],
        "council": next((Council(**fields) for fields in place.councils_there), None),
    }
    return [Panel("communities/partials/neighbourhood_people.html", context, order=40)]
