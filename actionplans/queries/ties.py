"""How challenges, goals, actions and indicators hold together, and which ends hang loose (S0-44)."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actionplans.models import Action, ActionTie, Challenge, Goal, Plan
from actionplans.queries.smart import Letter, smart_of


@dataclass(frozen=True)
class LooseEnd:
    """A challenge, goal or action and what is missing from it."""

    thing: models.Model
    missing: str

    def __str__(self) -> str:
        return f"{self.thing} – {self.missing}"


@dataclass(frozen=True)
class GoalRow:
    goal: Goal
    letters: list[Letter]
    actions: list[Action]

    @property
    def is_smart(self) -> bool:
        return all(letter.is_there for letter in self.letters)


@dataclass(frozen=True)
class Weave:
    """A plan's challenges, goals and actions with all that ties them, read in a handful of queries."""

    challenges: list[Challenge]
    goals: list[GoalRow]
    actions: list[Action]
    loose_ends: list[LooseEnd]


def weave_of(plan: Plan) -> Weave:
    actions = list(
        plan.actions.prefetch_related("goals", "indicators", Prefetch("ties", ActionTie.objects.with_things()))
    )  # fmt: skip
    serving: dict[int, list[Action]] = {}
    for action in actions:
        for goal in action.goals.all():
            serving.setdefault(goal.pk, []).append(action)
    goals = [
        GoalRow(goal, smart_of(goal), serving.get(goal.pk, []))
        for goal in plan.goals.select_related("answers_to").prefetch_related("indicators")
    ]
    challenges = list(plan.challenges.select_related("topic"))
    return Weave(challenges, goals, actions, _loose_ends(challenges, goals, actions, plan.template.is_strict))


def _loose_ends(challenges: list[Challenge], goals: list[GoalRow], actions: list[Action], is_strict: bool) -> list[LooseEnd]:
    answered = {row.goal.answers_to_id for row in goals}
    ends = [LooseEnd(one, _("no goal answers it")) for one in challenges if one.pk not in answered]
    for row in goals:
        if not row.actions:
            ends.append(LooseEnd(row.goal, _("no action leads to it")))
        if is_strict and not row.is_smart:
            letters = ", ".join(one.letter for one in row.letters if not one.is_there)
            ends.append(LooseEnd(row.goal, _("SMART letters missing: %(letters)s") % {"letters": letters}))
    for action in actions:
        if not action.goals.all():
            ends.append(LooseEnd(action, pgettext("action", "it serves no goal")))
        if not action.indicators.all() and not action.no_indicator_reason.strip():
            ends.append(LooseEnd(action, _("neither an indicator nor the reason why none shows it")))
    return ends


def loose_ends(plan: Plan) -> list[LooseEnd]:
    """What hangs loose in the plan; a plan whose template only hints is not held to the SMART letters."""
    return weave_of(plan).loose_ends
