"""Which of the five letters a goal has (S0-37). The same rules hold for a saved goal and for one that is being typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actionplans.models import Goal

FEWEST_WORDS = 4
"""A goal of fewer words says a direction, not a place to arrive at."""


@dataclass(frozen=True)
class Letter:
    """One of the five; ``missing`` says what to add, and is empty once it is there."""

    letter: str
    name: str
    missing: str = ""

    @property
    def is_there(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class Measure:
    """The typed facts of one indicator, as they stand: numbers, days or what was typed."""

    unit: Any = ""
    baseline: Any = ""
    target: Any = ""
    target_on: Any = ""


@dataclass(frozen=True)
class GoalFacts:
    title: str
    owner: str
    challenge: Any
    measures: tuple[Measure, ...]


def smart_of(goal: Goal) -> list[Letter]:
    """Reads the prefetched indicators."""
    measures = [Measure(one.unit, one.baseline, one.target, one.target_on) for one in goal.indicators.all()]
    return smart(GoalFacts(goal.title, goal.owner, goal.answers_to_id, tuple(measures)))


def smart(facts: GoalFacts) -> list[Letter]:
    """The five letters in their order."""
    return [
        Letter("S", pgettext("goal", "specific"), _missing_of_words(facts.title)),
        Letter("M", pgettext("goal", "measurable"), _missing_of_measures(facts.measures)),
        Letter("A", pgettext("goal", "achievable"), "" if facts.owner.strip() else _("Name the owner: who answers for it.")),
        Letter("R", pgettext("goal", "relevant"), "" if facts.challenge else _("Say which challenge it answers.")),
        Letter("T", pgettext("goal", "time-bound"), _missing_of_days(facts.measures)),
    ]


def _missing_of_words(title: str) -> str:
    if len(title.split()) >= FEWEST_WORDS:
        return ""
    return _("Say in a whole sentence what will be different, and where or for whom.")


def _missing_of_measures(measures: Iterable[Measure]) -> str:
    """Nothing is missing once one indicator is whole; else what the fullest of them lacks."""
    lacking = min((_lacking(one) for one in measures), key=len, default=None)
    if lacking is None:
        return _("Add an indicator with its unit, baseline and target.")
    return _("Add to the indicator: %(parts)s.") % {"parts": ", ".join(lacking)} if lacking else ""


def _lacking(measure: Measure) -> list[str]:
    parts = ((_("unit of measure"), measure.unit), (_("baseline"), measure.baseline), (_("target"), measure.target))
    return [label for label, value in parts if _is_empty(value)]


def _missing_of_days(measures: Iterable[Measure]) -> str:
    if any(not _is_empty(one.target_on) for one in measures):
        return ""
    return _("Give the day by which the target is reached.")


def _is_empty(value: Any) -> bool:
    return value is None or not str(value).strip()
