"""Asking about a call: with an account at once, as a guest by a link in an e-mail."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from grants.actions.call_question import erase_unconfirmed_question
from grants.models import CallQuestion
from grants.queries.call_question import confirmation_token
from portal.audit.actions import Guest
from tests.factories.calls import QUESTION, ask
from tests.factories.grants import ANNOUNCED, DEADLINE
from tests.factories.portal import PersonFactory

pytestmark = pytest.mark.rule("S4-108")


@pytest.fixture(autouse=True)
def _announced(municipality, time_machine):
    time_machine.move_to(ANNOUNCED, tick=False)


def form_of(call) -> str:
    return reverse("grants:call_question_create", args=[call.slug])


def typed(**changes) -> dict:
    return {"text": QUESTION, "email": "viesis@example.lv", "form_token": str(uuid4())} | changes


def test_a_signed_in_person_asks_and_comes_back_to_the_call(client, call):
    person = PersonFactory()
    client.force_login(person)

    response = client.post(form_of(call), typed())

    question = CallQuestion.objects.get()
    assert response.url == call.get_absolute_url()
    assert (question.state, question.asked_by, question.email) == ("waiting", person, person.email)


def test_a_guest_confirms_by_the_button_behind_the_link(client, call):
    sent = client.post(form_of(call), typed())
    question = CallQuestion.objects.get()
    link = reverse("grants:call_question_confirm", args=[confirmation_token(question)])

    opened = client.get(link)
    question.refresh_from_db()
    state_after_opening = question.state
    client.post(link)

    question.refresh_from_db()
    assert sent.url == reverse("grants:call_question_sent", args=[call.slug])
    assert (opened.status_code, state_after_opening, question.state) == (200, "unconfirmed", "waiting")


def test_what_was_typed_stays_when_it_is_refused(client, call):
    page = client.post(form_of(call), typed(text="Vai?", email="cits@example.lv"))

    assert page.status_code == 422
    assert 'value="cits@example.lv"' in page.text
    assert not CallQuestion.objects.exists()


def test_a_question_too_late_is_refused_with_its_last_moment(client, call, time_machine):
    time_machine.move_to(DEADLINE, tick=False)

    page = client.post(form_of(call), typed())

    assert page.status_code == 422
    assert "Jautājumus pieņēma līdz 12.04.2027.\xa0plkst.\xa017.00." in page.text


def test_an_erased_or_mangled_link_says_so(client, call):
    question = ask(call, by=Guest(), now=ANNOUNCED)
    link = reverse("grants:call_question_confirm", args=[confirmation_token(question)])
    erase_unconfirmed_question(question=question, now=ANNOUNCED + timedelta(days=7))

    pages = [client.get(link), client.get(link[:-3] + "/")]

    assert [page.status_code for page in pages] == [410, 410]
