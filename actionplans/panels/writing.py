"""Plans that somebody writes: tasks, teams, and what the app holds about a person."""

from datetime import date

from actionplans.models import ChapterComment, Plan, PlanTask, TeamMember
from portal.db import as_row, from_row
from portal.obligations.clock import end_of_day
from portal.ui.links import plain_reverse
from portal.ui.panels import DueItem, Panel, Slot, facts, fill_slot


def _tasks(user, now):
    own = PlanTask.objects.open_of(user)
    return [facts(own, title="title", plan="plan__title", slug="plan__slug", chapter="chapter__kind__slug", due_on="due_on")]


@fill_slot(Slot.MANS_DUE, rows=_tasks)
def tasks_of_writing(request, *, rows, now):
    """What the person has promised the team of a plan."""
    return [
        DueItem(
            one["title"],
            plain_reverse("actionplans:writing_chapter", one["slug"], one["chapter"])
            if one["chapter"]
            else plain_reverse("actionplans:writing", one["slug"]),
            one["plan"],
            until=end_of_day(date.fromisoformat(one["due_on"])),
            order=20,
        )
        for one in rows
    ]


def _plans(community, now):
    shown = as_row(Plan, "id", "slug", "title", "state", "is_being_amended", "template__name", "template__name_en")
    return [facts(Plan.objects.filter(community=community)[:5], plan=shown)]


@fill_slot(Slot.COMMUNITY_DESK, rows=_plans)
def plans_of(request, community, *, rows, now):
    """The community's own plans; whoever writes on its behalf may begin one."""
    plans = [from_row(Plan, one["plan"]) for one in rows]
    may_begin = community.verified_at is not None and request.user.has_perm("communities.edit_for_community", community)
    if not plans and not may_begin:
        return []
    context = {"plans": plans, "community": community, "may_begin": may_begin}
    return [Panel("actionplans/partials/plans_written.html", context, order=26)]


@fill_slot(Slot.OWN_DATA)
def own_writing(person):
    teams = TeamMember.objects.filter(user=person).select_related("plan")
    comments = ChapterComment.objects.filter(made_by=person).select_related("chapter__plan", "chapter__kind")
    return [
        ("plan_teams", [{"plan": one.plan.title, "role": one.role, "post": one.post} for one in teams]),
        (
            "chapter_comments",
            [
                {"plan": one.chapter.plan.title, "chapter": str(one.chapter), "text": one.text, "made": one.made_at.isoformat()}
                for one in comments
            ],
        ),
    ]
