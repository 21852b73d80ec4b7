"""The blank form of a call on paper: to read, to talk over in the community, to write on."""

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation

from grants.models import Call
from portal.documents.rendering import DOCUMENT_LANGUAGE, as_pdf
from portal.municipality.queries import current_municipality
from portal.ui.links import absolute, plain_path


def blank_form_pdf(call: Call, sections: Sequence[Any]) -> bytes:
    """Tagged PDF in the state language. ``sections`` are those of the form as they are asked on the page."""
    with translation.override(DOCUMENT_LANGUAGE):
        context = {
            "call": call,
            "sections": sections,
            "categories": call.cost_categories.all(),
            "rates": call.in_kind_rates.all(),
            "attachments": call.attachment_kinds.all(),
            "municipality": current_municipality(),
            "language": DOCUMENT_LANGUAGE,
            "is_print": True,
            "address": absolute(plain_path(call), DOCUMENT_LANGUAGE),
        }
        return as_pdf(render_to_string("grants/documents/blank_form.html", context))
