from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from communities.actions.agreement import (
    add_library_clauses,
    create_agreement,
    publish_agreement,
    put_into_force,
    receive_agreement_copy,
    send_for_signing,
)
from communities.enums import AgreementKind, AgreementState, CommitmentParty
from communities.models import Agreement, ClauseBlock, LibraryClause
from communities.queries.agreement import NEEDED_PARTS, library_for
from communities.workflow import AGREEMENT
from portal.documents.actions import render_document
from portal.documents.models import Document
from portal.errors import InvalidInput, StateConflict
from portal.files.actions import read
from portal.files.uploads import CheckedUpload
from portal.notifications.models import Message
from portal.obligations.models import Obligation
from portal.ui.visibility import Visibility
from tests.factories.communities import AgreementFactory, CommitmentFactory, CommunityFactory, VersionFactory
from tests.factories.files import signed_container
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")
TEN_DAYS = timedelta(days=10)
MEMORANDUM_PARTS = NEEDED_PARTS[AgreementKind.MEMORANDUM]
SEVEN_GROUPS = NEEDED_PARTS[AgreementKind.DELEGATION]


def send(agreement, now):
    return send_for_signing(agreement=agreement, number="1-2/7", by=None, now=now)


def publish(agreement, now):
    return publish_agreement(agreement=agreement, by=None, now=now)


def sign(agreement, now):
    return put_into_force(agreement=agreement, signed_on=now.date(), paper_reason="Parakstīts klātienē.", by=None, now=now)


def in_signing(**details):
    return AgreementFactory(state=AgreementState.SIGNING, **details)


def container(*entries: bytes) -> CheckedUpload:
    content = signed_container({f"{number}.pdf": entry for number, entry in enumerate(entries)})
    return CheckedUpload(name="parakstīts.asice", content_type="application/vnd.etsi.asic-e+zip", content=content)


@pytest.fixture
def printed(now):
    """An agreement that waits for its signatures, with the PDF that is to be signed."""
    agreement = send(AgreementFactory(agreed=True, community=CommunityFactory(leader=PersonFactory())), now)
    render_document(Document.objects.latest_of("communities.agreement", agreement).pk)
    return agreement


def pdf_of(agreement) -> bytes:
    return read(Document.objects.latest_of("communities.agreement", agreement).pdf)


@pytest.mark.rule("S4-44")
@pytest.mark.rule("S4-52")
@pytest.mark.parametrize("kind", AgreementKind)
def test_a_draft_begins_with_the_clauses_the_library_puts_in_every_one_of_its_kind(kind, now):
    draft = AgreementFactory.build(kind=kind, slug="", community=CommunityFactory(), unit=UnitFactory())

    agreement = create_agreement(agreement=draft, by=None, now=now)

    assert set(NEEDED_PARTS[kind]) <= set(agreement.clauses.values_list("block", flat=True))
    assert set(agreement.clauses.values_list("text", flat=True)) == set(
        LibraryClause.objects.filter(kind=kind, is_default=True).values_list("text", flat=True)
    )


@pytest.mark.rule("S4-44")
@pytest.mark.parametrize("word", ["atbildību", "saskaņotu viedokli", "lojāla", "visām iedzīvotāju grupām", "dalās pieredzē"])
def test_the_library_asks_of_communities_what_the_guidelines_ask(db, word):
    duties = LibraryClause.objects.filter(kind=AgreementKind.MEMORANDUM, block=ClauseBlock.COMMUNITY_DUTIES, is_default=True)

    assert any(word in text.lower() for text in duties.values_list("text", flat=True))


def test_clauses_chosen_from_the_library_join_the_text_and_are_not_offered_again(now):
    agreement = AgreementFactory()
    chosen = LibraryClause.objects.filter(kind=agreement.kind, is_default=False)

    add_library_clauses(agreement=agreement, clauses=list(chosen), by=None, now=now)

    assert agreement.clauses.filter(text__in=chosen.values("text")).count() == chosen.count() > 0
    assert not library_for(agreement).filter(pk__in=chosen).exists()


@pytest.mark.rule("D8")
@pytest.mark.rule("S4-132")
@pytest.mark.parametrize("act", [publish, send])
@pytest.mark.parametrize("lacking", MEMORANDUM_PARTS)
def test_a_memorandum_without_one_of_its_parts_is_refused(now, act, lacking):
    agreement = AgreementFactory(clauses=[block for block in MEMORANDUM_PARTS if block != lacking], agreed=True)

    with pytest.raises(InvalidInput, match=str(lacking.label)):
        act(agreement, now)

    agreement.refresh_from_db()
    assert agreement.state == AgreementState.DRAFT


@pytest.mark.rule("S4-29")
def test_benefits_chosen_from_the_nine_stand_for_the_part_about_benefits(now):
    parts = [block for block in MEMORANDUM_PARTS if block != ClauseBlock.BENEFITS]
    agreement = AgreementFactory(clauses=parts, benefits=["trust", "legitimacy"], agreed=True)

    assert send(agreement, now).state == AgreementState.SIGNING


@pytest.mark.rule("D8")
@pytest.mark.rule("S4-134")
@pytest.mark.parametrize("lacking", SEVEN_GROUPS)
def test_a_delegation_contract_needs_all_seven_groups_of_clauses(now, lacking):
    agreement = AgreementFactory(kind=AgreementKind.DELEGATION, clauses=[block for block in SEVEN_GROUPS if block != lacking])

    with pytest.raises(InvalidInput, match=str(lacking.label)):
        send(agreement, now)


@pytest.mark.rule("S4-134")
@pytest.mark.rule("S4-135")
@pytest.mark.parametrize("lacking", [{"field": ""}, {"yearly_amount": None}])
def test_a_delegation_contract_names_its_field_and_its_funding(now, lacking):
    with pytest.raises(InvalidInput):
        send(AgreementFactory(kind=AgreementKind.DELEGATION, **lacking), now)


@pytest.mark.rule("D8")
def test_a_participation_contract_says_why_this_community(now):
    agreement = AgreementFactory(kind=AgreementKind.PARTICIPATION, reasons=" ", agreed=True)

    with pytest.raises(InvalidInput, match="objektīv"):
        publish(agreement, now)


@pytest.mark.rule("S4-136")
def test_administrative_acts_need_the_law_that_allows_them():
    agreement = AgreementFactory.build(issues_acts=True, external_law="", community=None, unit=None)

    with pytest.raises(ValidationError, match="likumu"):
        agreement.validate_constraints()


@pytest.mark.rule("S4-133")
def test_a_commitment_is_due_while_the_agreement_is_valid(now):
    agreement = AgreementFactory()
    CommitmentFactory(agreement=agreement, text="Sakopt krastu.", due_on=agreement.valid_to + timedelta(days=1))

    with pytest.raises(InvalidInput, match="Sakopt krastu"):
        publish(agreement, now)


@pytest.mark.rule("S4-132")
@pytest.mark.parametrize("act", [publish, send])
@pytest.mark.parametrize("kind", [AgreementKind.MEMORANDUM, AgreementKind.PARTICIPATION])
def test_nothing_is_published_or_signed_that_both_sides_have_not_agreed_on(now, act, kind):
    with pytest.raises(StateConflict, match="vēl nav vienojušās"):
        act(AgreementFactory(kind=kind), now)


def test_what_both_agreed_on_is_signed_and_not_a_later_version(now):
    agreement = AgreementFactory(agreed=True)
    VersionFactory(agreement=agreement)

    with pytest.raises(StateConflict, match="vēl nav vienojušās"):
        send(agreement, now)


@pytest.mark.rule("S4-132")
def test_a_memorandum_is_printed_for_signing_under_its_number_and_goes_to_the_community(now):
    leader = PersonFactory()
    agreement = AgreementFactory(agreed=True, community=CommunityFactory(leader=leader))

    agreement = send(agreement, now)

    letter = Message.objects.get(email=leader.email)
    assert agreement.number == "1-2/7"
    assert list(letter.files.all()) == [Document.objects.latest_of("communities.agreement", agreement).pdf]


def test_an_agreement_without_number_is_not_sent_for_signing(now):
    with pytest.raises(InvalidInput) as refused:
        send_for_signing(agreement=AgreementFactory(agreed=True), number=" ", by=None, now=now)

    assert refused.value.field == "number"


@pytest.mark.rule("D8")
@pytest.mark.parametrize("public_for", [timedelta(0), TEN_DAYS - timedelta(seconds=1)])
def test_a_participation_contract_public_for_less_than_ten_days_is_not_signed(now, public_for):
    agreement = AgreementFactory(kind=AgreementKind.PARTICIPATION, agreed=True)
    publish(agreement, now - public_for)

    with pytest.raises(StateConflict, match="dienu skaits: 10"):
        send(agreement, now)


@pytest.mark.rule("D8")
def test_a_participation_contract_never_published_is_not_signed(now):
    with pytest.raises(StateConflict, match="dienu skaits: 10"):
        send(AgreementFactory(kind=AgreementKind.PARTICIPATION, agreed=True), now)


@pytest.mark.rule("D8")
def test_a_participation_contract_public_for_ten_days_is_signed(now):
    agreement = AgreementFactory(kind=AgreementKind.PARTICIPATION, agreed=True)
    publish(agreement, now - TEN_DAYS)

    assert send(agreement, now).state == AgreementState.SIGNING


@pytest.mark.rule("S4-137")
def test_a_delegation_contract_is_signed_without_ever_being_offered_or_published(now):
    agreement = AgreementFactory(kind=AgreementKind.DELEGATION)

    with pytest.raises(StateConflict):
        publish(agreement, now)
    assert send(agreement, now).state == AgreementState.SIGNING


def test_a_signed_copy_of_the_printed_version_brings_the_agreement_into_force(printed, now):
    leader = printed.community.memberships.leaders().get().user
    receive_agreement_copy(
        agreement=printed, upload=container(pdf_of(printed)), side=CommitmentParty.COMMUNITY, by=leader, now=now
    )

    agreement = put_into_force(agreement=printed, signed_on=now.date(), by=None, now=now)

    assert agreement.state == AgreementState.IN_FORCE
    assert Message.objects.filter(key="communities.agreement_copy_received").exists()


def test_a_signed_copy_of_another_text_is_refused(printed, now):
    with pytest.raises(InvalidInput) as refused:
        receive_agreement_copy(
            agreement=printed, upload=container(b"%PDF cits"), side=CommitmentParty.COMMUNITY, by=OfficerFactory(), now=now
        )

    assert refused.value.field == "file"


def test_a_signed_copy_comes_back_only_while_it_is_being_signed(now):
    with pytest.raises(StateConflict):
        receive_agreement_copy(
            agreement=AgreementFactory(), upload=container(b"%PDF"), side=CommitmentParty.COMMUNITY, by=OfficerFactory(), now=now
        )


def test_without_a_signed_copy_the_officer_says_why_it_was_signed_on_paper(printed, now):
    with pytest.raises(InvalidInput) as refused:
        put_into_force(agreement=printed, signed_on=now.date(), by=None, now=now)

    assert refused.value.field == "paper_reason"
    assert sign(printed, now).paper_reason == "Parakstīts klātienē."


@pytest.mark.rule("S4-52")
def test_a_community_owes_nothing_before_the_agreement_is_signed(now):
    agreement = AgreementFactory(agreed=True)
    CommitmentFactory(agreement=agreement)

    publish(agreement, now)
    send(agreement, now)

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
        put_into_force(agreement=agreement, signed_on=now.date() + timedelta(days=2), by=None, now=now)

    assert refused.value.field == "signed_on"


@pytest.mark.parametrize(
    ("act", "target"),
    [
        (publish, AgreementState.PUBLISHED),
        (send, AgreementState.SIGNING),
        (sign, AgreementState.IN_FORCE),
    ],
)
def test_an_agreement_in_another_state_stays_as_it_is(now, act, target):
    for state in (state for state in AGREEMENT.statuses if not AGREEMENT.allows(state, target)):
        agreement = AgreementFactory(state=state, agreed=True, signed_on=now.date(), ended_on=now.date(), end_reason="Beidzies.")

        with pytest.raises(StateConflict):
            act(agreement, now)

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
