"""Forums in the calendar, and the neighbourhoods that wait for one."""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Neighbourhood
from participation.models import Forum
from participation.queries.forum import AMBER_RULE, INTERVAL_RULE, forum_entry, last_forums
from portal.obligations.clock import end_of_day
from portal.obligations.rules_of_law import legal_rule
from portal.ui.panels import Gap, Slot, fill_slot


@fill_slot(Slot.NEIGHBOURHOOD_GAPS)
def forums_due(keys, *, now):
    """Rule D4: where a community lives, a forum older than a year is red, one that soon will be is amber."""
    today = timezone.localdate(now)
    amber, red = legal_rule(AMBER_RULE, today).whole, legal_rule(INTERVAL_RULE, today).whole
    gaps = []
    for key, held_at in last_forums(keys, now):
        days = (today - timezone.localdate(held_at)).days if held_at else None
        if days is None or days > red:
            gaps.append(Gap(key, "forum_missing", _("no forum for more than a year"), is_urgent=True))
        elif days > amber:
            gaps.append(Gap(key, "forum_soon", _("a forum is due soon")))
    return gaps


@fill_slot(Slot.CALENDAR)
def forums_dated(*, start: date, end: date, neighbourhood=None, community=None):
    first, after = end_of_day(start - timedelta(days=1)), end_of_day(end)
    forums = Forum.objects.filter(held_at__gte=first, held_at__lt=after)
    if neighbourhood:
        forums = forums.about(neighbourhood)
    if community:
        forums = forums.filter(communities=community)
    forums = forums.distinct().annotate(neighbour_keys=Neighbourhood.objects.keys_for("shared_forums"))
    return [forum_entry(one, one.neighbour_keys) for one in forums]
