"""The officers' desk of agreements: a draft from the library, a text that is not typed over, steps in their order."""

import pytest
from django.urls import reverse

from communities.actions.negotiation import agree_on_version, offer_version, propose_version
from communities.enums import AgreementKind, AgreementState, CommitmentParty
from communities.models import Agreement, ClauseBlock, LibraryClause
from communities.queries.agreement import commitments_of, latest_version
from portal.accounts.roles import Role
from tests.desks import step_of
from tests.factories.communities import AgreementFactory, CommunityFactory
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def lawyer(client, municipality):
    """The lawyer, signed in."""
    officer = OfficerFactory(roles=[Role.LAWYER])
    client.force_login(officer)
    return officer


@pytest.fixture
def draft(lawyer):
    return AgreementFactory(community=CommunityFactory(leader=PersonFactory()))


def page(agreement, name: str = "change") -> str:
    return reverse(f"admin:communities_agreement_{name}", args=[agreement.pk])


def steps_on(client, agreement) -> set[str]:
    text = client.get(page(agreement)).text
    return {name for name in STEPS if step_of(agreement, name) in text}


STEPS = (
    "piedavat", "piekrist", "biblioteka", "piezime", "publicet", "parakstit", "kopija", "speka", "mainit", "parskatits",
    "grozit", "atjaunot", "izbeigt",
)  # fmt: skip


def form_of(agreement, **typed) -> dict:
    """What the page of the draft sends when nothing but ``typed`` is changed."""
    last = latest_version(agreement)
    names = ("kind", "title", "slug", "summary", "representative_post", "representative_basis", "reasons")
    clauses = list(agreement.clauses.order_by("position"))
    form = {name: getattr(agreement, name) for name in names}
    form |= {"community": agreement.community_id, "unit": agreement.unit_id, "seen": last.number if last else 0}
    form |= {"valid_from": agreement.valid_from.isoformat(), "valid_to": agreement.valid_to.isoformat()}
    form |= {"clauses-TOTAL_FORMS": len(clauses), "clauses-INITIAL_FORMS": len(clauses)}
    for number, clause in enumerate(clauses):
        for name in ("id", "agreement_id", "block", "position", "text"):
            form[f"clauses-{number}-{name.removesuffix('_id')}"] = getattr(clause, name)
    return form | {"commitments-TOTAL_FORMS": 0, "commitments-INITIAL_FORMS": 0} | typed


def propose(agreement, now) -> None:
    last = latest_version(agreement)
    propose_version(
        agreement=agreement, clauses=[{"block": "aim", "text": "Sanākam vasarā."}, *last.clauses[1:]],
        commitments=commitments_of(agreement), note="Retāk.", based_on=last.number,
        by=agreement.community.memberships.leaders().get().user, now=now,
    )  # fmt: skip


def test_a_new_agreement_starts_from_the_library(client, lawyer):
    record = {
        "kind": AgreementKind.MEMORANDUM, "title": "Upes malas memorands", "slug": "upes-malas-memorands",
        "community": CommunityFactory().pk, "unit": UnitFactory().pk, "summary": "Kopā par upes malu.",
        "representative_post": "valdes locekle", "representative_basis": "statūti",
        "valid_from": "2027-01-01", "valid_to": "2028-12-31",
    }  # fmt: skip

    client.post(reverse("admin:communities_agreement_add"), record)

    defaults = LibraryClause.objects.filter(kind=AgreementKind.MEMORANDUM, is_default=True)
    assert Agreement.objects.get().clauses.count() == defaults.count() > 0


def test_clauses_are_added_by_choosing_them(client, draft):
    chosen = LibraryClause.objects.filter(kind=draft.kind, is_default=False).first()

    client.post(step_of(draft, "biblioteka"), {"clauses": [chosen.pk]})

    assert draft.clauses.filter(text=chosen.text).exists()


def test_an_officer_writes_the_draft(client, draft):
    assert 'name="seen"' in client.get(page(draft)).text

    response = client.post(page(draft), form_of(draft, **{"clauses-0-text": "Sanākam reizi mēnesī."}))

    assert response.status_code == 302
    assert draft.clauses.filter(text="Sanākam reizi mēnesī.").exists()


def test_a_form_that_was_open_while_the_text_was_offered_changes_nothing_and_loses_nothing(client, draft, lawyer, now):
    typed = form_of(draft, **{"clauses-0-text": "Sanākam reizi mēnesī."})
    offer_version(agreement=draft, by=lawyer, now=now)

    response = client.post(page(draft), typed)

    assert "Tekstu pašlaik lasa kopiena" in response.text
    assert "Sanākam reizi mēnesī." in response.text
    assert not draft.clauses.filter(text="Sanākam reizi mēnesī.").exists()


def test_a_form_from_before_the_communitys_answer_does_not_type_over_it(client, draft, lawyer, now):
    typed = form_of(draft, **{"clauses-0-text": "Sanākam reizi mēnesī."})
    offer_version(agreement=draft, by=lawyer, now=now)
    propose(draft, now)

    response = client.post(page(draft), typed)

    assert "Pa šo laiku ir jaunāka redakcija" in response.text
    assert "Sanākam reizi mēnesī." in response.text
    assert draft.clauses.filter(text="Sanākam vasarā.").exists()


def test_while_the_community_reads_the_text_can_only_be_remarked_on_or_taken_back(client, draft, lawyer, now):
    offer_version(agreement=draft, by=lawyer, now=now)

    assert steps_on(client, draft) == {"piezime", "mainit"}


def test_the_officer_sees_the_difference_and_the_remarks_and_agrees(client, draft, lawyer, now):
    offer_version(agreement=draft, by=lawyer, now=now)
    propose(draft, now)

    text = client.get(page(draft, "versions")).text
    client.post(step_of(draft, "piekrist"))

    draft.refresh_from_db()
    assert "Sanākam vasarā" in text
    assert "Retāk." in text
    assert draft.agreed_version == 2


def test_what_both_agreed_on_can_be_published_signed_or_taken_back(client, draft, lawyer, now):
    offer_version(agreement=draft, by=lawyer, now=now)
    leader = draft.community.memberships.leaders().get().user
    agree_on_version(agreement=draft, number=1, side=CommitmentParty.COMMUNITY, by=leader, now=now)

    assert steps_on(client, draft) == {"piezime", "publicet", "parakstit", "mainit"}


@pytest.mark.rule("S4-137")
def test_a_delegation_contract_offers_no_step_towards_the_community_but_signing(client, lawyer):
    assert steps_on(client, AgreementFactory(kind=AgreementKind.DELEGATION)) == {"biblioteka", "parakstit"}


@pytest.mark.rule("S4-137")
@pytest.mark.parametrize("role", [Role.OFFICER, Role.CALLS, Role.SOCIAL])
def test_others_do_not_open_the_desk_of_agreements(client, municipality, role):
    client.force_login(OfficerFactory(roles=[role]))

    assert client.get(reverse("admin:communities_agreement_changelist")).status_code == 403


@pytest.mark.rule("D8")
def test_the_page_says_what_the_text_still_lacks(client, lawyer):
    text = client.get(page(AgreementFactory(clauses=[ClauseBlock.AIM]))).text

    assert text.count("(trūkst)") == 4


def test_amending_leads_to_the_new_draft(client, lawyer, now):
    agreement = AgreementFactory(state=AgreementState.IN_FORCE, signed_on=now.date())

    response = client.post(step_of(agreement, "grozit"))

    assert response.url == page(agreement.successors.get())


def test_a_coordinator_neither_puts_into_force_nor_terminates(client, municipality, now):
    agreement = AgreementFactory(state=AgreementState.IN_FORCE, signed_on=now.date())
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))

    assert steps_on(client, agreement) == {"parskatits", "grozit", "atjaunot"}


def test_the_first_page_shows_what_waits_for_the_municipality(client, draft, lawyer, now):
    offer_version(agreement=draft, by=lawyer, now=now)
    assert draft.title not in client.get(reverse("admin:index")).text

    propose(draft, now)

    assert draft.title in client.get(reverse("admin:index")).text


def test_who_only_reads_is_shown_nothing_that_only_the_form_needs(client):
    client.force_login(OfficerFactory(roles=[Role.AUDITOR]))

    text = client.get(page(AgreementFactory())).text

    assert "<dt>Veids</dt>" in text
    assert "<dt>Seen</dt>" not in text
