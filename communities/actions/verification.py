from datetime import datetime

from django.utils.translation import gettext as _

from communities.enums import CommunityStage, Promise, Verification
from communities.models import Community
from communities.queries.units import unit_in_charge
from communities.workflow import VERIFICATION
from portal.audit.actions import action, record
from portal.errors import InvalidInput
from portal.notifications.actions import notify
from portal.obligations.actions import fulfil_obligation, open_obligation
from portal.obligations.answering import require_substance
from portal.obligations.receipts import issue_receipt
from portal.ui.links import plain_path, plain_reverse
from portal.ui.search import index
from portal.ui.visibility import Visibility


def ask_verification(community: Community, now: datetime) -> None:
    """Part of the running action: promise the community an answer by a known day, and tell it so."""
    receipt = issue_receipt(subject=community, now=now)
    open_obligation(
        kind=Promise.VERIFICATION,
        subject=community,
        holder=unit_in_charge(community.neighbourhoods.all()),
        received_at=now,
        label=community.name,
        number=receipt.number,
        address=plain_path(community),
        staff_address=plain_reverse("admin:communities_community_change", community.pk),
        visibility=Visibility.STAFF,
    )
    notify("communities.community_received", subject=community, now=now)


@action("communities.community.verified")
def verify_community(*, community: Community, stage: str, by, now: datetime) -> Community:
    """An officer confirms that the community is there; from now on its page is public."""
    community = Community.objects.lock(community.pk)
    VERIFICATION.check(community.verification, Verification.VERIFIED)
    if stage not in (CommunityStage.FORMING, CommunityStage.ACTIVE):
        raise InvalidInput(_("A verified community is forming or active."), field="stage")
    community.verified_at, community.verified_by, community.stage = now, by, stage
    community.save(update_fields=["verified_at", "verified_by", "stage", "updated_at"])
    record(target=community, stage=stage)
    index(community)
    fulfil_obligation(kind=Promise.VERIFICATION, subject=community, now=now)
    notify("communities.community_verified", subject=community, now=now)
    return community


@action("communities.community.returned")
def return_community(*, community: Community, reason: str, by, now: datetime) -> Community:
    """Send a community back to its leader, who reads what to correct. Raises ``InvalidInput`` for an empty reason."""
    community = Community.objects.lock(community.pk)
    VERIFICATION.check(community.verification, Verification.RETURNED)
    require_substance(reason=reason, question="")
    community.returned_at, community.return_reason = now, reason.strip()
    community.save(update_fields=["returned_at", "return_reason", "updated_at"])
    record(target=community, reason=community.return_reason)
    fulfil_obligation(kind=Promise.VERIFICATION, subject=community, now=now)
    notify("communities.community_returned", subject=community, now=now)
    return community
