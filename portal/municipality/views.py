from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from portal.files.responses import private_response
from portal.municipality.colour import mix
from portal.municipality.queries import current_municipality


@login_not_required
def colours(request):
    """The municipality's accent as CSS variables: a stylesheet, because pages carry no inline style."""
    accent = current_municipality().accent_colour
    palette = {
        "accent": accent,
        "dark": mix(accent, "#000000", 0.28),
        "soft": mix(accent, "#ffffff", 0.91),
        "line": mix(accent, "#ffffff", 0.7),
    }
    response = render(request, "municipality/colours.css", {"palette": palette}, content_type="text/css")
    patch_cache_control(response, public=True, max_age=300)
    return response


@login_not_required
def arms(request):
    """The coat of arms; public, like the letterhead it stands on."""
    file = current_municipality().arms
    if file is None:
        raise Http404
    response = private_response(file)
    response["Content-Disposition"] = "inline"
    del response["Cache-Control"]
    patch_cache_control(response, public=True, max_age=300)
    return response
