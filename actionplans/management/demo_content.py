"""The demo's culture-and-resilience plan with its thirteen chapters, and a draft of seven."""

from datetime import date

from django.utils.text import slugify

from actionplans.actions.plan import adopt_plan, print_plan, write_chapter
from actionplans.models import Action, Goal, Indicator, Plan, PlanTemplate, Reading
from portal.management.demo import Demo


def load(demo: Demo) -> None:
    for row in demo.content("actionplans")["plans"]:
        _plan(demo, row)


def _plan(demo: Demo, row: dict) -> None:
    first = demo.today.year + 1
    title = f"{row['title']} {first}–{first + row['year_to']}" if "adopted" in row else f"{row['title']} {first}"
    plan = Plan.objects.create(
        template=PlanTemplate.objects.get(slug=row["template"]),
        title=title,
        slug=slugify(title.replace("–", "-")),
        story=row["story"],
        year_from=first + row["year_from"],
        year_to=first + row["year_to"],
        unit=demo.made["units"][row["unit"]],
        community=demo.made["communities"].get(row.get("community")),
        ten_steps=row["ten_steps"],
    )
    plan.neighbourhoods.set([demo.made["neighbourhoods"][slug] for slug in row["places"]])
    by = demo.person("koordinators")
    kinds = {kind.slug: kind for kind in plan.template.chapters.all()}
    for slug, text in row["chapters"].items():
        write_chapter(plan=plan, kind=kinds[slug], text=text, by=by, now=demo.at(-40))
    goals = {goal[0]: _goal(demo, plan, goal) for goal in row["goals"]}
    for code, what, who, starts, ends, money, people, codes in row["actions"]:
        action = Action.objects.create(
            plan=plan, code=code, what=what, who=who, starts_on=_day(first, starts), ends_on=_day(first, ends),
            money=money, people=people,
        )  # fmt: skip
        action.goals.set([goals[one] for one in codes])
    if "adopted" in row:
        adopt_plan(
            plan=plan, decision_number=row["decision"], adopted_on=demo.day(row["adopted"]), by=by, now=demo.at(row["adopted"])
        )
    else:
        print_plan(plan=plan, by=by, now=demo.at(-3))


def _goal(demo: Demo, plan: Plan, row: list) -> Goal:
    code, title, challenge, owner, (name, unit, baseline, target, target_on, source, readings) = row
    goal = Goal.objects.create(plan=plan, code=code, title=title, challenge=challenge, owner=owner)
    baseline_on = date(plan.year_from - 2, 12, 31)
    indicator = Indicator.objects.create(
        goal=goal, name=name, unit=unit, baseline=baseline, baseline_on=baseline_on, target=target,
        target_on=_day(plan.year_from, target_on), source=source,
    )  # fmt: skip
    days = [baseline_on, demo.day(-5)]
    Reading.objects.bulk_create(
        Reading(indicator=indicator, value=value, measured_on=day) for value, day in zip(readings, days, strict=False)
    )
    return goal


def _day(first_year: int, parts: list[int]) -> date:
    years, month, day = parts
    return date(first_year + years, month, day)
