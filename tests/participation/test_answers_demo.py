"""The answers of the demonstration municipality."""

import pytest
from django.urls import reverse

from participation.models import Answer, AnswerBatch, Dispute, Submission
from portal.accounts.roles import Role
from tests.factories.participation import ANSWER
from tests.factories.portal import OfficerFactory


@pytest.mark.rule("S4-41")
@pytest.mark.rule("D5")
def test_the_bad_answer_to_the_submission_of_mezinieki_is_refused_on_screen(demo, client):
    submission = Submission.objects.get(title="Grants ceļš uz Mellupiem")
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))

    response = client.post(
        reverse("admin:participation_submission_step", args=[submission.pk, "atbildet"]),
        {**ANSWER, "reason": "Pieņemts zināšanai."},
    )

    assert response.status_code == 422
    assert "nekas nav pateikts par pašu jautājumu" in response.text
    assert "Pieņemts zināšanai." in response.text
    assert not Answer.objects.filter(submission=submission).exists()


@pytest.mark.rule("S4-34")
def test_the_demo_shows_an_answer_for_many_an_explanation_and_a_dispute(demo, client):
    batch, dispute = AnswerBatch.objects.get(), Dispute.objects.get()

    alike = client.get(f"{reverse('participation:answer_list')}?grupa={batch.pk}")
    rumours = client.get(f"{reverse('participation:answer_list')}?skaidro=rumour")

    assert len(alike.context["lines"]) == batch.size == 4
    assert "Ciemā runā" in rumours.text
    assert dispute.decision in client.get(dispute.answer.get_absolute_url()).text
