from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from communities.actions.agreement import MEMORANDUM_BLOCKS, publish_agreement, put_into_force, send_for_signing
from communities.enums import AgreementKind, AgreementState, CommitmentParty
from communities.models import Agreement
from communities.workflow import AGREEMENT
from portal.documents.models import Document
from portal.errors import InvalidInput, StateConflict
from portal.obligations.models import Obligation
from portal.ui.visibility import Visibility
from tests.factories.communities import AgreementFactory, CommitmentFactory

pytestmark = pytest.mark.usefixtures("municipality")
TEN_DAYS = timedelta(days=10)


def sign(agreement, now):
    return put_into_force(agreement=agreement, signed_on=now.date(), number="1-2/7", by=None, now=now)


def in_signing(**details):
    return AgreementFactory(state=AgreementState.SIGNING, **details)


@pytest.mark.rule("D8")
@pytest.mark.rule("S4-132")
@pytest.mark.parametrize("act", [publish_agreement, send_for_signing])
@pytest.mark.parametrize("lacking", MEMORANDUM_BLOCKS)
def test_a_memorandum_without_one_of_its_parts_is_refused(now, act, lacking):
    agreement = AgreementFactory(clauses=[block for block in MEMORANDUM_BLOCKS if block != lacking])

    with pytest.raises(InvalidInput, match=str(lacking.label)):
        act(agreement=agreement, by=None, now=now)

    agreement.refresh_from_db()
    assert agreement.state == AgreementState.DRAFT


@pytest.mark.rule("S4-132")
def test_a_complete_memorandum_is_printed_for_signing(now):
    agreement = AgreementFactory()

    send_for_signing(agreement=agreement, by=None, now=now)

    assert Document.objects.latest_of("communities.agreement", agreement) is not None


@pytest.mark.rule("D8")
@pytest.mark.parametrize("public_for", [timedelta(0), TEN_DAYS - timedelta(seconds=1)])
def test_a_participation_contract_public_for_less_than_ten_days_is_not_signed(now, public_for):
    agreement = AgreementFactory(kind=AgreementKind.PARTICIPATION)
    publish_agreement(agreement=agreement, by=None, now=now - public_for)

    with pytest.raises(StateConflict, match="dienu skaits: 10"):
        send_for_signing(agreement=agreement, by=None, now=now)


@pytest.mark.rule("D8")
def test_a_participation_contract_never_published_is_not_signed(now):
    with pytest.raises(StateConflict, match="dienu skaits: 10"):
        send_for_signing(agreement=AgreementFactory(kind=AgreementKind.PARTICIPATION), by=None, now=now)


@pytest.mark.rule("D8")
def test_a_participation_contract_public_for_ten_days_is_signed(now):
    agreement = AgreementFactory(kind=AgreementKind.PARTICIPATION)
    publish_agreement(agreement=agreement, by=None, now=now - TEN_DAYS)

    assert send_for_signing(agreement=agreement, by=None, now=now).state == AgreementState.SIGNING


@pytest.mark.rule("S4-52")
def test_a_community_owes_nothing_before_the_agreement_is_signed(now):
    agreement = CommitmentFactory().agreement

    publish_agreement(agreement=agreement, by=None, now=now)
    send_for_signing(agreement=agreement, by=None, now=now)

    assert not Obligation.objects.exists()


@pytest.mark.rule("S4-52")
@pytest.mark.rule("S4-133")
def test_signed_commitments_become_obligations_of_their_party(now):
    agreement = in_signing()
    ours = CommitmentFactory(agreement=agreement, party=CommitmentParty.COMMUNITY, due_on=now.date() + timedelta(days=30))
    theirs = CommitmentFactory(agreement=agreement, party=CommitmentParty.MUNICIPALITY)
    CommitmentFactory(agreement=agreement, due_on=now.date() - timedelta(days=1))

    sign(agreement, now)

    promises = {promise.subject: (promise.holder, promise.due_on) for promise in Obligation.objects.all()}
    assert promises == {ours: (agreement.community, ours.due_on), theirs: (agreement.unit, theirs.due_on)}


@pytest.mark.rule("S4-137")
def test_commitments_of_a_delegation_contract_are_for_staff(now):
    commitment = CommitmentFactory(agreement=in_signing(kind=AgreementKind.DELEGATION))

    sign(commitment.agreement, now)

    assert Obligation.objects.get().visibility == Visibility.STAFF


def test_the_day_of_signing_is_not_in_the_future(now):
    agreement = in_signing()

    with pytest.raises(InvalidInput) as refused:
        put_into_force(agreement=agreement, signed_on=now.date() + timedelta(days=2), number="1", by=None, now=now)

    assert refused.value.field == "signed_on"


@pytest.mark.parametrize(
    ("act", "target"),
    [
        (publish_agreement, AgreementState.PUBLISHED),
        (send_for_signing, AgreementState.SIGNING),
        (sign, AgreementState.IN_FORCE),
    ],
)
def test_an_agreement_in_another_state_stays_as_it_is(now, act, target):
    for state in (state for state in AGREEMENT.statuses if not AGREEMENT.allows(state, target)):
        agreement = AgreementFactory(state=state, signed_on=now.date())

        with pytest.raises(StateConflict):
            sign(agreement, now) if act is sign else act(agreement=agreement, by=None, now=now)

        agreement.refresh_from_db()
        assert agreement.state == state


def test_an_agreement_is_not_in_force_unsigned():
    agreement = AgreementFactory.build(state=AgreementState.IN_FORCE, community=None, unit=None)

    with pytest.raises(ValidationError, match="parakstīt"):
        agreement.validate_constraints()


def test_an_agreement_ends_after_it_begins(now):
    agreement = AgreementFactory.build(valid_to=now.date(), valid_from=now.date(), community=None, unit=None)

    with pytest.raises(ValidationError, match="pēc sākuma datuma"):
        agreement.validate_constraints()


@pytest.mark.rule("S4-137")
def test_a_delegation_contract_is_never_public(now):
    AgreementFactory(kind=AgreementKind.DELEGATION, state=AgreementState.IN_FORCE, signed_on=now.date())
    memorandum = AgreementFactory(state=AgreementState.IN_FORCE, signed_on=now.date())
    AgreementFactory(state=AgreementState.DRAFT)

    assert list(Agreement.objects.public()) == [memorandum]
