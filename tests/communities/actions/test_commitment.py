from datetime import timedelta

import pytest

from communities.actions.commitment import keep_commitment, open_promises
from communities.enums import AgreementState, CommitmentParty
from portal.audit.actions import action
from portal.errors import InvalidInput, StateConflict
from portal.obligations.models import Obligation
from tests.factories.communities import AgreementFactory, CommitmentFactory

pytestmark = pytest.mark.usefixtures("municipality")


@action("tests.promises.opened")
def give_clocks(*, agreement, by, now):
    open_promises(agreement, now)


@pytest.fixture
def commitment(now):
    """A promise of the community in an agreement signed a month ago, with its clock."""
    agreement = AgreementFactory(state=AgreementState.IN_FORCE, signed_on=now.date() - timedelta(days=30))
    commitment = CommitmentFactory(agreement=agreement, party=CommitmentParty.COMMUNITY, due_on=now.date() + timedelta(days=5))
    give_clocks(agreement=agreement, by=None, now=now - timedelta(days=30))
    return commitment


@pytest.mark.rule("S4-133")
def test_a_kept_commitment_stops_its_clock_and_says_how(commitment, now):
    kept = keep_commitment(commitment=commitment, kept_on=now.date(), note="Krasts sakopts, 20 talcinieki.", by=None, now=now)

    assert (kept.kept_on, kept.kept_note) == (now.date(), "Krasts sakopts, 20 talcinieki.")
    assert Obligation.objects.about(commitment).get().fulfilled_at == now


def test_what_was_kept_in_time_and_noted_later_counts_as_kept_in_time(commitment, now):
    later = now + timedelta(days=10)

    keep_commitment(commitment=commitment, kept_on=commitment.due_on, note="Krasts sakopts.", by=None, now=later)

    assert not Obligation.objects.about(commitment).get().was_late


@pytest.mark.parametrize("days", [-31, 1])
def test_a_commitment_is_kept_between_the_signing_and_today(commitment, now, days):
    with pytest.raises(InvalidInput) as refused:
        keep_commitment(commitment=commitment, kept_on=now.date() + timedelta(days=days), note="Sakopts.", by=None, now=now)

    assert refused.value.field == "kept_on"


def test_how_it_was_kept_is_said(commitment, now):
    with pytest.raises(InvalidInput) as refused:
        keep_commitment(commitment=commitment, kept_on=now.date(), note=" ", by=None, now=now)

    assert refused.value.field == "note"


def test_a_commitment_is_kept_once(commitment, now):
    keep_commitment(commitment=commitment, kept_on=now.date(), note="Sakopts.", by=None, now=now)

    with pytest.raises(StateConflict):
        keep_commitment(commitment=commitment, kept_on=now.date(), note="Vēlreiz.", by=None, now=now)


@pytest.mark.rule("S4-52")
def test_nothing_is_kept_by_an_agreement_that_is_not_in_force(now):
    with pytest.raises(StateConflict):
        keep_commitment(commitment=CommitmentFactory(), kept_on=now.date(), note="Sakopts.", by=None, now=now)
