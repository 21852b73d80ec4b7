from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.actions.question import answer_question
from communities.enums import MemberRole, QuestionKind
from communities.models import Question
from tests.factories.communities import CommunityFactory, ContactPersonFactory, MembershipFactory
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.factories.question import ANSWER, put_question

pytestmark = pytest.mark.usefixtures("municipality")

TEXT = "Kad salabos laternas pie skolas pārejas?"


@pytest.fixture
def contact(municipality):
    return ContactPersonFactory()


@pytest.fixture
def asker(client, municipality):
    person = PersonFactory()
    client.force_login(person)
    return person


def form_of(contact) -> str:
    return reverse("communities:question_create", args=[contact.neighbourhood.slug])


def test_a_guest_signs_in_first_and_comes_back_to_the_form(client, contact):
    response = client.get(form_of(contact))

    assert response.status_code == 302
    assert response.url.endswith(f"?next={form_of(contact)}")


def test_what_was_typed_before_the_session_ended_is_kept(client, contact):
    page = client.post(form_of(contact), {"kind": "question", "text": TEXT}, headers={"sec-fetch-site": "same-origin"})

    assert page.status_code == 403
    assert TEXT in page.text
    assert not Question.objects.exists()


def test_a_question_is_asked_and_stands_on_the_own_page_with_its_clock(client, contact, asker):
    page = client.post(form_of(contact), {"kind": "question", "text": TEXT}, follow=True)

    assert page.redirect_chain[-1][0] == Question.objects.get().get_absolute_url()
    assert TEXT in page.text
    assert "atlikušas 3 darba dienas" in page.text or "saņemts šodien" in page.text


def test_an_empty_question_is_told_at_the_field(client, contact, asker):
    page = client.post(form_of(contact), {"kind": "question", "text": "Kad?"})

    assert page.status_code == 422
    assert "Uzrakstiet jautājumu" in page.text
    assert "Kad?" in page.text


@pytest.mark.rule("S4-47")
def test_the_municipality_is_invited_for_a_community(client, contact, asker):
    community = MembershipFactory(user=asker, role=MemberRole.LEADER).community
    day = timezone.localdate() + timedelta(days=14)
    assert 'value="invitation" ' in client.get(form_of(contact) + "?veids=invitation").text

    client.post(form_of(contact), {"kind": "invitation", "text": TEXT, "wished_on": f"{day:%Y-%m-%d}", "community": community.pk})

    asked = Question.objects.get()
    assert (asked.kind, asked.wished_on, asked.community) == (QuestionKind.INVITATION, day, community)


def test_nobody_asks_in_the_name_of_a_strangers_community(client, contact, asker):
    page = client.post(form_of(contact), {"kind": "question", "text": TEXT, "community": CommunityFactory().pk})

    assert page.status_code in (302, 422)
    assert not Question.objects.filter(community__isnull=False).exists()


def test_the_eleventh_question_in_an_hour_waits_and_is_kept(client, contact, asker):
    for _ in range(10):
        client.post(form_of(contact), {"kind": "question", "text": TEXT})

    page = client.post(form_of(contact), {"kind": "question", "text": TEXT})

    assert page.status_code == 422
    assert TEXT in page.text
    assert Question.objects.count() == 10


def test_the_answer_stands_on_the_own_page_and_on_the_desk(client, contact, asker, now):
    question = put_question(contact, by=asker)
    answer_question(question=question, reason=ANSWER, by=OfficerFactory(), now=now)

    for page in (question.get_absolute_url(), reverse("pages:mans")):
        assert ANSWER in client.get(page).text


def test_a_question_is_closed_to_strangers(client, contact, asker):
    assert client.get(put_question(contact).get_absolute_url()).status_code == 404
