"""Checks of what is typed, shared by models, forms and imports."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from communities.enums import CapacitySign, LastingFactor

LATITUDE = (55.6, 58.1)
LONGITUDE = (20.8, 28.3)
"""Latvia lies within these degrees (WGS 84)."""


def validate_latitude(degrees: float) -> None:
    if not LATITUDE[0] <= degrees <= LATITUDE[1]:
        raise ValidationError(_("This latitude is outside Latvia; it lies between 55.6 and 58.1 degrees."))


def validate_longitude(degrees: float) -> None:
    if not LONGITUDE[0] <= degrees <= LONGITUDE[1]:
        raise ValidationError(_("This longitude is outside Latvia; it lies between 20.8 and 28.3 degrees."))


def validate_boundary(geometry) -> None:
    """A GeoJSON Polygon or MultiPolygon inside Latvia. Raises ``ValidationError`` that says what is wrong."""
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "Polygon":
        polygons = [geometry.get("coordinates")]
    elif kind == "MultiPolygon":
        polygons = geometry.get("coordinates")
    else:
        raise ValidationError(_("Give the boundary as a GeoJSON Polygon or MultiPolygon."))
    try:
        rings = [[(float(point[0]), float(point[1])) for point in ring] for polygon in polygons for ring in polygon]
    except (TypeError, ValueError, IndexError):
        raise ValidationError(_("The boundary has points that are no pair of numbers (longitude, latitude).")) from None
    if not rings:
        raise ValidationError(_("The boundary has no points."))
    for ring in rings:
        if len(ring) < 4 or ring[0] != ring[-1]:
            raise ValidationError(_("A boundary ring needs at least four points and must end where it begins."))
        for longitude, latitude in ring:
            if not (LATITUDE[0] <= latitude <= LATITUDE[1] and LONGITUDE[0] <= longitude <= LONGITUDE[1]):
                raise ValidationError(
                    _("A point of the boundary lies outside Latvia (%(longitude)s, %(latitude)s). "
                      "Longitude comes first in GeoJSON.")
                    % {"longitude": longitude, "latitude": latitude}
                )  # fmt: skip


def validate_scores(scores) -> None:
    """Each of the eight signs rated with a whole number from 1 to 5."""
    if not (_are_ratings(scores) and set(scores) == set(CapacitySign.values)):
        raise ValidationError(_("Rate each of the eight signs from 1 to 5."))


def validate_factors(factors) -> None:
    """Any of the ten factors, each rated with a whole number from 1 to 5."""
    if not (_are_ratings(factors) and set(factors) <= set(LastingFactor.values)):
        raise ValidationError(_("Rate from 1 to 5, or leave it out."))


def _are_ratings(ratings) -> bool:
    return isinstance(ratings, dict) and all(type(rating) is int and 1 <= rating <= 5 for rating in ratings.values())
