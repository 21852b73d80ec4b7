"""Announcements on the hub, on a neighbourhood's page and in the search."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.models import Announcement
from portal.ui.links import plain_path
from portal.ui.panels import Panel, Slot, fill_slot
from portal.ui.search import Entry, SearchProvider, register_search
from portal.ui.visibility import Visibility

SHOWN = 3


def _latest(rows, order: int) -> list[Panel]:
    announcements = list(rows.order_by("-sent_at", "-pk")[:SHOWN])
    if not announcements:
        return []
    shown = {"announcements": announcements}
    return [Panel("participation/partials/announcements.html", shown, order=order, anchor="pazinojumi", title=_("Announcements"))]


@fill_slot(Slot.HUB)
def hub_announcements(*, now):
    return _latest(Announcement.objects.public().for_list(), order=30)


@fill_slot(Slot.NEIGHBOURHOOD)
def announcements_here(place, *, now):
    return _latest(Announcement.objects.public().filter(neighbourhoods=place).for_list(), order=15)


def _entry(announcement: Announcement) -> Entry:
    return Entry(
        "announcement", announcement.title, plain_path(announcement), announcement.text,
        visibility=Visibility.PUBLIC if announcement.sent_at else Visibility.STAFF,
        neighbourhood_keys=[place.pk for place in announcement.neighbourhoods.all()],
        happened_on=timezone.localdate(announcement.sent_at) if announcement.sent_at else None,
    )  # fmt: skip


register_search(SearchProvider("announcement", _("Announcements"), Announcement, _entry))
