from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communities.filters import (
    ResourceCentreFilter,
)
from communities.models import ResourceCentre
from communities.queries.maps import centre_features
from communities.resources import (
    ResourceCentreResource,
)
from communities.views.sortings import BY_NAME
from portal.ui.lists import ListPage


@method_decorator(login_not_required, name="dispatch")
class ResourceCentreList(ListPage):
    template_name = "communities/resource_centre_list.html"
    filterset_class = ResourceCentreFilter
    resource_class = ResourceCentreResource
    sortings = (BY_NAME,)
    export_name = "resursu-centri"
    empty_text = _("No resource centre is entered yet.")

    def rows(self):
        return ResourceCentre.objects.visible_to(self.request.user).for_list()


@login_not_required
def resource_centre_map(request):
    return JsonResponse(centre_features(ResourceCentre.objects.filter(is_active=True)))


@login_not_required
def resource_centre_detail(request, slug):
    centre = get_object_or_404(ResourceCentre.objects.visible_to(request.user).for_list(), slug=slug)
    return render(request, "communities/resource_centre_detail.html", {"centre": centre})
