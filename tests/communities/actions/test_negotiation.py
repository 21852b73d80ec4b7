"""How both sides come to one text: whose turn it is, what each may do, and what is refused with which sentence."""

import pytest

from communities.actions.negotiation import agree_on_version, comment_on_version, offer_version, propose_version, take_back
from communities.enums import AgreementKind, AgreementState, CommitmentParty
from communities.models import Agreement, AgreementComment, AgreementVersion, ClauseBlock
from communities.queries.agreement import latest_version
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.communities import AgreementFactory, CommitmentFactory, CommunityFactory, VersionFactory
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

COMMUNITY, MUNICIPALITY = CommitmentParty.COMMUNITY, CommitmentParty.MUNICIPALITY


@pytest.fixture
def leader(municipality):
    return PersonFactory()


@pytest.fixture
def officer(municipality):
    return OfficerFactory()


@pytest.fixture
def draft(leader):
    return AgreementFactory(community=CommunityFactory(leader=leader))


@pytest.fixture
def offered(draft, officer, now):
    """The community reads version 1."""
    CommitmentFactory(agreement=draft)
    offer_version(agreement=draft, by=officer, now=now)
    draft.refresh_from_db()
    return draft


def propose(
    agreement, by, now, *, text="Sanākam reizi ceturksnī.", note="Retāk nekā piedāvāts.", based_on=None, commitments=None
):
    last = latest_version(agreement)
    return propose_version(
        agreement=agreement,
        clauses=[{"block": "aim", "text": text}, *last.clauses[1:]],
        commitments=last.commitments if commitments is None else commitments,
        note=note,
        based_on=based_on or last.number,
        by=by,
        now=now,
    )


def test_an_offer_keeps_the_text_as_a_version_and_hands_the_pen_to_the_community(draft, officer, leader, now):
    version = offer_version(agreement=draft, note="Pirmais teksts.", by=officer, now=now)

    draft.refresh_from_db()
    assert (version.number, version.side, draft.turn) == (1, MUNICIPALITY, COMMUNITY)
    assert [clause["block"] for clause in version.clauses] == [
        "aim",
        "principles",
        "municipality_duties",
        "community_duties",
        "benefits",
    ]
    assert Message.objects.get(email=leader.email).key == "communities.agreement_offered"


@pytest.mark.rule("D8")
def test_a_text_that_lacks_a_part_is_not_offered(officer, now):
    with pytest.raises(InvalidInput, match=str(ClauseBlock.AIM.label)):
        offer_version(agreement=AgreementFactory(clauses=[]), by=officer, now=now)


@pytest.mark.rule("S4-137")
def test_a_delegation_contract_is_never_offered(officer, now):
    with pytest.raises(StateConflict, match="katrā gadījumā atsevišķi"):
        offer_version(agreement=AgreementFactory(kind=AgreementKind.DELEGATION), by=officer, now=now)


@pytest.mark.rule("S4-133")
def test_the_communitys_wording_becomes_the_text_and_the_pen_goes_back(offered, leader, officer, now):
    commitments = [{"party": "municipality", "text": "Forums.", "due_on": offered.valid_to.isoformat()}]

    version = propose(offered, leader, now, commitments=commitments)

    offered.refresh_from_db()
    assert (version.number, version.side, offered.turn) == (2, COMMUNITY, MUNICIPALITY)
    assert offered.clauses.get(block="aim").text == "Sanākam reizi ceturksnī."
    assert [one.text for one in offered.commitments.all()] == ["Forums."]
    assert Message.objects.filter(key="communities.agreement_proposed", email=officer.email).exists()


def test_a_proposal_says_what_was_changed_and_why(offered, leader, now):
    with pytest.raises(InvalidInput) as refused:
        propose(offered, leader, now, note=" ")

    assert refused.value.field == "note"


def test_a_proposal_that_changes_nothing_is_pointed_to_agreeing(offered, leader, now):
    with pytest.raises(InvalidInput, match="piekrītiet"):
        propose(offered, leader, now, text=latest_version(offered).clauses[0]["text"])


def test_a_proposal_over_an_older_version_is_refused_and_changes_nothing(offered, leader, officer, now):
    take_back(agreement=offered, reason="Jāprecizē termiņi.", by=officer, now=now)
    offer_version(agreement=offered, by=officer, now=now)

    with pytest.raises(StateConflict, match="jaunāka redakcija"):
        propose(offered, leader, now, based_on=1)

    assert offered.versions.count() == 2


def test_a_proposal_out_of_turn_is_refused(offered, leader, officer, now):
    take_back(agreement=offered, reason="Jāprecizē termiņi.", by=officer, now=now)

    with pytest.raises(StateConflict, match="pie pašvaldības"):
        propose(offered, leader, now)


def test_when_the_community_agrees_the_version_is_settled(offered, leader, officer, now):
    agreement = agree_on_version(agreement=offered, number=1, side=COMMUNITY, by=leader, now=now)

    assert (agreement.agreed_version, agreement.turn) == (1, MUNICIPALITY)
    assert Message.objects.filter(key="communities.agreement_agreed", email=officer.email).exists()


def test_when_the_municipality_agrees_the_communitys_version_is_settled(offered, leader, officer, now):
    propose(offered, leader, now)

    agreement = agree_on_version(agreement=offered, number=2, side=MUNICIPALITY, by=officer, now=now)

    assert agreement.agreed_version == 2
    assert Message.objects.filter(key="communities.agreement_agreed", email=leader.email).exists()


def test_nobody_agrees_to_their_own_version(draft, officer, now):
    VersionFactory(agreement=draft)

    with pytest.raises(StateConflict):
        agree_on_version(agreement=draft, number=1, side=MUNICIPALITY, by=officer, now=now)


def test_a_version_the_community_has_not_seen_is_not_agreed_to(offered, leader, officer, now):
    take_back(agreement=offered, reason="Jāprecizē termiņi.", by=officer, now=now)
    offer_version(agreement=offered, by=officer, now=now)

    with pytest.raises(StateConflict, match="jaunāka redakcija"):
        agree_on_version(agreement=offered, number=1, side=COMMUNITY, by=leader, now=now)


def test_an_officer_who_changed_the_proposed_text_offers_it_instead_of_agreeing(offered, leader, officer, now):
    propose(offered, leader, now)
    offered.clauses.filter(block="aim").update(text="Sanākam reizi mēnesī.")

    with pytest.raises(StateConflict, match="piedāvājiet"):
        agree_on_version(agreement=offered, number=2, side=MUNICIPALITY, by=officer, now=now)
    assert offer_version(agreement=offered, by=officer, now=now).number == 3


def test_exactly_the_communitys_text_is_agreed_to_and_not_offered_back(offered, leader, officer, now):
    propose(offered, leader, now)

    with pytest.raises(StateConflict, match="piekrītiet"):
        offer_version(agreement=offered, by=officer, now=now)


def test_a_remark_stands_on_its_part_and_the_other_side_is_told(offered, leader, officer, now):
    version = latest_version(offered)

    comment_on_version(version=version, block="aim", text="Vai arī vasarā?", side=COMMUNITY, by=leader, now=now)

    assert AgreementComment.objects.get().block == "aim"
    assert Message.objects.filter(key="communities.agreement_commented", email=officer.email).exists()


@pytest.mark.parametrize(("block", "text", "field"), [("aim", " ", "text"), ("tasks", "Par uzdevumiem.", "block")])
def test_a_remark_has_words_and_a_part_of_this_agreement(offered, leader, now, block, text, field):
    with pytest.raises(InvalidInput) as refused:
        comment_on_version(version=latest_version(offered), block=block, text=text, side=COMMUNITY, by=leader, now=now)

    assert refused.value.field == field


def test_a_remark_is_made_on_the_latest_version(offered, leader, officer, now):
    first = latest_version(offered)
    VersionFactory(agreement=offered)

    with pytest.raises(StateConflict):
        comment_on_version(version=first, block="", text="Vai arī vasarā?", side=COMMUNITY, by=leader, now=now)


@pytest.mark.parametrize("state", [AgreementState.DRAFT, AgreementState.PUBLISHED, AgreementState.SIGNING])
def test_a_text_taken_back_has_to_be_agreed_on_and_published_anew(leader, officer, now, state):
    agreement = AgreementFactory(agreed=True, state=state, published_at=now, community=CommunityFactory(leader=leader))

    agreement = take_back(agreement=agreement, reason="Jāprecizē termiņi.", by=officer, now=now)

    assert (agreement.state, agreement.agreed_version, agreement.published_at) == (AgreementState.DRAFT, None, None)
    assert AgreementComment.objects.get().text == "Jāprecizē termiņi."
    assert Message.objects.filter(key="communities.agreement_taken_back", email=leader.email).exists()


def test_a_text_is_taken_back_with_a_reason(offered, officer, now):
    with pytest.raises(InvalidInput) as refused:
        take_back(agreement=offered, reason="Jā", by=officer, now=now)

    assert refused.value.field == "reason"


def test_a_text_the_officer_holds_already_is_not_taken_back(draft, officer, now):
    with pytest.raises(StateConflict):
        take_back(agreement=draft, reason="Jāprecizē termiņi.", by=officer, now=now)


@pytest.mark.parametrize("state", [AgreementState.IN_FORCE, AgreementState.TERMINATED, AgreementState.EXPIRED])
def test_a_signed_text_is_not_taken_back(officer, now, state):
    agreement = AgreementFactory(state=state, signed_on=now.date(), ended_on=now.date(), end_reason="Beidzies.")

    with pytest.raises(StateConflict):
        take_back(agreement=agreement, reason="Jāprecizē termiņi.", by=officer, now=now)


def test_versions_stay_as_they_were_put_forward(offered, leader, officer, now):
    first = AgreementVersion.objects.get()

    propose(offered, leader, now)

    assert AgreementVersion.objects.get(pk=first.pk).clauses == first.clauses


def test_members_see_what_was_offered_and_nothing_before(draft, leader, officer, now):
    assert not Agreement.objects.of_member(leader).exists()

    offer_version(agreement=draft, by=officer, now=now)

    assert list(Agreement.objects.of_member(leader)) == [draft]
