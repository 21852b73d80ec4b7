"""The demo's culture-and-resilience plan with its thirteen chapters, and a draft of seven."""

from django.utils.text import slugify

from actionplans.actions.course import adopt_plan
from actionplans.actions.plan import print_plan
from actionplans.actions.writing import write_chapter
from actionplans.management import demo_consulting, demo_goals, demo_joinings, demo_monitoring, demo_writing
from actionplans.models import Plan, PlanTemplate
from portal.management.demo import Demo


def load(demo: Demo) -> None:
    demo_writing.partners(demo)
    for row in demo.content("actionplans")["plans"]:
        _plan(demo, row)
    demo_writing.load(demo)
    demo_joinings.load(demo)
    demo_monitoring.load(demo)


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
    asked = row.get("consulted")
    written = asked["asked"] - 7 if asked else -40
    for slug, text in row["chapters"].items():
        write_chapter(plan=plan, kind=kinds[slug], text=text, by=by, now=demo.at(written))
    demo_goals.weave(demo, plan, row, written)
    if asked:
        demo_consulting.ask(demo, plan, asked)
    demo_writing.weave(demo, plan, row["title"])
    if "adopted" in row:
        adopt_plan(
            plan=plan, decision_number=row["decision"], adopted_on=demo.day(row["adopted"]), changes=asked["changes"], by=by,
            now=demo.at(row["adopted"]),
        )  # fmt: skip
    else:
        print_plan(plan=plan, by=by, now=demo.at(-3))
