from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from communities.filters import NeighbourhoodFilter
from communities.lookups import PlaceForm, place_names
from communities.models import Neighbourhood
from communities.panels.home import AREA_COOKIE
from communities.queries.maps import centre_layer, neighbourhood_layer
from communities.queries.neighbourhood import contacts_of
from communities.resources import NeighbourhoodResource
from communities.views.maps import public_map
from communities.views.sortings import BY_NAME
from portal.notifications.following import following_of
from portal.ui.links import asked
from portal.ui.lists import ListPage
from portal.ui.panels import Slot, gather_alike

YEAR = 365 * 24 * 60 * 60


@method_decorator(login_not_required, name="dispatch")
class NeighbourhoodList(ListPage):
    template_name = "communities/neighbourhood_list.html"
    filterset_class = NeighbourhoodFilter
    resource_class = NeighbourhoodResource
    sortings = (BY_NAME,)
    columns = ("name", "slug", "places", "is_dense")
    export_name = "apkaimes"
    empty_text = _("No neighbourhood is entered yet.")

    def rows(self):
        return Neighbourhood.objects.visible_to(self.request.user).for_list()


@login_not_required
def neighbourhood_names(request):
    """What a filter offers to choose from; to a browser that asks for a page, the list."""
    if not request.htmx:
        return redirect("communities:neighbourhood_list")
    return HttpResponse(format_html_join("", '<option value="{}">', ((name,) for name in place_names().values())))


@public_map
def neighbourhood_shape(slug):
    """The boundary of one neighbourhood, with the resource centres in it."""
    place = get_object_or_404(Neighbourhood, slug=slug, is_active=True)
    return [
        neighbourhood_layer(Neighbourhood.objects.filter(pk=place.pk)),
        centre_layer(place.resource_centres.filter(is_active=True)),
    ]


@login_not_required
def neighbourhood_detail(request, slug):
    place = get_object_or_404(Neighbourhood.objects.visible_to(request.user).for_page(), slug=slug)
    context = {
        "place": place,
        "parent": place.parent if place.parent and place.parent.is_active else None,
        "contacts": contacts_of(place),
        "panels": gather_alike(Slot.NEIGHBOURHOOD, place, now=request.arrived_at),
        "following": following_of(request.user, place),
    }
    return render(request, "communities/neighbourhood_detail.html", context)


@login_not_required
def choose_area(request):
    """Remember the visitor's neighbourhood in this browser and open its page. Words that are no name of one lead to the
    list of those they stand in."""
    place = PlaceForm(request.GET).place
    if place is None:
        typed = asked(request, "apkaime")
        return redirect(f"{reverse('communities:neighbourhood_list')}?{urlencode({'meklet': typed})}")
    response = redirect(place)
    response.set_cookie(AREA_COOKIE, place.slug, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return response
