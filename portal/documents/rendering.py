"""From a subject to HTML and from HTML to a tagged, accessible PDF. The only place that imports WeasyPrint."""

import atexit
import mimetypes
import threading
import time
from pathlib import Path
from urllib.parse import unquote, urlparse

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from portal.documents.models import Document
from portal.municipality.queries import current_municipality

DOCUMENT_LANGUAGE = "lv"
"""Official documents are in the state language (Official Language Law, section 8)."""

STATIC_SCHEME = "static"
FONTS_KEPT = 24 * 60 * 60
"""Seconds."""


def render_body(document: Document) -> str:
    """The document's own part, as HTML: what the page shows, the PDF prints and tests read."""
    kind = document.kind_info
    subject = document.subject
    with translation.override(DOCUMENT_LANGUAGE):
        return render_to_string(
            kind.template,
            {
                "document": document,
                "subject": subject,
                "municipality": current_municipality(),
                **kind.context(subject),
            },
        )


def render_pdf(document: Document, body: str) -> bytes:
    """The document on paper, with bookmarks, embedded fonts and its language."""
    with translation.override(DOCUMENT_LANGUAGE):
        page = render_to_string(
            "documents/print.html",
            {
                "document": document,
                "body": body,
                "language": DOCUMENT_LANGUAGE,
                "municipality": current_municipality(),
                "letterhead": document.kind_info.letterhead,
            },
        )
    return as_pdf(page)


def as_pdf(page: str) -> bytes:
    """A whole HTML page as PDF/UA-1, tagged. Static files are named ``static:/…``."""
    from weasyprint import HTML

    html = HTML(string=page, base_url=f"{STATIC_SCHEME}:/", url_fetcher=_fetcher())
    try:
        return html.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, font_config=_fonts())
    except Exception:
        _own.__dict__.clear()  # fonts unpacked by half, as on a full disk, must not be used again
        raise


_own = threading.local()
# Later WeasyPrint can no longer take its fonts away, and each process that printed would end with a complaint.
atexit.register(lambda: _own.__dict__.clear())


def _fonts():
    """The portal's fonts, made known to fontconfig once for each thread. Done anew for each document it keeps a fifth of a
    megabyte each time, and once in some thousand documents the process ended inside fontconfig. They are unpacked into the
    folder for temporary files, from which a machine clears what is days old."""
    from weasyprint.text.fonts import FontConfiguration

    if time.monotonic() > getattr(_own, "until", 0):
        _own.fonts, _own.until = FontConfiguration(), time.monotonic() + FONTS_KEPT
    return _own.fonts


def qr_code(address: str) -> str:
    """The way to a page for whoever holds the paper, as the address of a picture."""
    import segno

    return segno.make(address, error="m").svg_data_uri(border=0)


def load_printer() -> None:
    """Before the first page is printed: half a second that nobody then waits for."""
    import weasyprint  # noqa: F401


def _fetcher():
    """Only the portal's own static files and data in the page itself: a document never reaches into the network."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnFilesOnly(URLFetcher):
        def fetch(self, url, headers=None):
            if url.startswith("data:"):
                return super().fetch(url, headers)
            parts = urlparse(url)
            found = finders.find(unquote(parts.path).lstrip("/")) if parts.scheme == STATIC_SCHEME else None
            if not found:
                raise ValueError(f"A document may not load {url}.")
            kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
            return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": kind})

    return OwnFilesOnly()
