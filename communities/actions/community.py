from datetime import date, datetime
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

from communities.enums import CommunityStage, MemberRole
from communities.models import Community, Membership, Neighbourhood
from communities.workflow import COMMUNITY
from portal.audit.actions import action, record
from portal.errors import InvalidInput, StateConflict
from portal.notifications.actions import notify
from portal.ui.search import index


def free_slug(model, text: str) -> str:
    """An address for ``text``: Latin letters, unique among ``model``'s rows."""
    stem = slugify(text)[:70] or "ieraksts"
    slug, number = stem, 1
    while model.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


@action("communities.community.registered")
def register_community(
    *, name: str, neighbourhoods: list[Neighbourhood], uniting: str, by, now: datetime, **details: Any
) -> Community:
    """A resident enters a community; the first leader is the one who registers it. Officers verify it (S4-19, S4-145).

    Raises ``InvalidInput`` without a neighbourhood.
    """
    if not neighbourhoods:
        raise InvalidInput(_("Choose at least one neighbourhood."), field="neighbourhoods")
    community = Community(name=name, slug=free_slug(Community, name), uniting=uniting, **details)
    community.full_clean(exclude=["slug"])
    community.save()
    community.neighbourhoods.set(neighbourhoods)
    Membership.objects.create(community=community, user=by, role=MemberRole.LEADER, accepted_at=now)
    record(target=community)
    index(community)
    return community


@action("communities.community.verified")
def verify_community(*, community: Community, stage: str, by, now: datetime) -> Community:
    """An officer confirms that the community is there; from now on its page is public."""
    community = Community.objects.lock(community.pk)
    if community.verified_at:
        raise StateConflict(_("The community is verified already."))
    if stage not in (CommunityStage.FORMING, CommunityStage.ACTIVE):
        raise InvalidInput(_("A verified community is forming or active."), field="stage")
    community.verified_at, community.verified_by, community.stage = now, by, stage
    community.save(update_fields=["verified_at", "verified_by", "stage", "updated_at"])
    record(target=community, stage=stage)
    index(community)
    notify("communities.community_verified", subject=community, now=now)
    return community


@action("communities.community.stage_changed")
def change_stage(*, community: Community, stage: str, by, now: datetime) -> Community:
    """An officer notes that a community has begun, gone quiet or come back."""
    community = Community.objects.lock(community.pk)
    COMMUNITY.check(community.stage, stage)
    before, community.stage = community.stage, stage
    community.save(update_fields=["stage", "updated_at"])
    record(target=community, before=before, after=stage)
    index(community)
    return community


@action("communities.community.residents_counted")
def count_residents(*, community: Community, number: int, counted_on: date, by, now: datetime) -> Community:
    """How many residents the community unites: only the number and its day are kept, no list of names."""
    community = Community.objects.lock(community.pk)
    community.residents_united, community.residents_united_on = number, counted_on
    community.save(update_fields=["residents_united", "residents_united_on", "updated_at"])
    record(target=community, number=number, counted_on=counted_on)
    return community


@action("communities.membership.added")
def add_member(*, community: Community, user, role: str, by, now: datetime) -> Membership:
    """A person joins with a role. Raises ``StateConflict`` when the person is a member already."""
    Community.objects.lock(community.pk)
    if community.memberships.current().filter(user=user).exists():
        raise StateConflict(_("This person is a member of the community already."))
    membership = Membership.objects.create(community=community, user=user, role=role, accepted_at=now)
    record(target=community, role=role)
    return membership


@action("communities.membership.ended")
def end_membership(*, membership: Membership, by, now: datetime) -> Membership:
    """A person leaves. The last leader cannot: leadership is handed over first."""
    Community.objects.lock(membership.community_id)
    membership = Membership.objects.lock(membership.pk)
    if membership.ended_at:
        return membership
    leaders = Membership.objects.leaders().filter(community=membership.community_id)
    if membership.role == MemberRole.LEADER and not leaders.exclude(pk=membership.pk).exists():
        raise StateConflict(_("The community would be left without a leader. Hand the leadership over first."))
    membership.ended_at = now
    membership.save(update_fields=["ended_at", "updated_at"])
    record(target=membership.community, role=membership.role)
    return membership
