"""The demo plan's challenges, goals and actions, tied to each other and to what carries them out."""

from datetime import date, datetime

from actionplans.actions.action import tie_action, write_action
from actionplans.actions.challenge import write_challenge
from actionplans.actions.goal import write_goal
from actionplans.models import Action, ActionMoney, ActionStep, Challenge, Goal, Indicator, Plan, Reading
from communities.enums import TermKind
from communities.models import Event, Term
from grants.enums import CallState
from grants.models import Application, Call
from participation.models import Submission
from portal.management.demo import Demo

TIED = {
    "call": lambda title: Call.objects.filter(title__startswith=title).exclude(state=CallState.DRAFT),
    "project": lambda title: Application.objects.projects().filter(title=title),
    "proposal": lambda title: Submission.objects.public().filter(title=title),
    "event": lambda title: Event.objects.public().filter(title=title),
}
"""The kinds of things the demo's actions lead to, each found by its title."""


def weave(demo: Demo, plan: Plan, row: dict, written: int) -> None:
    """Write the goals and actions of ``row`` into the draft, in the days after its chapters were ``written``."""
    if not row["goals"]:
        return
    more = demo.content("goals")
    days = [demo.at(written + number) for number in range(1, 5)]
    challenges = {title: _challenge(demo, plan, title, topic, text, days[0]) for title, topic, text in more["challenges"]}
    goals = {one[0]: _goal(demo, plan, one, challenges, more["routes"], days[1]) for one in row["goals"]}
    for one in row["actions"]:
        _action(demo, plan, one, goals, more["actions"][one[0]], *days[2:])


def _challenge(demo: Demo, plan: Plan, title: str, topic: str | None, explanation: str, now: datetime) -> Challenge:
    term = Term.objects.get(kind=TermKind.CHALLENGE, slug=topic) if topic else None
    challenge = Challenge(plan=plan, title=title, topic=term, explanation=explanation)
    return write_challenge(challenge=challenge, by=demo.person("koordinators"), now=now)


def _goal(
    demo: Demo, plan: Plan, row: list, challenges: dict[str, Challenge], routes: dict[str, str], now: datetime
) -> Goal:  # fmt: skip
    code, title, challenge, owner, (name, unit, baseline, target, target_on, source, readings) = row
    goal = Goal(plan=plan, title=title, answers_to=challenges[challenge], owner=owner, route=routes[code])
    baseline_on = date(plan.year_from - 2, 12, 31)
    indicator = Indicator(
        name=name, unit=unit, baseline=baseline, baseline_on=baseline_on, target=target,
        target_on=day_in(plan, target_on), source=source,
    )  # fmt: skip
    goal = write_goal(goal=goal, indicators=[indicator], by=demo.person("koordinators"), now=now)
    days = [baseline_on, demo.day(-5)]
    Reading.objects.bulk_create(
        Reading(indicator=indicator, value=value, measured_on=day) for value, day in zip(readings, days, strict=False)
    )
    return goal


def _action(
    demo: Demo, plan: Plan, row: list, goals: dict[str, Goal], more: dict, now: datetime, tied_at: datetime
) -> None:  # fmt: skip
    _code, what, who, starts, ends, _money, people, served = row
    by = demo.person("koordinators")
    action = Action(
        plan=plan, what=what, who=who, partners=more["partners"], starts_on=day_in(plan, starts), ends_on=day_in(plan, ends),
        people=people, is_long_term=more["long_term"],
    )  # fmt: skip
    steps = [ActionStep(title=title, due_on=day_in(plan, due)) for title, due in more["steps"]]
    moneys = [ActionMoney(year=plan.year_from + after, source=source, amount=sum_) for after, source, sum_ in more["money"]]
    serving = [goals[code] for code in served]
    shown_by = Indicator.objects.filter(goal__in=serving).select_related("goal")
    write_action(
        plan_action=action, goals=serving, indicators=shown_by, parts=[*steps, *moneys], by=by, now=now
    )  # fmt: skip
    for kind, title in (tie.split(":", 1) for tie in more["ties"]):
        thing = TIED[kind](title).order_by("pk").first()
        tie_action(plan_action=action, kind=kind, thing=thing, by=by, now=tied_at)


def day_in(plan: Plan, parts: list[int]) -> date:
    """A day as years after the plan's first, month and day."""
    years, month, day = parts
    return date(plan.year_from + years, month, day)
