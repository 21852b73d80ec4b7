from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from participation.actions.answer import answer_now
from participation.actions.consultation import cancel_consultation
from participation.enums import ConsultationState
from participation.models import Consultation, LegalBasis, Opinion
from tests.factories.participation import ANSWER, ConsultationFactory, give_opinion
from tests.factories.portal import OfficerFactory

pytestmark = pytest.mark.usefixtures("municipality")


def listed(client, **query) -> list[str]:
    return [row.title for row in client.get(reverse("participation:consultation_list"), query).context["lines"]]


@pytest.mark.rule("S4-79")
@pytest.mark.rule("S4-74")
@pytest.mark.rule("S4-89")
def test_consultations_are_grouped_by_audience_place_subject_and_stage(client):
    ConsultationFactory(
        title="Jauniešu telpa", audiences=["youth"], place="Baložu bibliotēka", subject="budget", stage="initiation"
    )
    ConsultationFactory(
        title="Tilts", audiences=["residents", "business"], place="Daugmale", subject="development", stage="decision"
    )

    assert listed(client, kam="youth") == listed(client, vieta="baložu") == ["Jauniešu telpa"]
    assert listed(client, temats="development") == listed(client, posms="decision") == ["Tilts"]
    assert listed(client, kam="business", meklet="tilts", vieta="daugmale") == ["Tilts"]


def test_one_that_was_called_off_is_found_and_says_why(client, now):
    consultation = ConsultationFactory()
    cancel_consultation(consultation=consultation, reason="Zeme pārdota, laukuma šeit nebūs.", by=OfficerFactory(), now=now)

    page = client.get(consultation.get_absolute_url()).text

    assert listed(client, laiks="atcelta") == [consultation.title]
    assert listed(client, laiks="atverta") == []
    assert "Zeme pārdota, laukuma šeit nebūs." in page
    assert reverse("participation:opinion_create", args=[consultation.slug]) not in page


def test_the_page_stays_after_closing_with_the_result_and_the_outcomes_on_top(client, now):
    consultation = ConsultationFactory(result="Ceļu būvēs pa krastu.", result_at=now)
    answer_now(question=give_opinion(consultation), by=OfficerFactory(), now=now, **ANSWER)
    Consultation.objects.update(opens_at=now - timedelta(days=30), closes_at=now - timedelta(days=1))

    response = client.get(consultation.get_absolute_url())

    assert response.text.index("Ceļu būvēs pa krastu.") < response.text.index(consultation.can_change)
    assert [(str(one.outcome), one.number) for one in response.context["outcomes"]] == [("ņemts vērā", 1)]
    assert response.context["status"].value == "concluded"


def test_what_is_short_and_what_became_longer_is_explained(client, now):
    consultation = ConsultationFactory(
        justification="Pieteikums fondam jāiesniedz mēneša beigās.", first_closes_at=now + timedelta(days=3),
        extension_reason="Sanāksme pārcelta.",
    )  # fmt: skip

    page = client.get(consultation.get_absolute_url()).text

    assert "Pieteikums fondam jāiesniedz mēneša beigās." in page
    assert "Sanāksme pārcelta." in page


@pytest.mark.rule("S4-07")
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("pasvaldibu-likums-54", '<a href="https://www.vestnesis.lv/op/2022/215.1">Pašvaldību likuma 54. pants'),
        ("pasvaldibas-ierosme", "likums apspriešanu neprasa"),
    ],
)
def test_a_consultation_says_which_law_demands_it_or_that_none_does(client, code, said):
    consultation = ConsultationFactory(norm=LegalBasis.objects.get(code=code))

    assert said in client.get(consultation.get_absolute_url()).text


def test_where_and_how_to_take_part_away_from_the_town_hall(client):
    consultation = ConsultationFactory(
        place="Daugmales bibliotēka", remote_link="https://example.lv/sanaksme", easy_summary="Jūs varat pateikt."
    )

    page = client.get(consultation.get_absolute_url()).text

    assert all(one in page for one in ("Daugmales bibliotēka", 'href="https://example.lv/sanaksme"', "Jūs varat pateikt."))


def test_an_earlier_consultation_on_the_matter_is_linked_once_it_is_public(client):
    draft, earlier = ConsultationFactory(draft=True), ConsultationFactory()

    assert earlier.get_absolute_url() in client.get(ConsultationFactory(continues=earlier).get_absolute_url()).text
    assert draft.get_absolute_url() not in client.get(ConsultationFactory(continues=draft).get_absolute_url()).text


def test_the_page_with_five_thousand_opinions_stays_paged(client, now, django_assert_max_num_queries):
    consultation = ConsultationFactory(individual_count=5000)
    Opinion.objects.bulk_create(
        Opinion(consultation=consultation, text="Vajag.", submitted_at=now, confirmed_at=now, form_token=uuid4())
        for _number in range(5000)
    )

    with django_assert_max_num_queries(15):
        response = client.get(consultation.get_absolute_url())

    assert len(response.context["cards"]) == 20
    assert "5000 individu" in response.text.replace("\xa0", "").replace("5 000", "5000")


def test_a_draft_is_seen_by_officers_alone(client):
    draft = ConsultationFactory(draft=True)
    assert client.get(draft.get_absolute_url()).status_code == 404

    client.force_login(OfficerFactory())

    assert client.get(draft.get_absolute_url()).context["consultation"].state == ConsultationState.DRAFT
