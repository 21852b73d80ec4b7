from datetime import datetime

from django.utils.translation import gettext as _

from actionplans.enums import TeamRole
from actionplans.models import Plan, TeamMember
from actionplans.queries.writing import person_of
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.ui.plain_text import plain_text


@action("actionplans.team_member.added")
def add_team_member(*, plan: Plan, role: str, post: str, by, now: datetime, email: str = "") -> TeamMember:
    """Take somebody into the core team (S0-42): with an address they write or advise here, without one they are only named
    by post.

    The municipality's officers add whoever has an account. In a community's plan the others add people of the community,
    so that nobody learns from the portal who has an account. Raises ``InvalidInput`` otherwise.
    """
    plan = Plan.objects.lock(plan.pk)
    user = None
    if email:
        user = person_of(email)
        is_known = user and (by.is_staff or plan.team.filter(user=user).exists() or _is_of_community(plan, user))
        if not is_known:
            raise InvalidInput(
                _("Nobody of the municipality's or the community's people has this address here. Ask them to register first."),
                field="email",
            )
        if plan.team.filter(user=user).exists():
            raise InvalidInput(_("This person is in the team already."), field="email")
    member = TeamMember.objects.create(plan=plan, user=user, role=role, post=plain_text(post))
    record(target=plan, role=role)
    if user and user != by:
        notify("actionplans.team_joined", subject=member, now=now)
    return member


@action("actionplans.team_member.left")
def remove_team_member(*, member: TeamMember, by, now: datetime) -> None:
    """Somebody leaves the team; their tasks become anybody's. The last who answers for the plan stays."""
    plan = Plan.objects.lock(member.plan_id)
    answering = plan.team.filter(role=TeamRole.LEAD)
    if member.role == TeamRole.LEAD and not answering.exclude(pk=member.pk).exists():
        raise StateConflict(_("Nobody would answer for the plan. Name somebody else first."))
    record(target=plan, role=member.role)
    member.delete()


def _is_of_community(plan: Plan, user) -> bool:
    if user.is_staff:
        return True
    return plan.community is not None and plan.community.memberships.current().filter(user=user).exists()
