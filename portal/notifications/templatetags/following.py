"""Links under a list: all of its kind by e-mail, and as a feed."""

from django import template
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from portal.notifications.following import WHOLE_KINDS

register = template.Library()


@register.inclusion_tag("notifications/partials/news_links.html")
def news_links(label: str, feed: str = "", *arguments) -> dict:
    """``label`` is the model's; without a whole kind to follow the feed stands alone."""
    follow = _follow_page(label) if label in WHOLE_KINDS else ""
    return {"follow": follow, "feed": reverse(feed, args=arguments) if feed else ""}


@register.simple_tag
def whole_kinds() -> list[tuple[str, str]]:
    """What can be followed as a whole: its name, and the page on which to begin or end it."""
    return [(str(kind.label), _follow_page(label)) for label, kind in WHOLE_KINDS.items()]


def _follow_page(label: str) -> str:
    kind = ContentType.objects.get_by_natural_key(*label.split("."))
    return reverse("notifications:follow", args=[ContentType._meta.label_lower, kind.pk])
