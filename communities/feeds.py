"""Announced events as Atom feeds: of all, of a neighbourhood, of a community."""

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from communities.models import Community, Event, Neighbourhood
from portal.ui.templatetags.portal_ui import period

NEWEST = 30


class EventFeed(Feed):
    """The latest announced events of the whole municipality."""

    login_required = False  # read by the sign-in middleware, as the mark of a public view
    feed_type = Atom1Feed

    def title(self, owner) -> str:
        return f"{_('Events')}: {owner}" if owner else _("Events")

    def link(self, owner) -> str:
        return owner.get_absolute_url() if owner else reverse("communities:event_list")

    def items(self, owner):
        return self.events(owner).select_related("community", "unit").order_by("-published_at", "-pk")[:NEWEST]

    def events(self, owner):
        return Event.objects.public()

    def item_title(self, event: Event) -> str:
        return f"{event.title}, {period(event.starts_at, event.ends_at)}"

    def item_description(self, event: Event) -> str:
        called_off = f"{_('Called off')}: {event.cancel_reason}\n" if event.cancel_reason else ""
        return f"{called_off}{event.place}\n{event.summary}"

    def item_author_name(self, event: Event) -> str:
        return str(event.organiser)

    def item_pubdate(self, event: Event):
        return event.published_at

    def item_updateddate(self, event: Event):
        return event.updated_at


class NeighbourhoodFeed(EventFeed):
    def get_object(self, request, slug):
        return get_object_or_404(Neighbourhood, slug=slug, is_active=True)

    def events(self, owner):
        return super().events(owner).filter(neighbourhoods=owner)


class CommunityFeed(EventFeed):
    def get_object(self, request, slug):
        return get_object_or_404(Community.objects.public(), slug=slug)

    def events(self, owner):
        return super().events(owner).filter(community=owner)
