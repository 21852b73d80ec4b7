from datetime import timedelta

import pytest

from participation.models import SurveyDraft, SurveyParticipation, SurveyResponse
from participation.tasks.survey import tell_of_surveys
from portal.notifications.models import Message
from tests.factories.communities import CommunityFactory, MembershipFactory
from tests.factories.survey import SurveyFactory, begin, respond

pytestmark = pytest.mark.usefixtures("municipality")


def keys() -> list[str]:
    return sorted(Message.objects.values_list("key", flat=True))


@pytest.fixture
def survey(municipality):
    """For members of one community, which has one member."""
    membership = MembershipFactory()
    return SurveyFactory(audience="members", communities=[membership.community])


def test_members_are_told_when_it_opens_and_reminded_once_before_it_closes(survey, time_machine):
    for day in (1, 2, 10, 12, 13):
        time_machine.move_to(survey.opens_at + timedelta(days=day))
        tell_of_surveys()

    assert keys() == ["participation.survey_closing", "participation.survey_invitation"]


def test_two_weeks_after_closing_nobody_is_remembered(survey, time_machine):
    respond(survey, person=survey.communities.get().memberships.get().user)
    begin(survey, person=MembershipFactory(community=survey.communities.get()).user)
    time_machine.move_to(survey.closes_at + timedelta(days=14, minutes=-1))
    tell_of_surveys()
    still = SurveyParticipation.objects.count()
    time_machine.shift(timedelta(minutes=2))

    tell_of_surveys()

    assert still == 1
    assert not SurveyDraft.objects.exists()
    assert not SurveyParticipation.objects.exists()
    assert SurveyResponse.objects.count() == 1, "what was answered stays"


def test_a_survey_of_another_source_tells_nobody(municipality):
    CommunityFactory()

    tell_of_surveys()

    assert keys() == []
