"""What the maps draw. Public, the same for everybody, and therefore cached: for five minutes here, by its ETag there.

It is kept as it is sent: packed and with its ETag, which the content tells, not the packing."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.utils.cache import set_response_etag
from django.views.decorators.cache import cache_page
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import conditional_page

from communities.models import Community, Neighbourhood, ResourceCentre
from communities.queries.maps import centre_layer, community_layer, neighbourhood_layer

KEPT_FOR = 5 * 60
COMPACT = {"ensure_ascii": False, "separators": (",", ":")}
"""Latvian letters as themselves, and no spaces: a quarter less to pack, to keep and to send."""


def public_map(view: Callable) -> Callable:
    """A view without a visitor: it returns the layers, most important first; layers with nothing in them are left out."""

    @login_not_required
    @conditional_page
    @cache_page(KEPT_FOR)
    @gzip_page
    def answer(request, **about):
        layers = [layer for layer in view(**about) if layer["points"] or layer["shapes"]]
        response = JsonResponse({"layers": layers}, json_dumps_params=COMPACT)
        return set_response_etag(response)

    return answer


@public_map
def whole_map():
    """Neighbourhoods, the communities in them, and the municipality's own resource centres."""
    return [
        neighbourhood_layer(Neighbourhood.objects.filter(is_active=True)),
        community_layer(Community.objects.public()),
        centre_layer(ResourceCentre.objects.filter(is_active=True, is_reference=False)),
    ]


@public_map
def neighbourhood_map():
    return [neighbourhood_layer(Neighbourhood.objects.filter(is_active=True))]


@public_map
def resource_centre_map():
    """With the examples from elsewhere."""
    return [centre_layer(ResourceCentre.objects.filter(is_active=True))]
