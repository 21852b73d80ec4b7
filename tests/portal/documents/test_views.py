"""A document's page: its text, its PDF, its versions and signed copies, for those who may see them."""

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.enums import AgreementState
from communities.models import Agreement
from portal.documents.actions import receive_signed_copy, render_document
from portal.files.actions import read
from portal.files.uploads import CheckedUpload
from tests.factories.communities import MembershipFactory
from tests.factories.files import signed_container
from tests.factories.portal import OfficerFactory, PersonFactory


def page_of(client, document) -> str:
    return client.get(document.get_absolute_url()).content.decode()


def pdf_of(document) -> str:
    return reverse("documents:document_pdf", args=[document.pk])


@pytest.fixture
def copy(made):
    upload = CheckedUpload(
        name="parakstīts.edoc", content_type="application/vnd.etsi.asic-e+zip",
        content=signed_container({"memorands.pdf": read(made.pdf)}),
    )  # fmt: skip
    return receive_signed_copy(document=made, upload=upload, by=OfficerFactory(), now=timezone.now())


def test_the_page_shows_the_text_in_its_language_and_the_fingerprint(client, made):
    client.cookies["django_language"] = "en"

    page = page_of(client, made)

    assert made.body in page
    assert '<article class="document-body" lang="lv" tabindex="0">' in page
    assert made.pdf.sha256 in page
    assert pdf_of(made) in page


def test_the_pdf_is_downloaded_under_its_own_name(client, agreement, made):
    response = client.get(pdf_of(made))

    assert b"".join(response) == read(made.pdf)
    assert response["Content-Disposition"] == f'attachment; filename="{agreement.slug}.pdf"'


def test_a_document_still_being_made_says_so(client, document):
    page = page_of(client, document)

    assert "<span>top</span>" in page
    assert pdf_of(document) not in page
    assert client.get(pdf_of(document)).status_code == 404


def test_the_page_of_a_document_being_made_asks_again_until_it_is_there(client, document):
    waiting = client.get(document.get_absolute_url())
    asked = client.get(document.get_absolute_url(), headers={"HX-Request": "true"})
    render_document(document.pk)
    shown_anew = client.get(document.get_absolute_url(), headers={"HX-Request": "true"})

    assert "<progress" in waiting.text
    assert 'hx-trigger="every 2s"' in waiting.text
    assert asked.status_code == 200
    assert shown_anew.headers["HX-Refresh"] == "true"
    assert "hx-trigger" not in client.get(document.get_absolute_url()).text


def test_the_page_lists_signed_copies_and_says_what_was_compared(client, copy, made):
    page = page_of(client, made)

    assert copy.file.original_name in page
    assert "satur tieši šo versiju" in page
    assert "eparaksts.lv" in page


def test_signed_copies_are_for_the_staff_because_certificates_carry_personal_codes(client, copy, made):
    address = reverse("documents:signed_copy", args=[made.pk, copy.file_id])

    assert address not in page_of(client, made)
    assert client.get(address).status_code == 404
    client.force_login(OfficerFactory(roles=["lawyer"]), backend="portal.accounts.backends.SignInBackend")
    assert address in page_of(client, made)
    assert b"".join(client.get(address)) == read(copy.file)


def test_a_file_is_not_served_as_the_signed_copy_of_a_document_it_does_not_belong_to(client, made):
    assert client.get(reverse("documents:signed_copy", args=[made.pk, made.pdf_id])).status_code == 404


@pytest.fixture
def withdrawn(agreement, copy):
    """A document whose agreement went back to being written: for its parties alone."""
    Agreement.objects.filter(pk=agreement.pk).update(state=AgreementState.DRAFT)
    return copy.document


def visitors() -> list:
    return [
        pytest.param(lambda community: None, (404, 404), id="guest"),
        pytest.param(lambda community: PersonFactory(), (404, 404), id="resident"),
        pytest.param(lambda community: OfficerFactory(roles=["evaluator"]), (404, 404), id="evaluator"),
        pytest.param(lambda community: MembershipFactory(community=community).user, (200, 404), id="member"),
        pytest.param(lambda community: OfficerFactory(roles=["coordinator"]), (200, 200), id="coordinator"),
    ]


@pytest.mark.parametrize(("visitor", "answers"), visitors())
def test_who_may_not_see_the_thing_finds_neither_page_nor_file(client, settings, agreement, withdrawn, copy, visitor, answers):
    settings.STAFF_MFA_REQUIRED = False
    if person := visitor(agreement.community):
        client.force_login(person)

    of_document, of_signed_copy = answers
    for address, status in (
        (withdrawn.get_absolute_url(), of_document),
        (pdf_of(withdrawn), of_document),
        (reverse("documents:signed_copy", args=[withdrawn.pk, copy.file_id]), of_signed_copy),
    ):
        response = client.get(address)
        assert response.status_code == status
        b"".join(response)
