"""The applicant clarifies: only what was asked is open, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from grants.models import Application, Attachment, Clarification
from tests.factories.applying import paper_of
from tests.factories.communities import MembershipFactory
from tests.factories.files import pdf
from tests.factories.grants import JUDGING, leader_of, published_call, submitted_application, typed_budget
from tests.factories.judging import QUESTION, asked_clarification
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.rule("S4-102")


@pytest.fixture
def application(municipality, time_machine) -> Application:
    time_machine.move_to(JUDGING, tick=False)
    return submitted_application(published_call())


@pytest.fixture
def leader(application, client):
    person = leader_of(application.community)
    client.force_login(person)
    return person


def page_of(application: Application) -> str:
    return reverse("grants:clarification", args=[application.pk])


def autosave_of(application: Application) -> str:
    return reverse("grants:clarification_autosave", args=[application.pk])


def test_only_what_was_asked_about_is_open(client, application, leader):
    asked_clarification(application, "results")

    page = client.get(page_of(application))

    assert set(page.context["form"].fields) == {"results", "answer"}
    assert (page.context["budget"], QUESTION in page.text, application.results in page.text) == (None, True, True)


def test_the_applicant_answers_and_sees_the_difference(client, application, leader):
    asked_clarification(application, "results")

    client.post(page_of(application), {"results": "Soliņus krāso kopiena un skola.", "answer": "Pievienojām skolu."})

    page = client.get(application.get_absolute_url())
    assert page.context["application"].state == "submitted"
    assert ("<ins>" in page.text, "Pievienojām skolu." in page.text) == (True, True)


def test_the_budget_opens_as_it_stands_and_is_written_anew(client, application, leader):
    asked_clarification(application, "budget")

    page = client.get(page_of(application))
    cheaper = typed_budget(application.call, price="800,00", hours="9")
    client.post(page_of(application), cheaper | {"answer": "Atradām lētākus dēļus."})

    assert page.context["budget"].costs[0]["price"].value() == "900,00"
    assert Application.objects.get().requested == 800


def test_a_named_attachment_is_replaced_and_the_difference_shows(client, application, leader):
    asked, other = paper_of(application), paper_of(application)
    asked_clarification(application, f"attachment-{asked.pk}")
    better = SimpleUploadedFile("parakstīts.pdf", pdf(), content_type="application/pdf")

    form = client.get(page_of(application)).context["form"]
    client.post(page_of(application), {f"attachment-{asked.pk}": better, "answer": "Pievienojām parakstīto."})

    assert set(form.fields) == {f"attachment-{asked.pk}", "answer"}
    assert [Attachment.objects.get(pk=one.pk).upload.original_name for one in (asked, other)] == [
        "parakstīts.pdf", "protokols.pdf",
    ]  # fmt: skip
    page = client.get(application.get_absolute_url()).text
    assert ("parakstīts.pdf" in page, "protokols.pdf" in page, "<ins>" in page) == (True, True, True)


def test_a_file_that_cannot_be_is_refused_and_the_text_stays(client, application, leader):
    asked = paper_of(application)
    asked_clarification(application, f"attachment-{asked.pk}")
    program = SimpleUploadedFile("protokols.pdf", b"MZ" + bytes(200), content_type="application/pdf")

    page = client.post(page_of(application), {f"attachment-{asked.pk}": program, "answer": "Pievienojām."})

    assert (page.status_code, list(page.context["form"].errors)) == (422, [f"attachment-{asked.pk}"])
    assert page.context["form"]["answer"].value() == "Pievienojām."


def test_a_draft_that_is_opened_again_is_not_scolded_before_it_is_sent(client, application, leader):
    asked_clarification(application, "results", "budget")
    typed = typed_budget(application.call, price="1.250") | {"results": "", "answer": ""}
    client.post(autosave_of(application), typed)

    page = client.get(page_of(application))

    assert (page.status_code, page.context["form"].errors, page.context["budget"].has_errors) == (200, {}, False)
    assert page.context["budget"].costs[0]["price"].value() == "1.250"


@pytest.mark.parametrize(
    "typed",
    [
        {"results": "", "answer": "Paskaidrojums."},
        {"results": "Soliņus krāso skola.", "answer": ""},
        {"results": "vārds " * 301, "answer": "Paskaidrojums."},
    ],
)
def test_an_answer_that_is_refused_stays_on_the_page_and_in_the_portal(client, application, leader, typed):
    asked_clarification(application, "results")

    page = client.post(page_of(application), typed)
    again = client.get(page_of(application))

    assert page.status_code == 422
    assert {name: again.context["form"][name].value() for name in typed} == typed
    assert Application.objects.get().state == "clarifying"


def test_a_broken_budget_is_shown_with_what_was_typed(client, application, leader):
    asked_clarification(application, "budget")

    page = client.post(page_of(application), typed_budget(application.call, price="1.250") | {"answer": "Paskaidrojums."})

    assert page.status_code == 422
    assert page.context["budget"].costs[0].errors


def test_what_is_typed_is_kept_every_few_seconds(client, application, leader):
    asked_clarification(application, "results")

    saved = client.post(autosave_of(application), {"results": "Soliņus krāso\x00 skola."})

    assert saved.json()["saved"]
    assert Clarification.objects.get().typed == {"results": "Soliņus krāso skola."}
    assert client.get(page_of(application)).context["form"]["results"].value() == "Soliņus krāso skola."


def test_too_late_the_page_says_so_and_keeps_the_text(client, application, leader, time_machine):
    asked_clarification(application, "results")
    time_machine.move_to(JUDGING + timedelta(days=20), tick=False)
    client.force_login(leader)

    page = client.post(page_of(application), {"results": "Par vēlu.", "answer": "Bijām talkā."})

    assert (page.status_code, page.context["is_late"]) == (422, True)
    assert page.context["form"].non_field_errors()
    assert Clarification.objects.get().typed["results"] == "Par vēlu."


def test_without_a_question_the_application_opens_instead(client, application, leader):
    assert client.get(page_of(application)).url == application.get_absolute_url()
    assert client.post(autosave_of(application), {"results": "x"}).status_code == 409


@pytest.mark.parametrize(
    ("person", "status"),
    [
        (lambda application: MembershipFactory(community=application.community).user, 403),
        (lambda application: PersonFactory(), 404),
    ],
    ids=["plain member", "stranger"],
)
def test_only_those_who_edit_answer(client, application, person, status):
    asked_clarification(application)
    client.force_login(person(application))

    assert [client.post(page(application)).status_code for page in (page_of, autosave_of)] == [status, status]
