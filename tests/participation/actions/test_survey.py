from datetime import timedelta

import pytest
from django.utils import timezone

from participation.actions.survey import (
    announce_survey,
    copy_survey,
    publish_results,
    publish_survey,
    remind_of_survey,
    take_back_survey,
)
from participation.enums import Promise, SurveyState
from participation.models import Survey
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.models import Obligation
from portal.obligations.queries import obligation_of
from tests.factories.communities import CommunityFactory, MembershipFactory, NeighbourhoodFactory
from tests.factories.portal import OfficerFactory, PersonFactory, SubscriptionFactory
from tests.factories.survey import CONCLUSIONS, SurveyFactory, begin, respond

pytestmark = pytest.mark.usefixtures("municipality")


def publish(survey: Survey, now=None) -> Survey:
    return publish_survey(survey=survey, by=OfficerFactory(), now=now or timezone.now())


def readers(key: str) -> set[str]:
    return set(Message.objects.filter(key=key).values_list("email", flat=True))


def test_publishing_promises_the_results_by_their_day():
    survey = publish(SurveyFactory(draft=True))

    promise = obligation_of(survey, Promise.SURVEY_RESULTS)
    assert survey.state == SurveyState.PUBLISHED
    assert (promise.due_on, promise.holder) == (survey.results_by, survey.unit)


@pytest.mark.parametrize(
    ("lacking", "word"),
    [
        ({"how_to_take_part": ""}, "kā piedalīties"),
        ({"use_of_results": ""}, "rezultātiem"),
        ({"unit": None}, "nodaļa"),
        ({"contact_email": ""}, "kontaktpersona"),
        ({"results_by": None}, "rezultāt"),
        ({"audience": "members"}, "kopienas"),
        ({"questions": [{"text": "Vai?", "answers": "jā"}]}, "1. jautājums"),
    ],
    ids=["how", "use", "unit", "contact", "results", "communities", "questions"],
)
def test_publishing_names_what_lacks(lacking, word):
    with pytest.raises(InvalidInput, match=word):
        publish(SurveyFactory(draft=True, **lacking))


def test_results_are_promised_for_a_day_after_the_closing(now):
    with pytest.raises(InvalidInput):
        publish(SurveyFactory(draft=True, results_by=timezone.localdate(now)))


def test_a_survey_that_should_be_closed_by_now_is_not_published():
    with pytest.raises(InvalidInput, match="pagājis"):
        publish(SurveyFactory(closed=True, state=SurveyState.DRAFT, published_at=None))


@pytest.mark.rule("S4-46")
def test_communities_and_followers_of_the_place_hear_of_an_open_survey_once():
    place, leader = NeighbourhoodFactory(), PersonFactory()
    CommunityFactory(neighbourhoods=[place], leader=leader)
    follower = SubscriptionFactory(target=place)
    CommunityFactory(leader=PersonFactory())
    survey = SurveyFactory(neighbourhoods=[place])

    announce_survey(survey=survey, now=timezone.now())
    announce_survey(survey=survey, now=timezone.now())

    assert readers("participation.survey_opened") == {leader.email, follower.email}
    assert Message.objects.filter(key="participation.survey_opened").count() == 2


def test_every_member_of_an_invited_community_is_asked_personally():
    member, other = MembershipFactory(), MembershipFactory()
    survey = SurveyFactory(audience="members", communities=[member.community])

    announce_survey(survey=survey, now=timezone.now())

    assert readers("participation.survey_invitation") == {member.user.email}
    assert other.user.email not in readers("participation.survey_invitation")


def test_nobody_is_told_before_the_survey_opens():
    survey = publish(SurveyFactory(draft=True, neighbourhoods=[NeighbourhoodFactory()]))

    assert survey.announced_at is None
    assert not Message.objects.exists()


def test_the_one_reminder_goes_to_nobody_who_has_answered():
    community = CommunityFactory()
    done, waiting = (MembershipFactory(community=community).user for _ in range(2))
    survey = SurveyFactory(audience="members", communities=[community])
    respond(survey, person=done)

    for _ in range(2):
        remind_of_survey(survey=survey, now=timezone.now())

    assert list(Message.objects.filter(key="participation.survey_closing").values_list("email", flat=True)) == [waiting.email]


def test_whoever_began_while_signed_in_is_reminded():
    survey, person = SurveyFactory(), PersonFactory()
    begin(survey, person=person)
    begin(survey)

    remind_of_survey(survey=survey, now=timezone.now())

    assert readers("participation.survey_closing") == {person.email}


def test_what_nobody_has_answered_is_taken_back_and_its_promise_falls():
    survey = publish(SurveyFactory(draft=True))

    take_back_survey(survey=survey, by=OfficerFactory(), now=timezone.now())

    survey.refresh_from_db()
    assert survey.state == SurveyState.DRAFT
    assert not Obligation.objects.open().exists()


def test_questions_stay_once_somebody_is_answering():
    survey = SurveyFactory()
    begin(survey)

    with pytest.raises(StateConflict, match="nokopējiet"):
        take_back_survey(survey=survey, by=OfficerFactory(), now=timezone.now())


def test_a_copy_has_the_questions_and_nothing_of_the_answers():
    survey = SurveyFactory(questions=[{"text": "Vai?", "answers": "jā\nnē"}, {"text": "Kāpēc?", "kind": "text"}])
    respond(survey)

    copy = copy_survey(survey=survey, by=OfficerFactory(), now=timezone.now())

    assert list(copy.questions.values_list("number", "text")) == [(1, "Vai?"), (2, "Kāpēc?")]
    assert survey.questions.count() == 2
    assert (copy.state, copy.response_count, copy.slug != survey.slug) == (SurveyState.DRAFT, 0, True)


def test_publishing_the_results_keeps_the_promise_and_tells_once(now):
    place = NeighbourhoodFactory()
    survey = publish(SurveyFactory(draft=True, neighbourhoods=[place]))
    follower, later = SubscriptionFactory(target=place), survey.closes_at + timedelta(hours=1)

    for _ in range(2):
        publish_results(survey=survey, conclusions=CONCLUSIONS, by=OfficerFactory(), now=later)

    survey.refresh_from_db()
    assert survey.results_at == later
    assert obligation_of(survey, Promise.SURVEY_RESULTS).fulfilled_at == later
    assert list(Message.objects.filter(key="participation.survey_results").values_list("email", flat=True)) == [follower.email]


def test_results_are_not_published_while_the_survey_is_open(now):
    with pytest.raises(StateConflict):
        publish_results(survey=SurveyFactory(), conclusions=CONCLUSIONS, by=OfficerFactory(), now=now)


def test_results_without_words_are_refused(now):
    with pytest.raises(InvalidInput) as refusal:
        publish_results(survey=SurveyFactory(closed=True), conclusions="Paldies!", by=OfficerFactory(), now=now)

    assert refusal.value.field == "conclusions"
