"""Pressing "send" at the same moment: threads on a database that really commits."""

from uuid import uuid4

import pytest

from participation.actions.survey_response import confirm_response, submit_response
from participation.models import SurveyDraft, SurveyParticipation, SurveyResponse
from tests.at_once import at_once
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.portal import MunicipalityFactory
from tests.factories.survey import SurveyFactory, begin, respond


@pytest.fixture(autouse=True)
def _portal(committed):
    MunicipalityFactory()


def test_a_member_who_sends_twice_at_once_answers_once(now):
    survey = SurveyFactory(audience="members", communities=[CommunityFactory()])
    member = MembershipFactory(community=survey.communities.get()).user
    draft = begin(survey, person=member)

    told = at_once(*[lambda: submit_response(draft=draft, form_token=uuid4(), person=member, now=now)] * 3)

    survey.refresh_from_db()
    assert sorted(map(bool, told)) == [False, True, True]
    assert SurveyResponse.objects.count() == SurveyParticipation.objects.count() == survey.response_count == 1


def test_one_address_confirming_two_answers_at_once_counts_once(now):
    survey = SurveyFactory(audience="email")
    for _time in range(2):
        respond(survey, email="viesis@example.lv")
    drafts = list(SurveyDraft.objects.all())

    told = at_once(*(lambda draft=draft: confirm_response(draft=draft, now=now) for draft in drafts))

    assert sorted(map(bool, told)) == [False, True]
    assert SurveyResponse.objects.count() == 1
