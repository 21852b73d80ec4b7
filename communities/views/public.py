from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from communities.enums import TermKind
from communities.filters import (
    AgreementFilter,
    CommunityFilter,
    GoodPracticeFilter,
    NeighbourhoodFilter,
    ResourceCentreFilter,
)
from communities.models import Agreement, Community, GoodPractice, Neighbourhood, ResourceCentre
from communities.panels import AREA_COOKIE
from communities.queries import centre_features, communities_in, contacts_of, neighbourhood_features
from communities.resources import (
    AgreementResource,
    CommunityResource,
    GoodPracticeResource,
    NeighbourhoodResource,
    ResourceCentreResource,
)
from portal.audit.wording import timeline
from portal.documents.models import Document
from portal.notifications.following import following_of
from portal.ui.lists import ListPage, Sorting
from portal.ui.panels import Slot, gather

YEAR = 365 * 24 * 60 * 60
BY_NAME = Sorting("nosaukums", _("by name"), ("name_sort", "pk"))


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


@method_decorator(login_not_required, name="dispatch")
class CommunityList(ListPage):
    template_name = "communities/community_list.html"
    filterset_class = CommunityFilter
    resource_class = CommunityResource
    sortings = (BY_NAME,)
    export_name = "kopienas"
    empty_text = _("No community is registered yet.")

    def rows(self):
        return Community.objects.public().for_list()


@login_not_required
def community_detail(request, slug):
    community = get_object_or_404(Community.objects.visible_to(request.user).prefetch_related("neighbourhoods"), slug=slug)
    context = {
        "community": community,
        "centres": community.resource_centres.filter(is_active=True),
        "agreements": Agreement.objects.public().filter(community=community),
        "practices": GoodPractice.objects.published().filter(community=community),
        "panels": gather(Slot.COMMUNITY, request, community),
        "entries": timeline(community, public=True),
    }
    return render(request, "communities/community_detail.html", context)


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


@method_decorator(login_not_required, name="dispatch")
class GoodPracticeList(ListPage):
    template_name = "communities/good_practice_list.html"
    filterset_class = GoodPracticeFilter
    resource_class = GoodPracticeResource
    sortings = (Sorting("nosaukums", _("by title"), ("title_sort", "pk")),)
    export_name = "laba-prakse"
    empty_text = _("No card is published yet.")

    def rows(self):
        return GoodPractice.objects.published().for_list()


@login_not_required
def good_practice_detail(request, slug):
    practice = get_object_or_404(GoodPractice.objects.visible_to(request.user).for_list(), slug=slug)
    return render(request, "communities/good_practice_detail.html", {"practice": practice, "kinds": TermKind})


@method_decorator(login_not_required, name="dispatch")
class AgreementList(ListPage):
    template_name = "communities/agreement_list.html"
    filterset_class = AgreementFilter
    resource_class = AgreementResource
    sortings = (Sorting("jaunakie", _("newest first"), ("-valid_from", "-pk")),)
    export_name = "vienosanas"
    empty_text = _("No agreement is public yet.")

    def rows(self):
        return Agreement.objects.public().for_list()


@login_not_required
def agreement_detail(request, slug):
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user).for_list(), slug=slug)
    document = Document.objects.latest_of("communities.agreement", agreement)
    context = {
        "agreement": agreement,
        "document": document,
        "commitments": agreement.commitments.all(),
        "entries": timeline(agreement, public=True),
    }
    return render(request, "communities/agreement_detail.html", context)
