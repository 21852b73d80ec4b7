import pytest
import tablib
from django.urls import reverse

from participation.actions.answer import answer_now
from tests.factories.consultation import TEXT, paragraph, put_document, renew
from tests.factories.participation import ANSWER, ConsultationFactory, give_joint_opinion, give_opinion
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")


def page(client, consultation, **query):
    return client.get(reverse("participation:contribution_list", args=[consultation.slug]), query)


def opinions(response) -> list:
    return [row.opinion for row in response.context["rows"]]


@pytest.fixture
def spoken(municipality, now):
    """A document of which a community and a resident spoke; the resident's paragraph was rewritten and he is answered."""
    document = put_document()
    consultation = document.consultation
    individual = give_opinion(consultation, text="Arī uzpurni.", paragraph_key=paragraph(document, 2).pk)
    joint = give_joint_opinion(consultation, text="Esam par kārtību.", residents_represented=21)
    renew(document, TEXT.replace("pavadā.", "pavadā un ar uzpurni."))
    answer_now(question=individual, by=OfficerFactory(), now=now, **ANSWER)
    return consultation, individual, joint


@pytest.mark.rule("S4-94")
def test_each_opinion_stands_beside_the_change_and_the_answer_joint_ones_first(client, spoken):
    consultation, individual, joint = spoken

    response = page(client, consultation)

    assert opinions(response) == [joint, individual]
    assert " un ar uzpurni</ins>" in response.text
    assert ANSWER["reason"] in response.text
    assert "21 iedzīvotāja vārdā" in response.text


def test_the_table_is_filtered_by_paragraph_voice_and_answer(client, spoken):
    consultation, individual, joint = spoken
    current = paragraph(consultation.documents.get(), 2, version=2)

    assert opinions(page(client, consultation, punkts=current.pk)) == [individual]
    assert opinions(page(client, consultation, balss="joint")) == [joint]
    assert opinions(page(client, consultation, atbilde="gaida")) == [joint]
    assert opinions(page(client, consultation, atbilde=ANSWER["outcome"])) == [individual]


def test_the_table_is_downloaded_with_the_text_before_and_now(client, spoken):
    consultation, individual, _joint = spoken

    response = page(client, consultation, formats="xlsx", balss="individual")

    (row,) = tablib.Dataset().load(response.content, format="xlsx").dict
    assert [individual.text, "Suņi jāved pavadā.", "Suņi jāved pavadā un ar uzpurni."] == [
        value for value in row.values() if value in (individual.text, "Suņi jāved pavadā.", "Suņi jāved pavadā un ar uzpurni.")
    ]


def test_a_long_table_is_paged_and_costs_the_same(client, django_assert_max_num_queries):
    consultation = ConsultationFactory()
    for _number in range(22):
        give_opinion(consultation)

    with django_assert_max_num_queries(15):
        response = page(client, consultation)

    assert len(opinions(response)) == 20
    assert len(opinions(page(client, consultation, pec=response.context["page"].after))) == 2


def test_the_table_of_a_draft_is_for_officers(client):
    assert page(client, ConsultationFactory(draft=True)).status_code == 404
