from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communities.filters import (
    ResourceCentreFilter,
)
from communities.models import Neighbourhood, ResourceCentre
from communities.queries.maps import centre_layer, neighbourhood_layer
from communities.queries.neighbourhood import contacts_of
from communities.queries.opening import opening_of
from communities.resources import (
    ResourceCentreResource,
)
from communities.views.desk import SEES_INSIDE
from communities.views.maps import public_map
from communities.views.sortings import BY_NAME
from portal.ui.lists import ListPage


@method_decorator(login_not_required, name="dispatch")
class ResourceCentreList(ListPage):
    template_name = "communities/resource_centre_list.html"
    filterset_class = ResourceCentreFilter
    resource_class = ResourceCentreResource
    sortings = (BY_NAME,)
    columns = (
        "name", "slug", "description", "host", "setting", "is_reference", "municipality_name", "community__name",
    )  # fmt: skip
    export_name = "resursu-centri"
    empty_text = _("No resource centre is entered yet.")

    def rows(self):
        return ResourceCentre.objects.visible_to(self.request.user).for_list()

    def lines(self, rows):
        return [(centre, opening_of(centre, self.request.arrived_at)) for centre in rows]


@login_not_required
def resource_centre_detail(request, slug):
    centres = ResourceCentre.objects.visible_to(request.user).for_list().select_related("resilience")
    centre = get_object_or_404(centres.prefetch_related("photos"), slug=slug)
    sees_inside = request.user.has_perm("communities.see_inside_centre", centre)
    context = {
        "centre": centre,
        "opening": opening_of(centre, request.arrived_at),
        "takes_bookings": ResourceCentre.objects.taking_bookings().filter(pk=centre.pk).exists(),
        "contacts": contacts_of(centre.neighbourhood) if centre.neighbourhood else [],
        "sheet": getattr(centre, "resilience", None) if sees_inside else None,
        "sees_inside": sees_inside,
        "may_edit": request.user.has_perm("communities.edit_centre", centre),
        "is_member": request.user.has_perm(SEES_INSIDE, centre.community),
    }
    return render(request, "communities/resource_centre_detail.html", context)


@public_map
def centre_point(slug):
    """Where the centre stands among the neighbourhoods, for the map of its page."""
    centre = ResourceCentre.objects.filter(is_active=True, slug=slug)
    return [centre_layer(centre), neighbourhood_layer(Neighbourhood.objects.filter(is_active=True))]
