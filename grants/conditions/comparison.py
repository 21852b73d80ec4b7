"""The levels of a scheme side by side."""

from dataclasses import dataclass
from typing import Any

from grants.conditions import kinds  # noqa: F401 - fills the registry
from grants.conditions.registry import CONDITIONS
from grants.models import SubsidyScheme, TierCondition


@dataclass(frozen=True)
class Compared:
    """One line of the comparison: a condition, what each level asks of it, and what counts as evidence."""

    label: Any
    asked: list[str]
    evidence: str


def comparison(scheme: SubsidyScheme) -> list[Compared]:
    tiers = list(scheme.tiers.all())
    by_kind: dict[str, dict[int, TierCondition]] = {}
    for tier in tiers:
        for condition in tier.conditions.all():
            by_kind.setdefault(condition.kind, {})[tier.pk] = condition
    return [
        Compared(
            CONDITIONS[kind].label,
            [CONDITIONS[kind].asked(own[tier.pk]) if tier.pk in own else "–" for tier in tiers],
            next((condition.evidence for condition in own.values() if condition.evidence), ""),
        )
        for kind, own in by_kind.items()
    ]
