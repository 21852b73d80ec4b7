import pytest
from django.urls import reverse

from participation.models import Opinion
from tests.factories.consultation import TEXT, paragraph, put_document, renew
from tests.factories.participation import ConsultationFactory, give_opinion
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.usefixtures("municipality")

REWRITTEN = TEXT.replace("pavadā.", "pavadā un ar uzpurni.")


def page(client, document, name="document_detail", **query):
    return client.get(reverse(f"participation:{name}", args=[document.consultation.slug, document.pk]), query)


def opinion_link(document, number: int, version: int = 1) -> str:
    address = reverse("participation:opinion_create", args=[document.consultation.slug])
    return f"{address}?punkts={paragraph(document, number, version).pk}"


def test_each_paragraph_has_its_number_its_opinions_and_a_link_to_speak_of_it(client):
    document = put_document()
    give_opinion(document.consultation, paragraph_key=paragraph(document, 2).pk)

    response = page(client, document)

    assert [(row.paragraph.number, row.opinions) for row in response.context["rows"]] == [(1, 0), (2, 1), (3, 0)]
    assert all(opinion_link(document, number) in response.text for number in (1, 2, 3))


def test_an_opinion_on_a_paragraph_is_given_through_its_link(client):
    document = put_document()
    client.force_login(PersonFactory())
    form = client.get(opinion_link(document, 2)).context["form"]

    client.post(opinion_link(document, 2), {"text": "Arī bez pavadas.", "form_token": form["form_token"].value()})

    assert Opinion.objects.get().paragraph == paragraph(document, 2)


def test_a_form_open_while_the_paragraph_was_rewritten_is_answered_with_a_sentence(client):
    document = put_document()
    client.force_login(PersonFactory())
    address = opinion_link(document, 2)
    form = client.get(address).context["form"]
    renew(document, REWRITTEN)

    response = client.post(
        address, {"text": "Arī bez pavadas.", "form_token": form["form_token"].value(), "paragraph": paragraph(document, 2).pk}
    )

    assert response.status_code == 422
    assert "Arī bez pavadas." in response.text
    assert not Opinion.objects.exists()


def test_an_earlier_version_can_be_read_but_not_spoken_of(client):
    document = put_document(None, TEXT, REWRITTEN)

    earlier = page(client, document, versija="1")

    assert "Suņi jāved pavadā." in earlier.text
    assert "?punkts=" not in earlier.text
    assert "uzpurni" in page(client, document, versija="9").text


def test_a_closed_consultation_takes_no_opinions_on_paragraphs(client, now):
    assert "?punkts=" not in page(client, put_document(ConsultationFactory(closes_at=now))).text


def test_differences_are_words_put_in_and_taken_out(client):
    document = put_document(None, TEXT, REWRITTEN)

    text = page(client, document, "document_changes").text

    assert "<ins>" in text
    assert " un ar uzpurni" in text
    assert "Taka ved gar upi." not in text


def test_a_document_of_a_draft_is_for_officers(client):
    document = put_document(ConsultationFactory(draft=True))

    assert page(client, document).status_code == page(client, document, "document_changes").status_code == 404


def test_what_looks_like_markup_in_a_document_stays_text(client):
    document = put_document(
        None, "Punkts <script>alert(1)</script> beidzas šeit.", "Punkts <script>alert(2)</script> beidzas šeit."
    )

    assert "<script>alert" not in page(client, document).text
    assert "<script>alert" not in page(client, document, "document_changes").text
