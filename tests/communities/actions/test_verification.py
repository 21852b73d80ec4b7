import pytest

from communities.actions.verification import return_community, verify_community
from communities.enums import CommunityStage, Promise, Verification
from communities.models import Community
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.queries import obligation_of
from portal.ui.search import find
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.membership import RETURN_REASON, registered
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.mark.rule("S4-19")
def test_a_verified_community_is_public_and_its_leader_hears_of_it(now):
    leader, visitor = PersonFactory(), PersonFactory()
    community = registered(leader)
    MembershipFactory(community=community)

    verify_community(community=community, stage=CommunityStage.FORMING, by=OfficerFactory(), now=now)

    assert list(Community.objects.public()) == [community]
    assert find("upes kaimiņi", visitor).get().title == community.name
    assert Message.objects.get(key="communities.community_verified").email == leader.email
    assert obligation_of(community, Promise.VERIFICATION).fulfilled_at == now


ACTS = {
    "verified": lambda **who: verify_community(stage=CommunityStage.ACTIVE, **who),
    "sent back": lambda **who: return_community(reason=RETURN_REASON, **who),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", [Verification.VERIFIED, Verification.UNASKED])
def test_only_what_waits_is_verified_or_sent_back(now, act, state):
    if state == Verification.VERIFIED:
        community = CommunityFactory()
    else:
        community = CommunityFactory(stage=CommunityStage.IDENTIFIED, verified_at=None, verified_by=None)

    with pytest.raises(StateConflict):
        ACTS[act](community=community, by=OfficerFactory(), now=now)

    assert Community.objects.get().verification == state


@pytest.mark.parametrize("stage", [CommunityStage.IDENTIFIED, CommunityStage.INACTIVE])
def test_a_verified_community_is_forming_or_active(now, stage):
    with pytest.raises(InvalidInput) as refused:
        verify_community(community=registered(), stage=stage, by=OfficerFactory(), now=now)

    assert refused.value.field == "stage"


def test_the_leader_reads_why_the_community_was_sent_back(now):
    leader = PersonFactory()
    community = registered(leader)

    community = return_community(community=community, reason=RETURN_REASON, by=OfficerFactory(), now=now)

    letter = Message.objects.get(key="communities.community_returned")
    assert community.verification == Verification.RETURNED
    assert letter.email == leader.email
    assert RETURN_REASON in letter.body
    assert f"/mans/kopienas/{community.slug}/labot/" in letter.body
    assert obligation_of(community, Promise.VERIFICATION).fulfilled_at == now


@pytest.mark.parametrize("reason", ["Nē.", "Paldies par priekšlikumu."])
def test_a_community_is_sent_back_with_a_reason_of_substance_only(now, reason):
    community = registered()

    with pytest.raises(InvalidInput) as refused:
        return_community(community=community, reason=reason, by=OfficerFactory(), now=now)

    assert refused.value.field == "reason"
    assert community.verification == Verification.WAITING
