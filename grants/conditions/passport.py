"""The passport of a community (kopienas pase): what it has reached by the records of the year, and what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.template.loader import render_to_string

from communities.models import Community
from grants.conditions import kinds  # noqa: F401 - fills the registry
from grants.conditions.registry import CONDITIONS, Behind, CommunityYear, ConditionKind, Question, Records, Tally, question_of
from grants.models import ConditionWaiver, SubsidyScheme, SubsidyTier, TierCondition
from portal.db import as_row, from_row


@dataclass(frozen=True)
class Check:
    """One condition of a level for one community."""

    condition: TierCondition
    tally: Tally
    needed: int
    waiver: ConditionWaiver | None = None

    @property
    def kind(self) -> ConditionKind:
        return CONDITIONS[self.condition.kind]

    @property
    def question(self) -> Question:
        return question_of(self.condition)

    @property
    def label(self):
        return self.kind.label

    @property
    def asked(self) -> str:
        return self.kind.asked(self.condition)

    @property
    def is_met(self) -> bool:
        return self.waiver is not None or self.tally.meets(self.needed)

    @property
    def missing(self) -> str:
        """What is missing, in words; empty when it is met."""
        if self.is_met:
            return ""
        short = self.needed - self.tally.number
        return self.kind.missing(short) if short > 0 else self.kind.unproven()

    @property
    def number(self) -> str:
        """What was counted, where a number says something."""
        return "" if self.kind.is_yes_or_no or self.tally.is_enough else str(self.tally.number)


@dataclass(frozen=True)
class Level:
    """A tier of the scheme with its conditions, checked for one community."""

    tier: SubsidyTier
    checks: tuple[Check, ...]

    @property
    def is_met(self) -> bool:
        return all(check.is_met for check in self.checks)

    @property
    def missing(self) -> list[str]:
        return [check.missing for check in self.checks if not check.is_met]

    @property
    def met_count(self) -> int:
        return sum(check.is_met for check in self.checks)


@dataclass(frozen=True)
class Passport:
    """All levels, lowest first."""

    community: Community
    levels: tuple[Level, ...]

    @property
    def reached(self) -> Level | None:
        """The highest level whose conditions are all met."""
        return next((level for level in reversed(self.levels) if level.is_met), None)

    @property
    def next(self) -> Level | None:
        """The level after the one reached (S4-129); None at the top."""
        reached = self.reached
        above = (level for level in self.levels if reached is None or level.tier.position > reached.tier.position)
        return next(above, None)

    def snapshot(self, tier: SubsidyTier) -> list[dict]:
        """The checks of one level as they are kept with a claim."""
        level = next(one for one in self.levels if one.tier.pk == tier.pk)
        return [
            {
                "kind": check.condition.kind, "number": check.tally.number, "needed": check.needed,
                "waived": check.waiver is not None, "met": check.is_met,
            }
            for check in level.checks
        ]  # fmt: skip


def passports(scheme: SubsidyScheme, communities: QuerySet[Community], *, year: int | None = None) -> Iterator[Passport]:
    """Of all ``communities`` by the rules of ``scheme``, in order of their names, with a handful of queries for all of them.

    ``year`` asks by these rules what another year's records would give.
    """
    tiers = _rules_of(scheme)
    asked = dict.fromkeys(question_of(condition) for _tier, conditions in tiers for condition in conditions)
    records = Records(communities, year or scheme.year, tuple(asked))
    waivers = {
        (waiver.condition_id, waiver.community_id): waiver
        for waiver in ConditionWaiver.objects.filter(condition__tier__scheme=scheme, community__in=records.keys)
    }
    for key, community in records.rows.items():
        levels = []
        for tier, conditions in tiers:
            checks = tuple(
                Check(
                    condition,
                    records.tally(question_of(condition), key),
                    condition.needed(is_outside=community.is_outside),
                    waivers.get((condition.pk, key)),
                )
                for condition in conditions
            )
            levels.append(Level(tier, checks))
        yield Passport(community, tuple(levels))


def _rules_of(scheme: SubsidyScheme) -> list[tuple[SubsidyTier, list[TierCondition]]]:
    """Each level with its conditions, in one query."""
    conditions = TierCondition.objects.filter(tier=OuterRef("pk")).values(row=as_row(TierCondition))
    tiers = SubsidyTier.objects.filter(scheme=scheme).annotate(asked=ArraySubquery(conditions))
    return [(tier, [from_row(TierCondition, row) for row in tier.asked]) for tier in tiers]


def passport_of(scheme: SubsidyScheme, community: Community) -> Passport:
    return next(passports(scheme, Community.objects.filter(pk=community.pk)))


def told_of(found: Passport) -> dict[str, Any]:
    """How far the community is, drawn, as its members read it alike (``for_everybody``)."""
    return {
        "is_reached": found.reached is not None,
        "progress": render_to_string("grants/partials/level_progress.html", {"passport": found}),
    }


def evidence_of(scheme: SubsidyScheme, community: Community, *levels: Level) -> dict[Question, Behind]:
    """The records behind the numbers, by what is asked: read once where several levels ask the same."""
    lived = CommunityYear(community, scheme.year)
    tallies = {check.question: check.tally for level in levels for check in level.checks}
    return {question: question.kind.behind(lived, question.terms, tally) for question, tally in tallies.items()}
