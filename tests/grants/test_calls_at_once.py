"""Two officers at the same call at the same instant end with one announcement and one answer."""

import pytest

from grants.actions.call import publish_call
from grants.models import Call, CallQuestion
from portal.notifications.models import Message
from tests.at_once import at_once
from tests.factories.calls import answer, ask
from tests.factories.communities import CommunityFactory
from tests.factories.grants import CallFactory, call_administrator, published_call
from tests.factories.portal import MunicipalityFactory, PersonFactory


@pytest.fixture(autouse=True)
def _municipality(committed):
    MunicipalityFactory()


def test_a_call_announced_by_two_at_once_is_announced_once():
    call = CallFactory()
    CommunityFactory(leader=PersonFactory())
    officers = [call_administrator() for _number in range(2)]

    told = at_once(*[lambda by=by: publish_call(call=call, by=by, now=call.opens_at) for by in officers])

    assert sorted(bool(sentence) for sentence in told) == [False, True]
    assert Call.objects.get().state == "published"
    assert Message.objects.filter(key="grants.call_published").count() == 1


@pytest.mark.rule("S4-108")
def test_a_question_answered_by_two_at_once_has_one_answer_and_one_number():
    question = ask(published_call())
    officers = [call_administrator() for _number in range(2)]

    told = at_once(*[lambda by=by: answer(question, by=by) for by in officers])

    assert sorted(bool(sentence) for sentence in told) == [False, True]
    assert CallQuestion.objects.get().number == 1
    assert Message.objects.filter(key="grants.call_question_answered").count() == 1


@pytest.mark.rule("S4-108")
def test_two_questions_answered_at_once_have_two_numbers():
    call = published_call()
    questions = [ask(call) for _number in range(2)]
    officers = [call_administrator() for _number in range(2)]

    told = at_once(*[lambda q=q, by=by: answer(q, by=by) for q, by in zip(questions, officers, strict=True)])

    assert told == ["", ""]
    assert sorted(CallQuestion.objects.values_list("number", flat=True)) == [1, 2]
