"""Participation on the page of a neighbourhood."""

from participation.models import Consultation, Forum, Submission
from participation.queries.answer import submission_cards
from portal.ui.panels import Panel, Slot, fill_slot


@fill_slot(Slot.NEIGHBOURHOOD)
def neighbourhood_panels(place, *, now):
    proposals = list(Submission.objects.public().filter(neighbourhood=place).for_cards().order_by("-received_at")[:3])
    forums = list(Forum.objects.next_and_last(place, now).only("title", "slug", "held_at"))
    consultations = Consultation.objects.open(now).filter(neighbourhoods=place).only("title", "slug", "summary", "closes_at")
    return [
        Panel(
            "participation/partials/neighbourhood.html",
            {
                "place": place,
                "open": list(consultations.order_by("closes_at")[:5]),
                "next_forum": next((one for one in reversed(forums) if one.held_at > now), None),
                "last_forum": next((one for one in forums if one.held_at <= now), None),
                "cards": submission_cards(proposals),
                "now": now,
            },
            order=10,
        )
    ]  # fmt: skip
