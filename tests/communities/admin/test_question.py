from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from portal.obligations.models import Obligation
from tests.desks import step_of
from tests.factories.communities import ContactPersonFactory
from tests.factories.portal import OfficerFactory, UnitFactory
from tests.factories.question import ANSWER, put_question

pytestmark = pytest.mark.usefixtures("municipality")

LIST = "admin:communities_question_changelist"


@pytest.fixture
def officer(client, municipality):
    person = OfficerFactory()
    client.force_login(person)
    return person


@pytest.fixture
def contact(officer):
    return ContactPersonFactory(unit=UnitFactory(members=[officer]))


def test_an_officer_answers_on_one_screen_and_the_next_in_turn_opens(client, contact, officer):
    question, following = put_question(contact), put_question(contact)

    response = client.post(step_of(question, "atbildet"), {"reason": ANSWER})

    question.refresh_from_db()
    assert (question.answer, question.answered_by) == (ANSWER, officer)
    assert response.url == step_of(following, "atbildet")


@pytest.mark.rule("D5")
@pytest.mark.parametrize("reason", ["", "Paldies par jautājumu! Pieņemts zināšanai."])
def test_an_empty_answer_is_refused_where_it_stands_and_nothing_typed_is_lost(client, contact, reason):
    question = put_question(contact)

    page = client.post(step_of(question, "atbildet"), {"reason": reason})

    question.refresh_from_db()
    assert page.status_code == 422
    assert reason in page.text
    assert question.answered_at is None


def test_who_answered_first_is_said_to_the_second(client, contact):
    question = put_question(contact)
    client.post(step_of(question, "atbildet"), {"reason": ANSWER})

    page = client.post(step_of(question, "atbildet"), {"reason": ANSWER})

    assert page.status_code == 422
    assert "Atbilde jau ir sniegta" in page.text


def test_an_officer_of_another_unit_reads_but_does_not_answer(client, officer):
    question = put_question()

    assert client.get(reverse("admin:communities_question_change", args=[question.pk])).status_code == 200
    assert client.post(step_of(question, "atbildet"), {"reason": ANSWER}).status_code == 403


def test_the_term_is_moved_with_a_reason(client, contact, now):
    question = put_question(contact)
    until = timezone.localdate(now) + timedelta(days=14)

    client.post(step_of(question, "pagarinat"), {"until": f"{until:%Y-%m-%d}", "reason": "Gaidām ziņas no tīkla uzņēmēja."})

    assert Obligation.objects.get().due_on == until


def test_the_list_shows_the_clock_and_filters_what_waits(client, contact):
    answered, waiting = put_question(contact, text="Kur ir tilts pār upi?"), put_question(contact)
    client.post(step_of(answered, "atbildet"), {"reason": ANSWER})

    page = client.get(reverse(LIST), {"atbilde": "gaida"}).text

    assert waiting.text in page
    assert answered.text not in page
    assert "saņemts šodien" in page


def test_what_is_past_its_term_is_flagged_on_the_first_page(client, contact, now):
    put_question(contact, now=now - timedelta(days=14))
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))

    assert "Kontaktpersonām uzdotie jautājumi pēc termiņa" in client.get(reverse("admin:index")).text


def test_in_english_the_first_page_leads_to_english_pages(client, contact, now):
    put_question(contact, now=now - timedelta(days=14))
    client.force_login(OfficerFactory(roles=[Role.COORDINATOR]))

    page = client.get("/en" + reverse("admin:index")).text

    assert 'href="/en/admin/communities/question/' in page
    assert 'href="/admin/communities/question/' not in page
