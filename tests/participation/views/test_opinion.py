"""A visitor's way from the form to the answer, and everything that can go wrong on it."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfWriter

from communities.enums import MemberRole
from participation.actions.opinion import LONGEST_OPINION
from participation.enums import OpinionState
from participation.models import ConsultationDocument, DocumentVersion, Opinion, Paragraph
from participation.queries.opinion import confirmation_token
from portal.notifications.models import Message
from portal.obligations.models import Obligation, Receipt
from tests.factories.communities import CommunityFactory, MembershipFactory, NeighbourhoodFactory
from tests.factories.participation import ConsultationFactory, give_guest_opinion, give_opinion
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

TEXT = "Vajag drošu ceļu uz skolu, jo bērni iet pa brauktuves malu."


def page_of(consultation) -> str:
    return reverse("participation:opinion_create", args=[consultation.slug])


def pdf() -> bytes:
    """A document of one empty page."""
    document, content = PdfWriter(), BytesIO()
    document.add_blank_page(width=100, height=100)
    document.write(content)
    return content.getvalue()


def send(client, consultation, headers=None, **data):
    given = {"text": TEXT, "name": "Anna Ozola", "email": "anna@example.lv", "form_token": uuid4()} | data
    return client.post(page_of(consultation), given, headers=headers)


def confirm_page(opinion) -> str:
    return reverse("participation:opinion_confirm", args=[confirmation_token(opinion)])


@pytest.fixture
def consultation(municipality):
    return ConsultationFactory()


@pytest.fixture
def closed(municipality, now):
    """A consultation that closed one second ago."""
    return ConsultationFactory(closes_at=now - timedelta(seconds=1))


def test_a_visitor_gives_an_opinion_and_confirms_it_by_the_link_in_the_mail(client, consultation):
    sent = send(client, consultation)
    link = re.search(r"http://testserver(\S+)", Message.objects.get().body)[1]
    looked = client.get(link)
    still = Opinion.objects.get().state
    receipt = client.post(link, follow=True)

    assert sent.url == reverse("participation:opinion_sent", args=[consultation.slug])
    assert TEXT in looked.text
    assert still == OpinionState.UNCONFIRMED, "opening the link confirms nothing"
    assert Receipt.objects.get().number in receipt.text
    assert TEXT in client.get(consultation.get_absolute_url()).text


def test_a_link_used_twice_shows_the_receipt_again(client, consultation):
    link = confirm_page(give_guest_opinion(consultation))

    client.post(link)
    again = client.post(link, follow=True)

    assert Receipt.objects.get().number in again.text
    assert Obligation.objects.count() == 1


@pytest.mark.parametrize("mangle", [lambda token: token[:-3], lambda token: f"x{token}", lambda token: "nekas"])
def test_a_mangled_link_is_refused_with_a_sentence(client, mangle):
    token = mangle(confirmation_token(give_guest_opinion()))

    response = client.post(reverse("participation:opinion_confirm", args=[token]))

    assert response.status_code == 410
    assert "Saite nav pilnīga" in response.text
    assert not Receipt.objects.exists()


def test_a_link_of_another_purpose_is_refused(client):
    token = signing.dumps(give_guest_opinion().pk, salt="another")

    assert client.post(reverse("participation:opinion_confirm", args=[token])).status_code == 410


def test_a_link_works_for_seven_days(client, time_machine):
    opinion = give_guest_opinion()
    link = confirm_page(opinion)

    time_machine.move_to(opinion.submitted_at + timedelta(days=7, seconds=2))
    response = client.post(link)

    opinion.refresh_from_db()
    assert response.status_code == 410
    assert "septiņas dienas" in response.text
    assert opinion.state == OpinionState.UNCONFIRMED


def test_a_link_whose_opinion_was_let_go_says_so(client):
    opinion = give_guest_opinion()
    link = confirm_page(opinion)
    opinion.delete()

    response = client.get(link)

    assert response.status_code == 410
    assert "vairs nav" in response.text


def test_one_second_after_closing_the_opinion_is_refused_and_the_text_kept(client, closed):
    response = send(client, closed)

    assert response.status_code == 422
    assert "Apspriešana ir slēgta" in response.text
    assert TEXT in response.text
    assert "anna@example.lv" in response.text
    assert not Opinion.objects.exists()


def test_an_opinion_that_reached_the_proxy_in_time_counts(client, closed, now, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]

    send(client, closed, headers={"x-request-start": f"t={now.timestamp() - 2}"})

    assert closed.opinions.count() == 1


def test_a_visitor_cannot_claim_to_have_been_in_time(client, closed, now):
    response = send(client, closed, headers={"x-request-start": f"t={now.timestamp() - 2}"})

    assert response.status_code == 422
    assert not closed.opinions.exists()


def test_before_the_opening_the_form_says_when_to_come_back(client, now):
    coming = ConsultationFactory(opens_at=now + timedelta(days=3))

    page = client.get(page_of(coming)).text
    response = send(client, coming)

    assert "vēl nav sākusies" in page
    assert "noslēdzās" not in page
    assert response.status_code == 422
    assert not Opinion.objects.exists()


def test_the_form_of_a_draft_is_no_page(client):
    assert client.get(page_of(ConsultationFactory(draft=True))).status_code == 404


def test_the_same_form_sent_twice_is_one_opinion(client, consultation):
    form_token = uuid4()

    for _ in range(2):
        response = send(client, consultation, form_token=form_token)

    assert response.status_code == 302
    assert Message.objects.count() == Opinion.objects.count() == 1


def test_a_signed_in_person_lands_on_the_receipt(client, consultation):
    client.force_login(PersonFactory())

    response = send(client, consultation, follow=True)

    assert response.url == reverse("obligations:receipt_detail", args=[Receipt.objects.get().number])
    assert TEXT in client.get(response.url).text


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "\u200b\u202e"}, "text"),
        ({"text": "a\x00b"}, "text"),
        ({"email": ""}, "email"),
        ({"email": "anna@"}, "email"),
        ({"form_token": "nekas"}, "form_token"),
    ],
)
def test_a_form_filled_in_wrongly_shows_where(client, consultation, data, field):
    response = send(client, consultation, **data)

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {field}
    assert not Opinion.objects.exists()


def test_a_text_that_is_too_long_is_kept_and_the_limit_told(client, consultation):
    text = "ā" * (LONGEST_OPINION + 1)

    response = send(client, consultation, text=text)

    assert response.status_code == 422
    assert "20001" in response.text
    assert text in response.text


def test_many_opinions_from_one_address_are_slowed_down(client, consultation):
    for _ in range(10):
        assert send(client, consultation).status_code == 302

    response = send(client, consultation)

    assert response.status_code == 422
    assert "pārāk daudz mēģinājumu" in response.text
    assert TEXT in response.text


def test_what_people_write_is_shown_as_they_wrote_it_and_runs_nowhere(client, consultation):
    give_opinion(consultation, text="<script>alert(1)</script> <b>Ceļš</b> & tilts")

    page = client.get(consultation.get_absolute_url()).text

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &lt;b&gt;Ceļš&lt;/b&gt; &amp; tilts" in page
    assert "<script>alert" not in page


def test_an_attachment_is_downloaded_once_the_opinion_counts(client, consultation):
    content = pdf()
    send(client, consultation, attachment=SimpleUploadedFile("karte.pdf", content, "application/pdf"))
    opinion = Opinion.objects.get()
    address = reverse("participation:opinion_attachment", args=[opinion.pk])
    before = client.get(address)
    client.post(confirm_page(opinion))

    response = client.get(address)

    assert before.status_code == 404
    assert b"".join(response) == content
    assert response["Content-Disposition"] == 'attachment; filename="karte.pdf"'
    assert "karte.pdf" in client.get(consultation.get_absolute_url()).text


def test_a_renamed_program_is_refused_and_the_text_kept(client, consultation):
    response = send(client, consultation, attachment=SimpleUploadedFile("karte.pdf", b"MZ\x90\x00", "application/pdf"))

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"attachment"}
    assert TEXT in response.text


def test_an_opinion_without_an_attachment_has_nothing_to_download(client):
    address = reverse("participation:opinion_attachment", args=[give_opinion().pk])

    assert client.get(address).status_code == 404


@pytest.fixture
def leader(client, municipality):
    """The leader of „Upes kaimiņi”, signed in."""
    person = PersonFactory()
    CommunityFactory(name="Upes kaimiņi", leader=person)
    client.force_login(person)
    return person


JOINT = {"residents_represented": 21, "how_agreed": "sapulcē, 14 balsis par", "agreed_on": "2026-01-12"}


@pytest.mark.rule("S4-94")
def test_a_leader_speaks_for_the_community_and_is_counted_apart(client, leader, consultation):
    community = leader.memberships.get().community

    send(client, consultation, community=community.pk, **JOINT)

    give_opinion(consultation)
    page = client.get(consultation.get_absolute_url()).text
    assert "1 kopviedoklis (21 iedzīvotāja vārdā) · 1 individuāls viedoklis" in page
    assert "Upes kaimiņi" in page


@pytest.mark.rule("S4-94")
@pytest.mark.usefixtures("leader")
@pytest.mark.parametrize("lacking", ["residents_represented", "how_agreed", "agreed_on"])
def test_a_joint_opinion_that_lacks_something_is_refused_where_it_lacks(client, leader, consultation, lacking):
    community = leader.memberships.get().community

    response = send(client, consultation, community=community.pk, **{**JOINT, lacking: ""})

    assert set(response.context["form"].errors) == {lacking}


@pytest.mark.usefixtures("leader")
def test_nobody_speaks_for_a_community_of_others(client, consultation):
    response = send(client, consultation, community=CommunityFactory().pk, **JOINT)

    assert set(response.context["form"].errors) == {"community"}


@pytest.mark.parametrize(
    ("role", "verified"), [(MemberRole.MEMBER, True), (MemberRole.CONTACT, True), (MemberRole.LEADER, False)]
)
def test_without_the_role_or_the_verification_nobody_speaks_for_a_community(client, consultation, role, verified):
    community = CommunityFactory() if verified else CommunityFactory(verified_at=None, verified_by=None)
    client.force_login(MembershipFactory(role=role, community=community).user)

    assert "community" not in client.get(page_of(consultation)).context["form"].fields


def test_a_text_of_two_hundred_thousand_letters_is_kept_and_refused(client, consultation):
    text = "ā" * 200_000

    response = send(client, consultation, text=text)

    assert response.status_code == 422
    assert "200000" in response.text
    assert text in response.text


@pytest.mark.rule("S4-55")
def test_experience_and_proposal_may_stand_beside_the_opinion(client, consultation):
    client.force_login(PersonFactory())

    receipt = send(client, consultation, experience="Bērni iet pa brauktuvi.", proposal="Lampas krustojumā.", follow=True)

    page = client.get(consultation.get_absolute_url()).text
    for words in ("Bērni iet pa brauktuvi.", "Lampas krustojumā."):
        assert words in client.get(receipt.url).text
        assert words in page


@pytest.mark.rule("S4-91")
@pytest.mark.rule("S4-94")
def test_a_joint_opinion_names_the_other_places_and_keeps_its_evidence_for_officers(client, leader, consultation):
    community, place = leader.memberships.get().community, NeighbourhoodFactory(name="Pulkarnes apkaime")
    evidence = SimpleUploadedFile("protokols.pdf", pdf(), "application/pdf")

    send(client, consultation, community=community.pk, also_represents=[place.pk], evidence=evidence, **JOINT)

    page = client.get(consultation.get_absolute_url()).text
    assert "Pulkarnes apkaime" in page
    assert "protokols.pdf" not in page
    assert Opinion.objects.get().evidence.original_name == "protokols.pdf"


def test_a_signed_in_person_is_slowed_down_too(client, consultation, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "person_form": "1/h/user"}
    client.force_login(PersonFactory())
    send(client, consultation)

    response = send(client, consultation)

    assert response.status_code == 422
    assert "pārāk daudz mēģinājumu" in response.text


@pytest.fixture
def paragraph(consultation):
    document = ConsultationDocument.objects.create(consultation=consultation, title="Noteikumu projekts")
    version = DocumentVersion.objects.create(
        document=document, number=1, text="Suņus ved pavadā.", published_at=timezone.now(), published_by=OfficerFactory()
    )
    return Paragraph.objects.create(version=version, number=1, key=1, text="Suņus ved pavadā.")


def test_an_opinion_is_given_on_a_paragraph(client, consultation, paragraph):
    address = f"{page_of(consultation)}?punkts={paragraph.pk}"
    client.force_login(PersonFactory())

    form = client.get(address)
    client.post(address, {"text": TEXT, "form_token": uuid4()})

    assert "Suņus ved pavadā." in form.text
    assert Opinion.objects.get().paragraph == paragraph


def test_a_paragraph_rewritten_meanwhile_is_told_and_the_text_kept(client, consultation, paragraph):
    newer = DocumentVersion.objects.create(
        document=paragraph.version.document, number=2, text="Suņus ved pavadā un ar uzpurni.", note="Drošība.",
        published_at=timezone.now(), published_by=OfficerFactory(),
    )  # fmt: skip
    Paragraph.objects.create(version=newer, number=1, key=1, text=newer.text)
    client.force_login(PersonFactory())

    response = client.post(f"{page_of(consultation)}?punkts={paragraph.pk}", {"text": TEXT, "form_token": uuid4()})

    assert response.status_code == 422
    assert TEXT in response.text
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("key", ["0", "nekas", "9" * 30, "-1"])
def test_a_paragraph_that_is_none_leaves_the_page_standing(client, consultation, key):
    assert client.get(page_of(consultation), {"punkts": key}).status_code == 200
