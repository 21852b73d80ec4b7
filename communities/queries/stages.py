"""What officers see of all communities at once: how far they are, where, and what they bring to the place."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum

from communities.enums import CommunityStage
from communities.models import AttractedFunding, Community, Neighbourhood


@dataclass(frozen=True)
class PlaceRow:
    """The communities of one neighbourhood: how many in each stage, in the order of ``CommunityStage``."""

    place: Neighbourhood
    counts: list[tuple[str, int]]

    @property
    def total(self) -> int:
        return sum(number for _stage, number in self.counts)


@dataclass(frozen=True)
class Totals:
    """All communities once, however many neighbourhoods they live in."""

    by_stage: list[tuple[CommunityStage, int]]
    new: int
    waiting: int


def places_by_stage() -> list[PlaceRow]:
    """Every neighbourhood in use, also those without a community."""
    counts = {stage: Count("communities", filter=Q(communities__stage=stage)) for stage in CommunityStage.values}
    places = Neighbourhood.objects.filter(is_active=True).annotate(**counts)
    return [PlaceRow(place, [(stage, getattr(place, stage)) for stage in counts]) for place in places]


def totals(today: date) -> Totals:
    """``new``: registered in the year of ``today``."""
    by_stage = dict(Community.objects.order_by().values_list("stage").annotate(Count("pk")))
    return Totals(
        by_stage=[(stage, by_stage.get(stage, 0)) for stage in CommunityStage],
        new=Community.objects.filter(created_at__year=today.year).count(),
        waiting=Community.objects.waiting().count(),
    )


def money_by_year(years: int = 8) -> list[tuple[int, Decimal]]:
    """Money from outside the municipality that communities brought to the place (S4-28), the latest years, oldest first."""
    sums = AttractedFunding.objects.order_by("-year").values_list("year").annotate(Sum("amount"))[:years]
    return list(reversed(sums))


def money_attracted() -> Decimal:
    return AttractedFunding.objects.aggregate(total=Sum("amount"))["total"] or Decimal(0)
