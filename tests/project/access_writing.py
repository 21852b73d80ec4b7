"""Plans as they are written together: who may open what."""

from actionplans.models import CreativePartner, Plan, Point
from tests.project.visitors import (
    ADMINISTRATOR,
    COORDINATOR,
    LEADER,
    OFFICER,
    STAFF,
    Desk,
    Page,
    first,
    only,
    person,
    private,
    public,
)

WRITES = only(LEADER, COORDINATOR, OFFICER)


def draft() -> Plan:
    """The plan that this leader's community writes."""
    return Plan.objects.get(state="draft", team__user=person(LEADER))


def of_draft(**more):
    return lambda: {"slug": draft().slug, **more}


def point() -> dict[str, object]:
    plan = draft()
    return {"slug": plan.slug, "point": Point.objects.filter(chapter__plan=plan).first().pk}


def written(name: str, find) -> Page:
    """A page of the team; everybody else reads the plan on its public page."""
    return private(f"actionplans:{name}", find, opens=WRITES, refusal=403)


def sent(name: str, find) -> Page:
    """An address that only takes what is sent to it."""
    return private(f"actionplans:{name}", find, status=405)


PAGES: tuple[Page, ...] = (
    private("actionplans:plan_begin", opens=WRITES, refusal=403),
    written("writing", of_draft()),
    written("writing_about", of_draft()),
    written("writing_team_add", of_draft()),
    sent("writing_team_remove", of_draft(member=1)),
    written("writing_task_add", of_draft()),
    sent("writing_task_finish", of_draft(task=1)),
    written("writing_chapter", of_draft(chapter="vizija")),
    sent("chapter_autosave", of_draft(chapter="vizija")),
    written("chapter_versions", of_draft(chapter="vizija")),
    sent("chapter_restore", of_draft(chapter="vizija", number=1)),
    sent("chapter_comment", of_draft(chapter="vizija")),
    sent("comment_settle", of_draft(comment=1)),
    written("point_add", of_draft(chapter="diagnoze", kind="shock")),
    written("point_edit", point),
    sent("point_remove", point),
    public("actionplans:creative_partner_list"),
    public("actionplans:creative_partner_detail", first(lambda: CreativePartner.objects.filter(is_public=True))),
)

DESKS: dict[str, Desk] = {
    "actionplans.creativepartner": Desk(STAFF, only(COORDINATOR, OFFICER)),
    "actionplans.plantemplate": Desk(STAFF, only(ADMINISTRATOR)),
}
