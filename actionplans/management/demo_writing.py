"""The demo's plans as they are written together: creative partners, teams, lists, comments, tasks, two strategies begun."""

from datetime import timedelta

from actionplans.actions.comment import comment_chapter
from actionplans.actions.point import keep_point
from actionplans.actions.task import give_task
from actionplans.actions.team import add_team_member
from actionplans.actions.writing import begin_plan, chapter_of, write_chapter
from actionplans.models import POINT_LISTS, CreativePartner, Plan, PlanTemplate
from communities.actions.community import free_slug
from communities.models import Term
from grants.models import Call
from participation.models import Forum
from portal.management.demo import Demo
from portal.ui.search import index


def partners(demo: Demo) -> None:
    """Those whom plans, calls and forums can ask."""
    for row in demo.content("writing")["partners"]:
        partner = CreativePartner.objects.create(
            name=row["name"], slug=free_slug(CreativePartner, row["name"]), offer=row["offer"], experience=row["experience"],
            community=demo.made["communities"].get(row["community"]), email=row["email"], is_public=True,
        )  # fmt: skip
        for name in ("sectors", "tools"):
            getattr(partner, name).set(Term.objects.filter(kind=name.removesuffix("s"), slug__in=row[name]))
        partner.neighbourhoods.set(demo.made["neighbourhoods"][slug] for slug in row["places"])
        calls = [title.format(next=demo.today.year + 1) for title in row.get("calls", ())]
        partner.calls.set(Call.objects.filter(title__in=calls))
        partner.forums.set(Forum.objects.filter(title__in=row.get("forums", ())))
        index(partner)


def weave(demo: Demo, plan: Plan, title: str) -> None:
    """What stands around the text of the plan ``title``: its team, lists, comments and tasks."""
    _weave(demo, plan, demo.content("writing")["woven"][title], demo.person("koordinators"))


def load(demo: Demo) -> None:
    """A village's strategy and the municipality's own, both begun."""
    for row in demo.content("writing")["begun"]:
        by, first = demo.person(row["by"]), demo.today.year + 1
        plan = begin_plan(
            template=PlanTemplate.objects.get(slug=row["template"]), title=row["title"], story=row["story"],
            year_from=first + row["years"][0], year_to=first + row["years"][1], unit=demo.made["units"][row["unit"]],
            community=demo.made["communities"].get(row.get("community")), by=by, now=demo.at(-25),
        )  # fmt: skip
        kinds = {kind.slug: kind for kind in plan.template.chapters.all()}
        for slug, (text, checked) in row["chapters"].items():
            write_chapter(plan=plan, kind=kinds[slug], text=text, checked=checked, by=by, now=demo.at(-12))
        _weave(demo, plan, row, by)


def _weave(demo: Demo, plan: Plan, row: dict, by) -> None:
    chapters = {kind.slug: chapter_of(plan, kind) for kind in plan.template.chapters.all()}
    members = {
        post: add_team_member(plan=plan, post=post, role=role, email=email, by=demo.person("koordinators"), now=demo.at(-39))
        for post, role, email in row["team"]
    }
    for slug, points in row["points"].items():
        for kind, title, text, *more in points:
            keep_point(chapter=chapters[slug], kind=kind, text=text, by=by, now=demo.at(-11), **_point(demo, kind, title, *more))
    for slug, text in row.get("rewritten", {}).items():
        write_chapter(plan=plan, kind=chapters[slug].kind, text=text, by=demo.person("lideris.baldone"), now=demo.at(-6))
    for slug, person, text in row.get("comments", ()):
        comment_chapter(chapter=chapters[slug], text=text, by=demo.person(person), now=demo.at(-4))
    for title, slug, post, days in row.get("tasks", ()):
        give_task(
            plan=plan, title=title, chapter=chapters.get(slug), member=members.get(post),
            due_on=demo.today + timedelta(days=days), by=by, now=demo.at(-3),
        )  # fmt: skip


def _point(demo: Demo, kind: str, title: str, more: dict | None = None) -> dict:
    more = more or {}
    found = {"title": title, "topic": more.get("topic", "")}
    if "word" in more:
        found["word"] = Term.objects.get(kind=POINT_LISTS[kind].words, slug=more["word"])
    if "community" in more:
        found["community"] = demo.made["communities"][more["community"]]
    if "partner" in more:
        found["partner"] = CreativePartner.objects.get(name=title)
    return found
