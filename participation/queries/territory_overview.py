"""What is public about the people of a territory, gathered for a planner from outside (S4-90)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from communities.models import Community, ContactPerson, Council, Neighbourhood, ResourceCentre
from participation.models import Forum, Opinion, Submission
from participation.queries.answer import AnswerCard, question_cards

OVERVIEW = "participation.territory_overview"
LOOKING_BACK = timedelta(days=2 * 365)
"""How far back opinions, proposals and forums are told."""


@dataclass(frozen=True)
class Territory:
    """Public rows alone; ``cards`` are opinions and proposals with what the municipality answered."""

    neighbourhoods: list[Neighbourhood]
    contacts: list[ContactPerson]
    communities: list[Community]
    councils: list[Council]
    centres: list[ResourceCentre]
    forums: list[Forum]
    cards: list[AnswerCard]


def territory_of(neighbourhoods: list[Neighbourhood], now: datetime) -> Territory:
    """A dozen queries however large the territory is."""
    since = now - LOOKING_BACK
    centres = ResourceCentre.objects.filter(is_active=True, is_reference=False)
    opinions = Opinion.objects.public().filter(consultation__neighbourhoods__in=neighbourhoods, submitted_at__gte=since)
    proposals = Submission.objects.public().filter(neighbourhood__in=neighbourhoods, received_at__gte=since)
    contacts = ContactPerson.objects.active().filter(neighbourhood__in=neighbourhoods)
    return Territory(
        neighbourhoods=neighbourhoods,
        contacts=list(contacts.select_related("neighbourhood", "unit").order_by("neighbourhood__name_sort", "pk")),
        communities=list(
            Community.objects.public().filter(neighbourhoods__in=neighbourhoods).distinct().for_list().order_by("name_sort")
        ),
        councils=list(Council.objects.public().filter(neighbourhoods__in=neighbourhoods).distinct().order_by("name_sort")),
        centres=list(centres.filter(neighbourhood__in=neighbourhoods).order_by("name_sort")),
        forums=list(Forum.objects.held().filter(neighbourhood__in=neighbourhoods, held_at__gte=since).for_list()),
        cards=question_cards(
            list(proposals.for_list().order_by("-received_at")),
            list(opinions.distinct().for_list().select_related("consultation").order_by("-submitted_at")),
        ),
    )
