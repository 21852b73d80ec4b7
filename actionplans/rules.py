"""Who may do what with plans."""

import rules

from actionplans.enums import TeamRole
from actionplans.models import WRITING_ROLES, TeamMember
from communities.rules import edits_for_community, is_member, leads_community
from portal.accounts.predicates import is_administrator, is_coordinator, is_officer, is_staff


def _role_in_team(user, plan) -> str | None:
    """The person's role in the plan's core team: read with the plan, or one query per person and request."""
    if plan is None or not user.is_authenticated:
        return None
    if "own_role" in plan.__dict__:
        return plan.own_role
    roles = user.__dict__.get("_plan_roles")
    if roles is None:
        rows = TeamMember.objects.filter(user=user).values_list("plan_id", "role")
        roles = user.__dict__["_plan_roles"] = dict(rows)
    return roles.get(plan.pk)


@rules.predicate
def is_in_team(user, plan) -> bool:
    return _role_in_team(user, plan) is not None


@rules.predicate
def writes_in_team(user, plan) -> bool:
    return _role_in_team(user, plan) in WRITING_ROLES


@rules.predicate
def leads_team(user, plan) -> bool:
    return _role_in_team(user, plan) == TeamRole.LEAD


@rules.predicate
def is_member_of_its_community(user, plan) -> bool:
    return plan is not None and is_member(user, plan.community)


@rules.predicate
def writes_for_its_community(user, plan) -> bool:
    return plan is not None and edits_for_community(user, plan.community)


@rules.predicate
def leads_its_community(user, plan) -> bool:
    return plan is not None and leads_community(user, plan.community)


@rules.predicate
def reports_indicator(user, indicator) -> bool:
    return indicator is not None and user.is_authenticated and indicator.reporter_id == user.pk


@rules.predicate
def writes_its_plan(user, indicator) -> bool:
    return indicator is not None and user.has_perm("actionplans.write_plan", indicator.goal.plan)


WRITES = is_coordinator | is_officer

rules.add_perm("actionplans", is_staff)
for _model in ("plan", "chapter", "goal", "indicator", "reading", "action", "plantemplate", "chaptertemplate"):
    rules.add_perm(f"actionplans.view_{_model}", is_staff)
for _model in ("plan", "chapter", "goal", "indicator", "reading", "action"):
    rules.add_perm(f"actionplans.add_{_model}", WRITES)
    rules.add_perm(f"actionplans.change_{_model}", WRITES)
rules.add_perm("actionplans.view_joining", WRITES)
rules.add_perm("actionplans.contact_joining", WRITES)
rules.add_perm("actionplans.adopt_plan", is_coordinator)
rules.add_perm("actionplans.conduct_plan", is_coordinator)  # ask about it, rewrite, begin, review, end
rules.add_perm("actionplans.write_plan", WRITES | writes_in_team | writes_for_its_community)
rules.add_perm("actionplans.lead_plan", WRITES | leads_team | leads_its_community)
rules.add_perm("actionplans.comment_plan", WRITES | is_in_team | is_member_of_its_community)
rules.add_perm("actionplans.begin_plan", WRITES)
for _model in ("plantemplate", "chaptertemplate"):
    rules.add_perm(f"actionplans.add_{_model}", is_administrator)
    rules.add_perm(f"actionplans.change_{_model}", is_administrator)
rules.add_perm("actionplans.view_creativepartner", is_staff)
rules.add_perm("actionplans.add_creativepartner", WRITES)
rules.add_perm("actionplans.change_creativepartner", WRITES)
rules.add_perm("actionplans.report_indicator", reports_indicator | writes_its_plan)
rules.add_perm("actionplans.view_readingproposal", WRITES)
