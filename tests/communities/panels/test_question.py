import pytest
from django.utils import timezone

from communities.actions.question import answer_question
from communities.enums import Promise
from communities.panels.question import own_questions
from portal.accounts.actions import erase_person
from portal.audit.models import Event
from portal.notifications.models import Message
from portal.obligations.queries import obligation_of
from tests.factories.communities import MembershipFactory
from tests.factories.portal import OfficerFactory, PersonFactory
from tests.factories.question import ANSWER, put_question

pytestmark = pytest.mark.usefixtures("municipality")

TEXT = "Mans tālrunis ir 20 000 000, piezvaniet!"


def test_own_data_hold_questions_with_their_answers(now):
    question = put_question(text=TEXT)
    answer_question(question=question, reason=ANSWER, by=OfficerFactory(), now=now)

    ((section, (row,)),) = own_questions(question.asked_by)

    assert section == "questions"
    assert (row["text"], row["answer"]) == (TEXT, ANSWER)


def test_with_the_account_ones_own_words_go_and_nobody_owes_an_answer(now):
    asker = PersonFactory()
    question = put_question(by=asker, text=TEXT)

    erase_person(person=asker, by=asker, now=now)

    question.refresh_from_db()
    assert question.asked_by is None
    assert TEXT not in question.text
    assert obligation_of(question, Promise.QUESTION).cancelled_at
    assert not Message.objects.filter(body__contains="20 000 000").exists()
    assert not Event.objects.filter(target_label__contains="20 000 000").exists()


def test_what_was_asked_for_a_community_stays_with_it():
    member = MembershipFactory()
    question = put_question(by=member.user, community=member.community, text=TEXT)

    erase_person(person=member.user, by=member.user, now=timezone.now())

    question.refresh_from_db()
    assert (question.asked_by, question.text) == (None, TEXT)
    assert obligation_of(question, Promise.QUESTION).is_open
