"""Agreements on the desk of a community: what each member may do there, and what is kept when it is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from communities.actions.agreement import send_for_signing
from communities.actions.negotiation import comment_on_version, offer_version, take_back
from communities.enums import AgreementKind, AgreementState, CommitmentParty, MemberRole
from communities.models import AgreementComment
from communities.queries.agreement import latest_version
from portal.documents.actions import render_document
from portal.documents.models import Document, SignedCopy
from portal.files.actions import read
from tests.factories.communities import AgreementFactory, CommitmentFactory, CommunityFactory, MembershipFactory
from tests.factories.files import pdf, signed_container
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")


@pytest.fixture
def officer(municipality):
    return OfficerFactory()


@pytest.fixture
def leader(client, municipality):
    """The leader of the community, signed in."""
    person = PersonFactory()
    client.force_login(person)
    return person


@pytest.fixture
def agreement(leader, officer, now):
    """A memorandum whose version 1 the community reads."""
    agreement = AgreementFactory(community=CommunityFactory(leader=leader))
    CommitmentFactory(agreement=agreement)
    offer_version(agreement=agreement, note="Lūdzam izlasīt.", by=officer, now=now)
    agreement.refresh_from_db()
    return agreement


def page(agreement, name: str = "desk_agreement") -> str:
    return reverse(f"communities:{name}", args=[agreement.community.slug, agreement.slug])


def wording_of(agreement, **typed) -> dict:
    """What the page of other words sends when nothing but ``typed`` is changed."""
    version = latest_version(agreement)
    form = {"based_on": version.number, "note": "Retāk nekā piedāvāts."}
    form |= {f"part_{clause['block']}": clause["text"] for clause in version.clauses}
    lines = version.commitments
    form |= {"apnemsanas-TOTAL_FORMS": len(lines), "apnemsanas-INITIAL_FORMS": len(lines)}
    for number, line in enumerate(lines):
        form |= {f"apnemsanas-{number}-{name}": value for name, value in line.items()}
    return form | typed


def test_the_leader_reads_the_text_with_the_remarks_on_its_parts(client, agreement, officer, now):
    comment_on_version(
        version=latest_version(agreement), block="aim", text="Šo vēl precizēsim.", side=CommitmentParty.MUNICIPALITY,
        by=officer, now=now,
    )  # fmt: skip

    text = client.get(page(agreement)).text

    assert "Redakcija Nr. 1" in text.replace("redakcija Nr. 1", "Redakcija Nr. 1")
    assert text.index('id="part_aim"') < text.index("Šo vēl precizēsim.") < text.index('id="part_principles"')


def test_the_leader_agrees_to_the_version_that_was_read(client, agreement):
    client.post(page(agreement, "desk_agreement_agree"), {"number": 1})

    agreement.refresh_from_db()
    assert agreement.agreed_version == 1


@pytest.mark.parametrize("number", ["2", "", "viens"])
def test_agreeing_to_what_was_not_read_is_refused_with_a_sentence(client, agreement, number):
    response = client.post(page(agreement, "desk_agreement_agree"), {"number": number}, follow=True)

    agreement.refresh_from_db()
    assert agreement.agreed_version is None
    assert "Ir jaunāka redakcija" in response.text


def test_changed_words_and_dates_become_the_next_version(client, agreement):
    due = agreement.valid_to.isoformat()
    typed = {
        "part_aim": "Sanākam reizi ceturksnī.\r\n\r\nTiekamies arī vasarā.", "apnemsanas-TOTAL_FORMS": 2,
        "apnemsanas-1-party": "municipality", "apnemsanas-1-text": "Forums.", "apnemsanas-1-due_on": due,
    }  # fmt: skip

    client.post(page(agreement, "desk_agreement_wording"), wording_of(agreement, **typed))

    version = latest_version(agreement)
    assert [clause["text"] for clause in version.clauses[:2]] == ["Sanākam reizi ceturksnī.", "Tiekamies arī vasarā."]
    assert {"party": "municipality", "text": "Forums.", "due_on": due} in version.commitments
    assert (version.number, version.note) == (2, "Retāk nekā piedāvāts.")


def test_the_form_of_other_words_holds_the_text_as_it_stands(client, agreement):
    text = client.get(page(agreement, "desk_agreement_wording")).text

    assert all(clause["text"] in text for clause in latest_version(agreement).clauses)
    assert "Sakopt upes malu." in text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"note": ""}, "Norādiet, ko un kāpēc mainījāt"),
        ({"part_principles": ""}, "Sakopt upes malu."),
        ({"apnemsanas-0-due_on": ""}, "Apņemšanās ir vajadzīgs gan teksts, gan diena"),
    ],
)
def test_nothing_typed_is_lost_when_something_is_missing(client, agreement, typed, sentence):
    response = client.post(
        page(agreement, "desk_agreement_wording"), wording_of(agreement, **{"part_aim": "Tiekamies vasarā.", "note": "", **typed})
    )

    assert response.status_code == 422
    assert "Tiekamies vasarā." in response.text
    assert sentence in response.text


def test_the_officer_takes_the_text_back_while_the_leader_types_and_nothing_is_lost(client, agreement, officer, now):
    typed = wording_of(agreement, part_aim="Tiekamies vasarā.")
    take_back(agreement=agreement, reason="Jāprecizē termiņi.", by=officer, now=now)

    response = client.post(page(agreement, "desk_agreement_wording"), typed)

    assert response.status_code == 422
    assert "Teksts pašlaik ir pie pašvaldības" in response.text
    assert "Tiekamies vasarā." in response.text


@pytest.mark.parametrize("name", ["desk_agreement_agree", "desk_agreement_wording", "desk_agreement_signed"])
def test_an_editor_neither_agrees_nor_rewrites_nor_signs(client, agreement, name):
    editor = MembershipFactory(community=agreement.community, role=MemberRole.EDITOR)
    client.force_login(editor.user)

    assert client.post(page(agreement, name), {"number": 1}).status_code == 403


def test_an_editor_remarks_on_a_part(client, agreement):
    client.force_login(MembershipFactory(community=agreement.community, role=MemberRole.EDITOR).user)

    client.post(page(agreement, "desk_agreement_comment"), {"number": 1, "block": "aim", "text": "Vai arī vasarā?"})

    remark = AgreementComment.objects.get()
    assert (remark.block, remark.text, remark.side) == ("aim", "Vai arī vasarā?", CommitmentParty.COMMUNITY)


def test_an_ordinary_member_reads_and_does_not_remark(client, agreement):
    client.force_login(MembershipFactory(community=agreement.community, role=MemberRole.MEMBER).user)

    assert client.get(page(agreement)).status_code == 200
    assert client.post(page(agreement, "desk_agreement_comment"), {"number": 1, "text": "Vai?"}).status_code == 403


def test_a_remark_without_words_is_asked_for_again(client, agreement):
    response = client.post(page(agreement, "desk_agreement_comment"), {"number": 1, "block": "aim", "text": ""})

    assert response.status_code == 422
    assert not AgreementComment.objects.exists()


def test_the_differences_are_told_to_those_who_do_not_see_colours(client, agreement):
    client.post(page(agreement, "desk_agreement_wording"), wording_of(agreement, part_aim="Mērķi."))

    text = client.get(page(agreement, "desk_agreement_differences"), {"no": 1, "lidz": 2}).text

    assert '<del><span class="visually-hidden">svītrots: </span>Mērķis</del>' in text
    assert '<ins><span class="visually-hidden">pievienots: </span>Mērķi</ins>' in text


def test_the_agreements_of_the_community_are_listed_with_whose_answer_they_await(client, agreement):
    AgreementFactory(community=agreement.community, title="Vēl nepiedāvāts")

    text = client.get(reverse("communities:desk_agreements", args=[agreement.community.slug])).text

    assert agreement.title in text
    assert "gaida Jūsu atbildi" in text
    assert "Vēl nepiedāvāts" not in text


def test_a_leader_of_another_community_finds_nothing(client, agreement):
    client.force_login(MembershipFactory(role=MemberRole.LEADER).user)

    assert client.get(page(agreement)).status_code == 404


@pytest.mark.rule("S4-137")
@pytest.mark.parametrize(
    ("state", "role", "status"),
    [
        (AgreementState.DRAFT, MemberRole.LEADER, 404),
        (AgreementState.SIGNING, MemberRole.LEADER, 200),
        (AgreementState.SIGNING, MemberRole.EDITOR, 404),
    ],
)
def test_a_delegation_contract_is_shown_to_the_leader_once_it_is_being_signed(client, municipality, state, role, status):
    member = MembershipFactory(role=role)
    contract = AgreementFactory(kind=AgreementKind.DELEGATION, state=state, community=member.community)
    client.force_login(member.user)

    assert client.get(page(contract)).status_code == status
    assert client.get(contract.get_absolute_url()).status_code == status


@pytest.fixture
def printed(leader, officer, now):
    agreement = AgreementFactory(agreed=True, community=CommunityFactory(leader=leader))
    agreement = send_for_signing(agreement=agreement, number="SM-7", by=officer, now=now)
    render_document(Document.objects.latest_of("communities.agreement", agreement).pk)
    return agreement


def test_the_leader_attaches_the_signed_file(client, printed):
    original = read(Document.objects.latest_of("communities.agreement", printed).pdf)
    signed = SimpleUploadedFile("memorands.edoc", signed_container({"memorands.pdf": original}))

    client.post(page(printed, "desk_agreement_signed"), {"file": signed})

    assert SignedCopy.objects.get().document.subject == printed


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cits.edoc", signed_container({"cits.pdf": pdf()}), "nav šī dokumenta"),
        ("memorands.pdf", b"nav PDF", "neatbilst"),
        ("memorands.docx", b"teksts", "edoc"),
    ],
)
def test_a_file_that_does_not_hold_the_printed_version_is_refused_with_the_reason(client, printed, name, content, sentence):
    response = client.post(page(printed, "desk_agreement_signed"), {"file": SimpleUploadedFile(name, content)})

    assert response.status_code == 422
    assert sentence in " ".join(response.context["copy_form"].errors["file"])
    assert not SignedCopy.objects.exists()
