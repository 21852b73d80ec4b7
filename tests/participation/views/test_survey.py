"""Answering page by page, without JavaScript; reading surveys and their results."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db.models import Model
from django.urls import reverse

from participation.models import Survey, SurveyDraft, SurveyResponse
from portal.accounts.roles import Role
from portal.notifications.models import Message
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.factories.survey import CONCLUSIONS, SurveyFactory, begin, respond

pytestmark = pytest.mark.usefixtures("municipality")

QUESTIONS = [
    {"section": "Ceļš", "text": "Kā pārvietojaties?", "answers": "ar kājām\nar auto", "is_required": True},
    {"section": "Ceļš", "text": "Kāpēc ar auto?", "kind": "text", "is_required": True, "shown_after": 1, "shown_for": [2]},
    {"section": "Auto", "text": "Cik km?", "kind": "number", "lowest": 0, "highest": 500, "shown_after": 1, "shown_for": [2]},
    {"section": "Vērtējums", "text": "Cik droši?", "kind": "scale", "lowest": 1, "highest": 5},
    {"section": "Vērtējums", "text": "Kā vērtējat?", "kind": "matrix", "rows": "ceļi\nparki", "answers": "slikti\nlabi"},
]  # fmt: skip


@pytest.fixture
def survey(municipality) -> Survey:
    return SurveyFactory(questions=QUESTIONS)


def address(survey: Survey, page: int = 1) -> str:
    return reverse("participation:survey_answer", args=[survey.slug]) + f"?lapa={page}"


def named(name: str, survey: Survey) -> str:
    return reverse(f"participation:survey_{name}", args=[survey.slug])


def send(client, survey: Survey, **more):
    page = client.get(named("send", survey))
    token = re.search(r'name="form_token" value="([^"]+)"', page.text)[1]
    return client.post(named("send", survey), {"form_token": token, **more})


def test_a_guest_answers_page_by_page_checks_and_sends(client, survey):
    first = client.post(address(survey), {"q1": "2", "q2": "Tālu."})
    second = client.post(first.url, {"q3": "12,5"})
    third = client.post(second.url, {"q4": "4", "q5-0": "1", "q5-1": "2"})
    check = client.get(third.url).text
    sent = send(client, survey)

    assert (first.url, second.url, third.url) == (address(survey, 2), address(survey, 3), named("send", survey))
    assert all(words in check for words in ("ar auto", "Tālu.", "12,5", "ceļi: slikti"))
    assert sent.url == named("sent", survey)
    assert SurveyResponse.objects.get().answers == {"1": 2, "3": 12.5, "4": 4, "5": [1, 2]}


def test_a_page_on_which_nothing_is_asked_is_passed_over(client, survey):
    forth = client.post(address(survey), {"q1": "1"})
    back = client.post(forth.url, {"darbiba": "atpakal"})

    assert forth.url == address(survey, 3)
    assert back.url == address(survey)


def test_without_javascript_a_dependent_question_stands_there_with_its_condition(client, survey):
    page = client.get(address(survey)).text

    assert "Kāpēc ar auto?" in page
    assert 'data-shown-after="q1" data-shown-for="2 "' in page
    assert "data-condition" in page


def test_a_required_question_hidden_by_its_condition_is_not_asked_for(client, survey):
    response = client.post(address(survey), {"q1": "1", "q2": ""})

    assert response.status_code == 302


def test_a_required_question_left_out_is_pointed_at_and_nothing_is_lost(client, survey):
    response = client.post(address(survey), {"q1": "2", "q2": ""})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"q2"}
    assert response.context["form"]["q1"].value() == "2"


@pytest.mark.parametrize(
    ("page", "data", "field"),
    [
        (3, {"q4": "9"}, "q4"),
        (3, {"q5-0": "7"}, "q5-0"),
        (2, {"q3": "501"}, "q3"),
        (2, {"q3": "daudz"}, "q3"),
        (1, {"q1": "2", "q2": "a" * 4001}, "q2"),
    ],
    ids=["scale", "table", "too large", "no number", "text too long"],
)
def test_what_cannot_be_is_refused_where_it_stands(client, survey, page, data, field):
    client.post(address(survey), {"q1": "2", "q2": "Tālu."})

    response = client.post(address(survey, page), data)

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert data[field] in response.text


def test_a_guest_goes_on_elsewhere_with_the_code(client, survey):
    later = client.post(address(survey), {"q1": "2", "darbiba": "velak"})
    shown = client.get(later.url).text
    code = SurveyDraft.objects.get().spaced_code
    client.session.flush()
    client.cookies.clear()

    resumed = client.post(named("resume", survey), {"code": code.lower()})
    page = client.get(resumed.url)

    assert code in shown
    assert page.context["form"]["q1"].value() == 2


def test_a_wrong_code_is_told_in_a_sentence(client, survey):
    response = client.post(named("resume", survey), {"code": "ABCD-EFGH-JKMN"})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"code"}
    assert "ABCD-EFGH-JKMN" in response.text


def test_codes_are_not_guessed_without_end(client, survey):
    draft = begin(survey)
    for _attempt in range(20):
        client.post(named("resume", survey), {"code": "ABCD-EFGH-JKMN"})

    response = client.post(named("resume", survey), {"code": draft.code})

    assert response.status_code == 422


def test_the_code_is_mailed_on_request(client, survey):
    later = client.post(address(survey), {"q1": "1", "darbiba": "velak"})

    client.post(later.url, {"email": "viesis@example.lv"})

    letter = Message.objects.get()
    assert letter.email == "viesis@example.lv"
    assert SurveyDraft.objects.get().spaced_code in letter.body


def test_a_signed_in_person_finds_the_answers_on_another_device(client, survey):
    person = PersonFactory()
    client.force_login(person)
    client.post(address(survey), {"q1": "2", "darbiba": "velak"})
    client.logout()
    client.force_login(person)

    assert client.get(address(survey)).context["form"]["q1"].value() == 2


def test_the_history_does_not_tell_who_has_answered(client, survey):
    person = PersonFactory()
    client.force_login(person)
    client.post(address(survey), {"q1": "2", "q2": "Tālu."})
    send(client, survey)

    told = [model for model in tracked_models() if model.objects.filter(pgh_context__metadata__user=person.pk).exists()]

    assert SurveyResponse.objects.exists()
    assert told == []


def tracked_models() -> list[type[Model]]:
    """The history of every model of this app that has one."""
    return [model for model in apps.get_app_config("participation").get_models() if hasattr(model, "pgh_tracked_model")]


def test_another_person_does_not_find_them(client, survey):
    draft = begin(survey, {"1": 2}, person=PersonFactory())
    client.force_login(PersonFactory())

    by_code = client.post(named("resume", survey), {"code": draft.code})

    assert client.get(address(survey)).context["form"]["q1"].value() is None
    assert by_code.status_code == 422


def test_a_survey_that_closed_meanwhile_says_so(client, survey, time_machine):
    client.post(address(survey), {"q1": "1"})
    time_machine.move_to(survey.closes_at)

    response = client.post(address(survey), {"q1": "1"})

    assert response.status_code == 409
    assert "slēgta" in response.text


def test_the_check_sent_too_late_keeps_the_answers(client, survey, now, time_machine):
    closing = now + timedelta(minutes=5)
    Survey.objects.filter(pk=survey.pk).update(closes_at=closing)
    client.post(address(survey), {"q1": "1"})
    page = client.get(named("send", survey))
    time_machine.move_to(closing)

    response = client.post(named("send", survey), {"form_token": page.context["form"]["form_token"].value()})

    assert response.status_code == 422
    assert "slēgta" in response.text
    assert SurveyDraft.objects.get().answers["1"] == 1


def test_a_guest_confirms_by_the_link_in_the_letter(client, municipality):
    survey = SurveyFactory(audience="email")
    client.post(address(survey), {"q1": "1"})
    nobody = send(client, survey, email="")
    sent = send(client, survey, email="viesis@example.lv")
    link = re.search(r"https?://\S+", Message.objects.get().body)[0]

    opened = client.get(link)
    untouched = SurveyResponse.objects.count()
    client.post(link)
    again = client.post(link)

    assert set(nobody.context["form"].errors) == {"email"}
    assert sent.url == named("unconfirmed", survey)
    assert (opened.status_code, untouched, SurveyResponse.objects.count(), again.status_code) == (200, 0, 1, 410)


def test_a_member_who_has_answered_is_told_so(client, municipality):
    membership = MembershipFactory()
    survey = SurveyFactory(audience="members", communities=[membership.community])
    respond(survey, person=membership.user)
    client.force_login(membership.user)

    assert client.get(survey.get_absolute_url()).context["has_answered"]
    assert client.get(address(survey)).status_code == 409


def test_a_survey_for_members_asks_a_guest_to_sign_in(client, municipality):
    survey = SurveyFactory(audience="members", communities=[CommunityFactory()])

    page = client.get(survey.get_absolute_url()).text

    assert reverse("account_login") in page
    assert named("answer", survey) not in page


def test_results_are_for_officers_until_they_are_published(client, municipality):
    survey = SurveyFactory(closed=True)
    guest = client.get(named("results", survey)).status_code
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))

    assert guest == 404
    assert client.get(named("results", survey)).context["is_preview"]


def test_nobody_sees_results_while_answers_come_in(client, municipality):
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))

    assert client.get(named("results", SurveyFactory())).status_code == 404


@pytest.mark.parametrize(("responses", "is_shown"), [(4, False), (5, True)])
def test_results_of_few_are_not_shown(client, municipality, now, responses, is_shown):
    survey = SurveyFactory(closed=True, conclusions=CONCLUSIONS, results_at=now)
    for _number in range(responses):
        respond(survey)

    page = client.get(named("results", survey))

    assert bool(page.context["results"]) == is_shown
    assert ("<table" in page.text) == is_shown
    assert CONCLUSIONS in page.text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_results_can_be_taken_along(client, municipality, now, kind):
    survey = SurveyFactory(closed=True, conclusions=CONCLUSIONS, results_at=now)

    response = client.get(named("results", survey), {"formats": kind})

    assert response["Content-Disposition"].endswith(f'{survey.slug}.{kind}"')


@pytest.mark.rule("S4-10")
def test_the_survey_of_2022_is_labelled_as_published_shares(client, municipality):
    survey = Survey.objects.get(slug="kopienu-aptauja-2022")

    page = client.get(named("results", survey)).text
    about = client.get(reverse("communities:about")).text

    assert "17" in page
    assert "2022.LV/NVOF/MIC/041" in page
    assert named("results", survey) in about
    assert client.get(address(survey)).status_code == 409
