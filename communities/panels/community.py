"""What a community tells of itself on its page, and how far it has come."""

from django.utils import timezone

from communities.models import Community
from communities.queries.achievements import AGREEMENT, PLACE, achievements_of
from communities.queries.cooperation import public_ladder, traces_of, with_traces
from communities.queries.council import with_seats
from communities.queries.profile import public_chapters, with_texts
from portal.ui.panels import Panel, Slot, fill_slot

ACHIEVEMENTS_SHOWN = 12


@fill_slot(Slot.COMMUNITY)
def told_and_done(community, *, now):
    """Its own words and what it has done; in which councils somebody speaks for it (S4-60); how it works with the
    municipality; and beside that its places and agreements."""
    known = with_seats(with_texts(with_traces(Community.objects.filter(pk=community.pk))), timezone.localdate(now))
    known, achievements = known.only("pk").get(), achievements_of(community)
    told = {
        "chapters": public_chapters({one["topic"]: one["text"] for one in known.told}),
        "done": [one for one in achievements if one.day][:ACHIEVEMENTS_SHOWN],
    }
    beside = {
        "centres": [one for one in achievements if one.kind == PLACE],
        "agreements": [one for one in achievements if one.kind == AGREEMENT],
    }
    seats, ladder = {"seats": known.council_seats_held}, {"ladder": public_ladder(traces_of(known))}
    panels = [
        Panel("communities/partials/community_told.html", told, order=2),
        Panel("communities/partials/community_seats.html", seats, order=40),
        Panel("communities/partials/community_ladder.html", ladder, order=90),
        Panel("communities/partials/community_side.html", beside, place="side"),
    ]
    return [panel for panel in panels if any(panel.context.values())]
