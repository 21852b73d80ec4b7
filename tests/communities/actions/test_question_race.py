from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from communities.actions.question import answer_question
from portal.errors import StateConflict
from portal.notifications.models import Message
from tests.factories.portal import MunicipalityFactory, OfficerFactory
from tests.factories.question import ANSWER, put_question


def test_of_two_answers_at_once_one_is_given(committed, now):
    MunicipalityFactory()
    question, officers = put_question(), [OfficerFactory(), OfficerFactory()]

    def answer(officer) -> bool:
        try:
            answer_question(question=question, reason=ANSWER, by=officer, now=now)
        except StateConflict:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(max_workers=2) as pool:
        given = list(pool.map(answer, officers))

    assert sorted(given) == [False, True]
    assert Message.objects.filter(key="communities.question_answered").count() == 1
