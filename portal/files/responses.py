from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.http import content_disposition_header

from portal.files.models import File


def private_response(file: File) -> HttpResponse | FileResponse:
    """The file as a download, once the owner's view has decided that the visitor may have it.

    With ``PRIVATE_FILES_INTERNAL_URL`` set the reverse proxy sends the bytes (``X-Accel-Redirect``).
    Raises ``Http404`` while a worker is still making the file, and after erasure.
    """
    if not file.is_ready or file.erased_at or not file.content:
        raise Http404
    if settings.PRIVATE_FILES_INTERNAL_URL:
        response = HttpResponse(content_type=file.content_type)
        response["X-Accel-Redirect"] = settings.PRIVATE_FILES_INTERNAL_URL + quote(file.content.name)
    else:
        response = FileResponse(file.content.open("rb"), content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.original_name)
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, private=True, no_store=True)
    return response


def picture_response(file: File) -> HttpResponse | FileResponse:
    """A picture of a public page, shown in it. Pictures are never rewritten, so a browser may keep it for a day.

    Raises ``Http404`` for what is no picture and after erasure.
    """
    if not file.content_type.startswith("image/"):
        raise Http404
    response = private_response(file)
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "public, max-age=86400"
    return response
