import pytest
from django.urls import reverse

from participation.enums import SurveyState
from participation.models import Survey, SurveyText
from portal.accounts.roles import Role
from tests.desks import step_of
from tests.factories.portal import OfficerFactory, UnitFactory
from tests.factories.survey import CONCLUSIONS, SurveyFactory, respond

pytestmark = pytest.mark.usefixtures("municipality")

TEXT = [{"text": "Kas vēl?", "kind": "text"}]


@pytest.fixture
def officer(client, municipality):
    person = OfficerFactory()
    client.force_login(person)
    return person


@pytest.fixture
def unit(officer):
    """Where the officer works."""
    return UnitFactory(members=[officer])


def test_an_officer_publishes_a_survey_of_the_own_unit(client, unit):
    own, foreign = SurveyFactory(draft=True, unit=unit), SurveyFactory(draft=True)

    client.post(step_of(own, "publicet"))
    refused = client.post(step_of(foreign, "publicet"))

    assert refused.status_code == 403
    assert list(Survey.objects.published().filter(source="")) == [own]


def test_the_questionnaire_is_built_beside_the_survey(client, officer, unit, now):
    parts = ("questions-TOTAL_FORMS", "questions-INITIAL_FORMS", "questions-MIN_NUM_FORMS", "questions-MAX_NUM_FORMS")
    question = {"number": 1, "kind": "one", "text": "Vai brauktu?", "answers": "jā\nnē", "shown_for": ""}
    client.post(
        reverse("admin:participation_survey_add"),
        {
            "title": "Autobusi", "slug": "autobusi", "audience": "anonymous", "summary": "Kad braukt?",
            "opens_at_0": "01.12.2030", "opens_at_1": "09:00", "closes_at_0": "20.12.2030", "closes_at_1": "17:00",
            "unit": unit.pk, **dict(zip(parts, (1, 0, 0, 1000), strict=True)),
            **{f"questions-0-{name}": value for name, value in question.items()},
        },
    )  # fmt: skip

    survey = Survey.objects.get(slug="autobusi")
    assert (survey.state, survey.questions.get().labels) == (SurveyState.DRAFT, ["jā", "nē"])


def test_faults_stand_beside_the_draft(client, unit):
    draft = SurveyFactory(draft=True, unit=unit, questions=[{"text": "Vai?", "answers": "jā"}])

    page = client.get(reverse("admin:participation_survey_change", args=[draft.pk]))

    assert len(page.context["faults"]) == 1


def test_a_published_survey_is_no_longer_typed_over(client, unit):
    survey = SurveyFactory(unit=unit)

    response = client.post(reverse("admin:participation_survey_change", args=[survey.pk]), {"title": "Cits"})

    assert response.status_code == 403


def test_results_are_published_with_words(client, unit):
    survey = SurveyFactory(closed=True, unit=unit)

    refused = client.post(step_of(survey, "rezultati"), {"conclusions": "Paldies."})
    client.post(step_of(survey, "rezultati"), {"conclusions": CONCLUSIONS})

    survey.refresh_from_db()
    assert set(refused.context["form"].errors) == {"conclusions"}
    assert survey.conclusions == CONCLUSIONS


def test_after_a_text_the_next_unread_one_opens(client, officer):
    survey = SurveyFactory(closed=True, questions=TEXT)
    for words in ("Vairāk soliņu.", "Vairāk koku."):
        respond(survey, {"1": words})
    first, second = SurveyText.objects.order_by("pk")

    onward = client.post(step_of(first, "neradit"))
    client.post(onward.url)

    assert onward.url == step_of(second, "radit")
    assert list(SurveyText.objects.shown()) == [second]


@pytest.mark.parametrize(("role", "status"), [(Role.COORDINATOR, 200), (Role.AUDITOR, 200), (Role.LAWYER, 403)])
def test_all_responses_are_for_those_who_read_answers(client, municipality, role, status):
    survey = SurveyFactory(closed=True, questions=TEXT)
    respond(survey, {"1": "Vairāk soliņu."})
    client.force_login(OfficerFactory(roles=[role]))

    response = client.get(reverse("admin:participation_survey_responses", args=[survey.pk, "csv"]))

    assert response.status_code == status
    assert ("Vairāk soliņu." in response.content.decode()) == (status == 200)


def test_no_response_is_read_while_the_survey_is_open(client, officer):
    survey = SurveyFactory()

    assert client.get(reverse("admin:participation_survey_responses", args=[survey.pk, "csv"])).status_code == 403
