from django.urls import reverse

from actionplans.models import PlanConsultation
from participation.actions.answer import publish_answer
from participation.enums import Outcome
from tests.factories.actionplans import PlanFactory
from tests.factories.participation import ConsultationFactory, draft_answer, give_opinion
from tests.factories.portal import OfficerFactory


def test_opinions_whose_answer_promises_a_change_come_back_to_the_plan(municipality, client):
    plan, consultation = PlanFactory(chapters=False), ConsultationFactory()
    PlanConsultation.objects.create(plan=plan, consultation=consultation)
    promised, waiting = (give_opinion(consultation, text=text) for text in ("Vajag mācības pie Misas.", "Vajag tiltu."))
    answer = draft_answer(promised, outcome=Outcome.TAKEN)
    publish_answer(answer=answer, by=OfficerFactory(), now=answer.updated_at)

    page = client.get(reverse("actionplans:plan_opinions", args=[plan.slug]))

    assert "Vajag mācības pie Misas." in page.text
    assert waiting.text not in page.text
    assert plan.get_absolute_url() in client.get(consultation.get_absolute_url()).text


def test_before_anybody_is_asked_the_page_says_so(municipality, client):
    page = client.get("/en" + reverse("actionplans:plan_opinions", args=[PlanFactory(chapters=False).slug]))

    assert "Nobody has been asked about this plan yet." in page.text
