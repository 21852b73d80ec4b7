"""Layers of the maps, compact: thousands of points travel as bare rows, which ``static/js/map.js`` turns into markers.

A layer is ``{kind, name, path, points, shapes}``: a point is ``[latitude, longitude, name, slug, note]``, a shape
``[GeoJSON geometry, name, slug, note]``; ``path`` and the slug together are the address of its page.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from communities.models import Community, Neighbourhood, ResourceCentre

PLACES = 5
"""Digits after the point: about a metre."""


def neighbourhood_layer(neighbourhoods: QuerySet[Neighbourhood]) -> dict[str, Any]:
    """The boundary where there is one, else the point."""
    rows = neighbourhoods.values_list("boundary", "latitude", "longitude", "name", "slug", "places")
    points, shapes = [], []
    for boundary, latitude, longitude, name, slug, places in rows:
        words = [name, slug, ", ".join(places)]
        if boundary:
            shapes.append([_rounded(boundary), *words])
        else:
            points.append([*_point(latitude, longitude), *words])
    return _layer("neighbourhood", _("Neighbourhoods"), "communities:neighbourhood_list", points, shapes)


def community_layer(communities: QuerySet[Community]) -> dict[str, Any]:
    """A community stands where the first of its neighbourhoods does."""
    rows = (
        communities.filter(neighbourhoods__isnull=False)
        .order_by("pk", "neighbourhoods")
        .distinct("pk")
        .values_list("neighbourhoods__latitude", "neighbourhoods__longitude", "name", "slug")
    )
    points = [[*_point(latitude, longitude), name, slug] for latitude, longitude, name, slug in rows]
    return _layer("community", _("Communities"), "communities:community_list", points)


def centre_layer(centres: QuerySet[ResourceCentre]) -> dict[str, Any]:
    rows = centres.values_list("latitude", "longitude", "name", "slug", "host")
    points = [[*_point(latitude, longitude), name, slug, host] for latitude, longitude, name, slug, host in rows]
    return _layer("centre", _("Resource centres"), "communities:resource_centre_list", points)


def _layer(kind: str, name: str, url_name: str, points: list, shapes: Iterable = ()) -> dict[str, Any]:
    return {"kind": kind, "name": name, "path": reverse(url_name), "points": points, "shapes": list(shapes)}


def _point(latitude: float, longitude: float) -> tuple[float, float]:
    return round(latitude, PLACES), round(longitude, PLACES)


def _rounded(geometry: Any) -> Any:
    """The same GeoJSON with shorter numbers."""
    if isinstance(geometry, dict):
        return {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}
    if isinstance(geometry, list):
        return [_rounded(one) for one in geometry]
    return round(geometry, PLACES)
