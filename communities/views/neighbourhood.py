from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communities.filters import (
    NeighbourhoodFilter,
)
from communities.models import Neighbourhood, ResourceCentre
from communities.panels.home import AREA_COOKIE
from communities.queries.maps import neighbourhood_features
from communities.queries.neighbourhood import communities_in, contacts_of
from communities.resources import (
    NeighbourhoodResource,
)
from communities.views.sortings import BY_NAME
from portal.notifications.following import following_of
from portal.ui.lists import ListPage
from portal.ui.panels import Slot, gather

YEAR = 365 * 24 * 60 * 60


@method_decorator(login_not_required, name="dispatch")
class NeighbourhoodList(ListPage):
    template_name = "communities/neighbourhood_list.html"
    filterset_class = NeighbourhoodFilter
    resource_class = NeighbourhoodResource
    sortings = (BY_NAME,)
    export_name = "apkaimes"
    empty_text = _("No neighbourhood is entered yet.")

    def rows(self):
        return Neighbourhood.objects.visible_to(self.request.user).for_list()


@login_not_required
def neighbourhood_map(request):
    """The shapes and points of the map, as GeoJSON."""
    places = Neighbourhood.objects.filter(is_active=True).only("name", "slug", "places", "boundary", "latitude", "longitude")
    return JsonResponse(neighbourhood_features(places))


@login_not_required
def neighbourhood_detail(request, slug):
    place = get_object_or_404(Neighbourhood.objects.visible_to(request.user).prefetch_related("priorities"), slug=slug)
    context = {
        "place": place,
        "contacts": contacts_of(place),
        "communities": communities_in(place),
        "centres": ResourceCentre.objects.visible_to(request.user).filter(neighbourhood=place),
        "panels": gather(Slot.NEIGHBOURHOOD, request, place),
        "following": following_of(request.user, place),
    }
    return render(request, "communities/neighbourhood_detail.html", context)


@login_not_required
def choose_area(request):
    """Remember the visitor's neighbourhood in this browser and open its page."""
    place = get_object_or_404(Neighbourhood, slug=request.GET.get("apkaime", ""), is_active=True)
    response = redirect(place)
    response.set_cookie(AREA_COOKIE, place.slug, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return response
