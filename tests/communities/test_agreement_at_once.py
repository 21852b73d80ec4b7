"""Both sides press at the same moment: threads on a database that really commits."""

import pytest

from communities.actions.negotiation import agree_on_version, offer_version, propose_version, take_back
from communities.enums import CommitmentParty
from communities.queries.agreement import latest_version
from tests.at_once import at_once
from tests.factories.communities import AgreementFactory, CommunityFactory
from tests.factories.portal import MunicipalityFactory, OfficerFactory, PersonFactory


@pytest.fixture
def leader(committed):
    MunicipalityFactory()
    return PersonFactory()


@pytest.fixture
def agreement(leader, now):
    agreement = AgreementFactory(community=CommunityFactory(leader=leader))
    offer_version(agreement=agreement, by=OfficerFactory(), now=now)
    agreement.refresh_from_db()
    return agreement


def proposal(agreement, leader, now):
    last = latest_version(agreement)
    return lambda: propose_version(
        agreement=agreement, clauses=[{"block": "aim", "text": "Sanākam vasarā."}, *last.clauses[1:]], commitments=[],
        note="Retāk.", based_on=1, by=leader, now=now,
    )  # fmt: skip


def test_two_proposals_over_one_version_make_one_and_the_other_is_told(agreement, leader, now):
    told = sorted(at_once(proposal(agreement, leader, now), proposal(agreement, leader, now)))

    assert told[0] == ""
    assert told[1].startswith("Teksts pašlaik ir pie pašvaldības")
    assert agreement.versions.count() == 2


def test_a_text_taken_back_while_the_leader_agrees_is_never_both(agreement, leader, now):
    officer = OfficerFactory()

    told = at_once(
        lambda: agree_on_version(agreement=agreement, number=1, side=CommitmentParty.COMMUNITY, by=leader, now=now),
        lambda: take_back(agreement=agreement, reason="Jāprecizē termiņi.", by=officer, now=now),
    )

    agreement.refresh_from_db()
    assert (agreement.agreed_version, agreement.turn) == (None, CommitmentParty.MUNICIPALITY)
    assert "" in told
