"""What a community tells of itself on its page, and how far it has come."""

from communities.models import Community
from communities.queries.achievements import AGREEMENT, PLACE, achievements_of
from communities.queries.cooperation import public_ladder, traces_of, with_traces
from communities.queries.profile import public_chapters
from portal.ui.panels import Panel, Slot, fill_slot

ACHIEVEMENTS_SHOWN = 12


@fill_slot(Slot.COMMUNITY)
def told_and_done(community, *, now):
    """Its own words and what it has done; beside them its places and agreements."""
    achievements = achievements_of(community)
    shown = {
        "chapters": public_chapters(community),
        "done": [one for one in achievements if one.day][:ACHIEVEMENTS_SHOWN],
    }
    kept = {
        "centres": [one for one in achievements if one.kind == PLACE],
        "agreements": [one for one in achievements if one.kind == AGREEMENT],
    }
    panels = []
    if any(shown.values()):
        panels.append(Panel("communities/partials/community_told.html", shown, order=2))
    if any(kept.values()):
        panels.append(Panel("communities/partials/community_side.html", kept, place="side"))
    return panels


@fill_slot(Slot.COMMUNITY)
def ladder(community, *, now):
    """How it works with the municipality, as everybody sees it."""
    traces = traces_of(with_traces(Community.objects.filter(pk=community.pk)).only("pk").get())
    return [Panel("communities/partials/community_ladder.html", {"ladder": public_ladder(traces)}, order=90)]
