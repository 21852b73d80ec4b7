"""Next year's rules over this year's records, before the council votes. Nothing of it is stored."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from communities.models import Community
from grants.conditions.passport import Passport, passports
from grants.models import SubsidyScheme, SubsidyTier


@dataclass(frozen=True)
class Landing:
    """Where one community lands. ``before`` is where the rules it is compared with put it."""

    community: Community
    tier: SubsidyTier | None
    missing: list[str]
    before: SubsidyTier | None = None

    @property
    def change(self) -> int:
        """Levels won or lost against the compared rules."""
        return (self.tier.position if self.tier else 0) - (self.before.position if self.before else 0)


@dataclass(frozen=True)
class TierTotal:
    tier: SubsidyTier
    communities: int
    money: Decimal
    before: int


@dataclass(frozen=True)
class Simulation:
    """What a scheme would cost and give by the records of ``year``, compared with another year's rules."""

    scheme: SubsidyScheme
    compared: SubsidyScheme | None
    year: int
    landings: list[Landing]

    @property
    def totals(self) -> list[TierTotal]:
        now = Counter(landing.tier.position for landing in self.landings if landing.tier)
        before = Counter(landing.before.position for landing in self.landings if landing.before)
        return [
            TierTotal(tier, now[tier.position], tier.amount * now[tier.position], before[tier.position])
            for tier in self.scheme.tiers.all()
        ]

    @property
    def money(self) -> Decimal:
        return sum((landing.tier.amount for landing in self.landings if landing.tier), Decimal(0))

    @property
    def money_before(self) -> Decimal:
        return sum((landing.before.amount for landing in self.landings if landing.before), Decimal(0))

    @property
    def left(self) -> Decimal:
        """Of the fund; below zero where it is not enough."""
        return self.scheme.total - self.money

    @property
    def without(self) -> int:
        return sum(landing.tier is None for landing in self.landings)


def simulate(scheme: SubsidyScheme, *, year: int, compared: SubsidyScheme | None = None) -> Simulation:
    """All public communities by the rules of ``scheme``; beside it where ``compared`` puts them by the same records."""
    communities = Community.objects.public()
    before = {one.community.pk: _tier(one) for one in passports(compared, communities, year=year)} if compared else {}
    landings = [
        Landing(one.community, _tier(one), one.next.missing if one.next else [], before.get(one.community.pk))
        for one in passports(scheme, communities, year=year)
    ]
    return Simulation(scheme, compared, year, landings)


def _tier(passport: Passport) -> SubsidyTier | None:
    return passport.reached.tier if passport.reached else None
