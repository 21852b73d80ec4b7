from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from participation.actions.survey import publish_survey
from participation.models import SurveyDraft
from participation.panels.draft_decision import committees_meeting
from participation.panels.survey import forget_unsent_answers, own_survey_answers, surveys_closing
from tests.factories.communities import MembershipFactory, NeighbourhoodFactory
from tests.factories.draft_decision import DraftDecisionFactory, hand_in
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.factories.survey import SurveyFactory, begin, respond

pytestmark = pytest.mark.usefixtures("municipality")


def test_the_hub_shows_open_surveys_and_drafts_under_way(client):
    survey, draft = SurveyFactory(), DraftDecisionFactory(neighbourhoods=[NeighbourhoodFactory()])

    page = client.get(reverse("pages:hub")).text

    assert survey.title in page
    assert draft.title in page


def test_a_member_is_reminded_on_the_own_desk_until_answered(client):
    membership = MembershipFactory()
    survey = SurveyFactory(audience="members", communities=[membership.community])
    client.force_login(membership.user)
    before = client.get(reverse("pages:mans")).text
    respond(survey, person=membership.user)

    assert survey.title in before
    assert survey.title not in client.get(reverse("pages:mans")).text


def test_what_a_person_began_waits_on_the_own_desk(client):
    person, survey = PersonFactory(), SurveyFactory()
    begin(survey, person=person)
    client.force_login(person)

    assert survey.title in client.get(reverse("pages:mans")).text


def test_the_calendar_has_the_last_day_and_the_committees_meeting(now):
    here, elsewhere = NeighbourhoodFactory(), NeighbourhoodFactory()
    survey, draft = SurveyFactory(neighbourhoods=[here]), DraftDecisionFactory(neighbourhoods=[here])
    hand_in(draft)
    days = {"start": timezone.localdate(now), "end": timezone.localdate(now) + timedelta(days=20)}

    assert [entry.title for entry in surveys_closing(neighbourhood=here, **days)] == [survey.title]
    assert [entry.title for entry in committees_meeting(neighbourhood=here, **days)] == [draft.title]
    assert surveys_closing(neighbourhood=elsewhere, **days) == committees_meeting(neighbourhood=elsewhere, **days) == []


def test_a_published_survey_is_found_by_its_words(client):
    survey = publish_survey(survey=SurveyFactory(draft=True), by=OfficerFactory(), now=timezone.now())

    assert survey.title in client.get(reverse("pages:search"), {"q": "autobusu"}).text


def test_a_person_is_told_what_is_unsent_and_may_have_it_forgotten(now):
    person = PersonFactory()
    begin(SurveyFactory(), {"1": 2}, person=person)

    told = dict(own_survey_answers(person))["survey_drafts"]
    forget_unsent_answers(person, check_only=False, now=now)

    assert told[0]["answers"] == {"1": 2}
    assert not SurveyDraft.objects.exists()
