"""GeoJSON for the maps."""


def neighbourhood_features(neighbourhoods) -> dict:
    """GeoJSON of neighbourhoods for the map: the boundary where there is one, else the point."""
    features = []
    for place in neighbourhoods:
        geometry = place.boundary or {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        features.append(
            {
                "type": "Feature",
                "geometry": geometry,
                "properties": {"name": place.name, "address": place.get_absolute_url(), "note": ", ".join(place.places)},
            }
        )
    return {"type": "FeatureCollection", "features": features}


def centre_features(centres) -> dict:
    """GeoJSON of resource centres."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [centre.longitude, centre.latitude]},
                "properties": {"name": centre.name, "address": centre.get_absolute_url(), "note": centre.host},
            }
            for centre in centres
        ],
    }
