"""Answering: once each, in time, and anonymous in earnest."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import models
from django.utils import timezone

from participation.actions.survey_response import confirm_response, save_draft, send_code, submit_response
from participation.models import Survey, SurveyDraft, SurveyParticipation, SurveyResponse, SurveyText
from portal.audit.models import Event
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.models import Message
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.portal import PersonFactory
from tests.factories.survey import SurveyFactory, begin, respond

pytestmark = pytest.mark.usefixtures("municipality")

TWO = [
    {"text": "Vai brauktu?", "answers": "jā\nnē", "is_required": True},
    {"text": "Kāpēc ne?", "kind": "text", "is_required": True, "shown_after": 1, "shown_for": [2]},
]


def member_of(survey: Survey):
    return MembershipFactory(community=survey.communities.get()).user


@pytest.fixture
def for_members() -> Survey:
    return SurveyFactory(audience="members", communities=[CommunityFactory()])


@pytest.fixture
def by_email() -> Survey:
    return SurveyFactory(audience="email")


def test_an_anonymous_response_leads_back_to_nobody():
    survey, person = SurveyFactory(questions=TWO), PersonFactory()

    respond(survey, {"1": 2, "2": "Tālu līdz pieturai."}, person=person)

    fields = {field.name for field in SurveyResponse._meta.get_fields() if not isinstance(field, models.ManyToOneRel)}
    assert fields == {"id", "survey", "answers"}
    assert not SurveyDraft.objects.exists()
    assert not SurveyParticipation.objects.exists()
    assert not Event.objects.filter(actor_id=person.pk).exists()


def test_a_response_keeps_choices_and_texts_apart():
    survey = SurveyFactory(questions=TWO)

    response = respond(survey, {"1": 2, "2": "Tālu līdz pieturai."})

    survey.refresh_from_db()
    assert response.answers == {"1": 2}
    assert SurveyText.objects.get().text == "Tālu līdz pieturai."
    assert survey.response_count == 1


def test_an_answer_to_a_question_that_is_hidden_by_now_is_dropped():
    response = respond(SurveyFactory(questions=TWO), {"1": 1, "2": "Rakstīts, pirms pārdomāju."})

    assert response.answers == {"1": 1}
    assert not SurveyText.objects.exists()


def test_a_required_question_must_be_answered_where_it_is_asked():
    with pytest.raises(InvalidInput, match=r"2\. jautājum") as refusal:
        respond(SurveyFactory(questions=TWO), {"1": 2})

    assert refusal.value.field == "q2"
    assert SurveyDraft.objects.exists(), "nothing is lost"


def test_the_same_page_sent_twice_is_one_response(now):
    survey, form_token = SurveyFactory(), uuid4()
    draft = begin(survey, now=now)

    first, second = (submit_response(draft=draft, form_token=form_token, person=None, now=now) for _ in range(2))

    assert first == second
    assert SurveyResponse.objects.count() == 1


def test_answers_sent_from_two_pages_count_once(now):
    draft = begin(SurveyFactory(), now=now)
    submit_response(draft=draft, form_token=uuid4(), person=None, now=now)

    with pytest.raises(StateConflict, match="jau"):
        submit_response(draft=draft, form_token=uuid4(), person=None, now=now)


def test_an_answer_at_the_closing_instant_is_late():
    survey = SurveyFactory()
    draft = begin(survey)

    with pytest.raises(DeadlinePassed):
        submit_response(draft=draft, form_token=uuid4(), person=None, now=survey.closes_at)

    assert SurveyDraft.objects.get().answers == {"1": 1}


def test_nothing_is_taken_before_the_opening():
    survey = SurveyFactory()

    with pytest.raises(StateConflict):
        begin(survey, now=survey.opens_at - timedelta(seconds=1))


def test_a_member_answers_once_and_the_mark_stands_apart(for_members):
    member = member_of(for_members)

    respond(for_members, person=member)

    assert SurveyParticipation.objects.get().person == member
    with pytest.raises(StateConflict, match="jau"):
        begin(for_members, {"1": 2}, person=member)


@pytest.mark.parametrize("person", [None, PersonFactory], ids=["guest", "stranger"])
def test_a_survey_for_members_takes_no_others(for_members, person):
    with pytest.raises(StateConflict, match="kopien"):
        begin(for_members, person=person and person())


def test_a_guest_confirms_by_e_mail_and_the_address_is_gone(by_email, now):
    assert respond(by_email, email="Viesis@example.lv") is None
    assert Message.objects.get().email == "Viesis@example.lv"

    response = confirm_response(draft=SurveyDraft.objects.get(), now=now)

    assert response.answers == {"1": 1}
    assert not Message.objects.exists()
    assert not SurveyDraft.objects.exists()
    assert "viesis" not in SurveyParticipation.objects.get().email_hash


def test_an_address_counts_once_however_it_is_written(by_email, now):
    for email in ("viesis@example.lv", "VIESIS@example.lv "):
        respond(by_email, email=email)
    first, second = SurveyDraft.objects.all()
    confirm_response(draft=first, now=now)

    with pytest.raises(StateConflict, match="adres"):
        confirm_response(draft=second, now=now)

    assert SurveyResponse.objects.count() == 1


def test_another_survey_makes_another_mark_of_the_same_address(by_email, now):
    for survey in (by_email, SurveyFactory(audience="email")):
        respond(survey, email="viesis@example.lv")
    for draft in SurveyDraft.objects.all():
        confirm_response(draft=draft, now=now)

    assert SurveyParticipation.objects.values("email_hash").distinct().count() == 2


def test_answers_sent_in_time_count_though_the_link_is_opened_after_closing(by_email):
    respond(by_email, email="viesis@example.lv")

    confirm_response(draft=SurveyDraft.objects.get(), now=by_email.closes_at + timedelta(days=1))

    assert SurveyResponse.objects.count() == 1


def test_a_signed_in_person_needs_no_link(by_email):
    person = PersonFactory()

    respond(by_email, person=person)

    assert SurveyResponse.objects.count() == 1
    with pytest.raises(StateConflict, match="adres"):
        respond(by_email, person=person)


def test_a_guest_without_an_address_is_asked_for_one(by_email):
    with pytest.raises(InvalidInput) as refusal:
        respond(by_email)

    assert refusal.value.field == "email"


def test_a_persons_draft_is_one_and_grows():
    survey, person, now = SurveyFactory(questions=TWO), PersonFactory(), timezone.now()
    save_draft(survey=survey, answers={"1": 2}, draft=None, person=person, now=now)

    save_draft(survey=survey, answers={"2": "Tālu."}, draft=None, person=person, now=now)

    assert SurveyDraft.objects.get().answers == {"1": 2, "2": "Tālu."}


def test_the_code_is_mailed_and_the_letter_goes_with_the_answers(now):
    draft = begin(SurveyFactory(), now=now)
    send_code(draft=draft, email="viesis@example.lv", language="lv", now=now)
    assert draft.spaced_code in Message.objects.get().body

    submit_response(draft=draft, form_token=uuid4(), person=None, now=now)

    assert not Message.objects.exists()
