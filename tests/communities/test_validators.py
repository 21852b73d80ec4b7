import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from communities.validators import LATITUDE, LONGITUDE, validate_boundary

SQUARE = [[24.1, 56.8], [24.3, 56.8], [24.3, 56.9], [24.1, 56.8]]
IN_LATVIA = st.tuples(st.floats(*LONGITUDE), st.floats(*LATITUDE)).map(list)


@given(st.lists(IN_LATVIA, min_size=3).map(lambda points: [*points, points[0]]))
def test_a_closed_ring_inside_latvia_is_a_boundary(ring):
    validate_boundary({"type": "Polygon", "coordinates": [ring]})
    validate_boundary({"type": "MultiPolygon", "coordinates": [[ring], [ring]]})


@pytest.mark.parametrize(
    ("geometry", "sentence"),
    [
        (None, "Polygon vai MultiPolygon"),
        ([], "Polygon vai MultiPolygon"),
        ({"type": "Point", "coordinates": [24.1, 56.8]}, "Polygon vai MultiPolygon"),
        ({"type": "Polygon"}, "skaitļu pāris"),
        ({"type": "Polygon", "coordinates": [[["x", "y"]] * 4]}, "skaitļu pāris"),
        ({"type": "Polygon", "coordinates": [[[24.1]] * 4]}, "skaitļu pāris"),
        ({"type": "MultiPolygon", "coordinates": []}, "nav neviena punkta"),
        ({"type": "Polygon", "coordinates": [SQUARE[:3]]}, "vismaz četrus punktus"),
        ({"type": "Polygon", "coordinates": [[*SQUARE[:3], [24.2, 56.85]]]}, "vismaz četrus punktus"),
        ({"type": "Polygon", "coordinates": [[[latitude, longitude] for longitude, latitude in SQUARE]]}, "ārpus Latvijas"),
    ],
)
def test_what_is_no_boundary_is_told_in_a_sentence(geometry, sentence):
    with pytest.raises(ValidationError, match=sentence):
        validate_boundary(geometry)
