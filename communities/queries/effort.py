"""What a community gave and what it brought in, year by year (S4-06, S4-28)."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from communities.models import AttractedFunding, Community


@dataclass
class Effort:
    """One year's balance: hours and money given, money brought in from outside."""

    year: int
    hours: int | None = None
    own_money: Decimal | None = None
    attracted: Decimal | None = None


def efforts_of(community: Community) -> list[Effort]:
    """The balance of every year of which something is known, the latest first."""
    years: dict[int, Effort] = {}
    for year, hours, own_money in community.self_assessments.values_list("year", "volunteer_hours", "own_money"):
        years[year] = Effort(year, hours, own_money)
    for year, attracted in community.attracted_funding.order_by().values_list("year").annotate(Sum("amount")):
        years.setdefault(year, Effort(year)).attracted = attracted
    return sorted(years.values(), key=lambda effort: -effort.year)


def attracted_in_total(rows=None) -> Decimal:
    """The sum of money attracted by ``rows``, by all communities of the municipality if none are given."""
    rows = AttractedFunding.objects.all() if rows is None else rows
    return rows.order_by().aggregate(total=Sum("amount"))["total"] or Decimal(0)
