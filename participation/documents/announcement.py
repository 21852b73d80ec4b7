"""An announcement on one page of A4 for the door of the shop: three sentences and the way to its page."""

from django.template.loader import render_to_string
from django.utils import translation

from participation.models import Announcement
from portal.documents.rendering import DOCUMENT_LANGUAGE, as_pdf, qr_code
from portal.municipality.queries import current_municipality
from portal.ui.links import absolute, plain_path


def notice_pdf(announcement: Announcement) -> bytes:
    """Tagged PDF in the state language, in black alone so that any printer prints it."""
    return as_pdf(notice_page(announcement))


def notice_page(announcement: Announcement) -> str:
    address = absolute(plain_path(announcement), DOCUMENT_LANGUAGE)
    with translation.override(DOCUMENT_LANGUAGE):
        return render_to_string(
            "participation/documents/announcement.html",
            {
                "announcement": announcement,
                "address": address,
                "qr": qr_code(address),
                "municipality": current_municipality(),
                "language": DOCUMENT_LANGUAGE,
            },
        )
