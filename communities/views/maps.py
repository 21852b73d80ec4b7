"""What the maps draw. Public and the same for everybody: made once, and kept as it is sent, packed and with its ETag, which
the content tells, not the packing."""

import gzip
import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import conditional_page

from communities.models import Community, Neighbourhood, ResourceCentre
from communities.queries.maps import centre_layer, community_layer, neighbourhood_layer
from portal.ui.page_cache import for_everybody

FRESH_FOR = 60
"""Seconds in which a browser does not ask again."""


def public_map(view: Callable) -> Callable:
    """A view without a visitor: it returns the layers, most important first; layers with nothing in them are left out."""

    @login_not_required
    @conditional_page
    def answer(request, **about):
        etag, packed = for_everybody(f"map.{request.path}", lambda: _packed(view(**about)))
        takes_packed = "gzip" in request.headers.get("Accept-Encoding", "")
        content = packed if takes_packed else gzip.decompress(packed)
        response = HttpResponse(content, content_type="application/json", headers={"ETag": etag})
        if takes_packed:
            response["Content-Encoding"] = "gzip"
        patch_vary_headers(response, ("Accept-Encoding",))
        patch_cache_control(response, max_age=FRESH_FOR)
        return response

    return answer


def _packed(layers: list[dict[str, Any]]) -> tuple[str, bytes]:
    """With the ETag. Latvian letters as themselves, and no spaces: a quarter less to pack, to keep and to send."""
    shown = {"layers": [layer for layer in layers if layer["points"] or layer["shapes"]]}
    content = json.dumps(shown, ensure_ascii=False, separators=(",", ":")).encode()
    return f'W/"{hashlib.blake2b(content, digest_size=16).hexdigest()}"', gzip.compress(content)


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
