"""From the address of a page to the thing an action may be tied to."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Model
from django.urls import Resolver404, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path

from communities.models import Event
from grants.enums import CallState
from grants.models import Application, Call
from participation.models import Consultation, Submission

PAGES = {
    "grants:call_detail": ("call", lambda: Call.objects.exclude(state=CallState.DRAFT)),
    "grants:project_detail": ("project", Application.objects.projects),
    "participation:consultation_detail": ("consultation", Consultation.objects.public),
    "participation:proposal_detail": ("proposal", Submission.objects.public),
    "communities:event_detail": ("event", Event.objects.public),
}
"""Only what everybody may read: the tie stands on public pages."""


def thing_at(address: str) -> tuple[str, Model] | None:
    """The kind and the thing whose public page has this address, with or without the site's name, in any language.
    None for any other page."""
    try:
        path = urlsplit(address.strip()).path
        with translation.override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            match = resolve(path)
    except (Resolver404, ValueError):
        return None
    if match.view_name not in PAGES:
        return None
    kind, rows = PAGES[match.view_name]
    thing = rows().filter(**match.kwargs).first()
    return (kind, thing) if thing else None
