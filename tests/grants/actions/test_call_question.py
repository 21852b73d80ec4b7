from datetime import timedelta
from uuid import uuid4

import pytest

from grants.actions.call_question import (
    LONGEST_QUESTION,
    ask_about_call,
    confirm_question,
    erase_unconfirmed_question,
    forget_asker,
)
from grants.enums import CallQuestionState, CallState, Promise
from grants.models import Call, CallQuestion
from portal.audit.actions import Guest
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.queries import obligation_of
from tests.factories.calls import ANSWER, ASKED, QUESTION, answer, ask, follower_of
from tests.factories.grants import DEADLINE, call_administrator
from tests.factories.portal import OfficerFactory, PersonFactory

pytestmark = pytest.mark.rule("S4-108")


def letters(key: str) -> set[str]:
    return set(Message.objects.filter(key=f"grants.{key}").values_list("email", flat=True))


def test_the_unit_owes_an_answer_within_five_working_days(call):
    officer = OfficerFactory()
    call.unit.members.add(officer)

    question = ask(call)

    promise = obligation_of(question, Promise.CALL_ANSWER)
    assert (promise.holder, f"{promise.due_on:%d.%m.%Y}") == (call.unit, "15.01.2027")
    assert letters("call_question_to_answer") == {officer.email}


def test_a_guests_question_waits_for_the_link_and_then_for_the_answer(call):
    question = ask(call, by=Guest())
    assert (question.state, obligation_of(question, Promise.CALL_ANSWER)) == (CallQuestionState.UNCONFIRMED, None)
    assert letters("call_question_confirm") == {"viesis@example.lv"}

    first, second = (confirm_question(question=question, now=ASKED) for _click in range(2))

    assert first.state == second.state == CallQuestionState.WAITING
    assert obligation_of(question, Promise.CALL_ANSWER).is_open


def test_the_same_form_sent_twice_is_one_question(call):
    person, token = PersonFactory(), uuid4()

    for _click in range(2):
        ask_about_call(call=call, text=QUESTION, email=person.email, form_token=token, by=person, now=ASKED)

    assert CallQuestion.objects.count() == 1


@pytest.mark.parametrize("text", ["Vai ?", " a b c d\n\n", "Kāpēc? " * LONGEST_QUESTION])
def test_a_text_that_asks_nothing_or_too_much_is_refused(call, text):
    with pytest.raises(InvalidInput) as refusal:
        ask(call, text=text)

    assert refusal.value.field == "text"


def test_after_their_last_moment_questions_are_refused_with_that_moment(call):
    until = DEADLINE - timedelta(days=7)
    Call.objects.update(questions_until=until)

    ask(call, now=until - timedelta(seconds=1))
    with pytest.raises(DeadlinePassed, match="Jautājumus pieņēma līdz 05"):
        ask(call, now=until)


def test_a_guest_who_opens_the_link_too_late_is_told_so(call):
    question = ask(call, by=Guest(), now=DEADLINE - timedelta(minutes=1))

    with pytest.raises(DeadlinePassed):
        confirm_question(question=question, now=DEADLINE)


@pytest.mark.parametrize("state", [CallState.DRAFT, CallState.EVALUATION, CallState.CANCELLED])
def test_nobody_asks_about_a_call_that_is_not_announced(call, state):
    Call.objects.update(state=state, cancel_reason="Nauda nav piešķirta.")

    with pytest.raises(StateConflict):
        ask(call)


def test_public_answers_are_numbered_in_their_order_and_private_ones_are_not(call):
    first, private, second = ask(call), ask(call), ask(call)

    answered = [answer(first), answer(private, is_public=False), answer(second)]

    assert [one.number for one in answered] == [1, None, 2]
    assert [one.answer for one in call.questions.published()] == [ANSWER, ANSWER]


def test_the_asker_and_the_followers_hear_of_the_answer(call):
    asker, follower = PersonFactory(), follower_of(call)

    answer(ask(call, by=asker))

    assert letters("call_question_answered") == {asker.email}
    assert letters("call_news") == {follower.email}


def test_what_concerns_the_asker_alone_goes_to_the_asker_alone(call):
    follower_of(call)

    answer(ask(call), is_public=False, public_text="")

    assert letters("call_news") == set()
    assert Message.objects.filter(key="grants.call_question_answered").count() == 1


def test_an_answered_question_keeps_the_promise(call):
    question = ask(call)

    answer(question)

    assert obligation_of(question, Promise.CALL_ANSWER).fulfilled_at == ASKED + timedelta(days=1)


@pytest.mark.rule("D5")
@pytest.mark.parametrize(
    ("facts", "field"), [({"reason": "Paldies par jautājumu!"}, "reason"), ({"public_text": " "}, "public_text")]
)
def test_an_empty_answer_or_a_public_question_without_words_is_refused(call, facts, field):
    question = ask(call)

    with pytest.raises(InvalidInput) as refusal:
        answer(question, **facts)

    assert refusal.value.field == field


def test_the_second_officer_learns_that_it_is_answered(call):
    question = ask(call)
    answer(question)

    with pytest.raises(StateConflict):
        answer(question, by=call_administrator())


def test_an_unconfirmed_question_is_erased_with_its_letter(call):
    question = ask(call, by=Guest())

    erase_unconfirmed_question(question=question, now=ASKED)

    assert (CallQuestion.objects.count(), Message.objects.filter(key="grants.call_question_confirm").count()) == (0, 0)


def test_a_year_later_the_public_question_stays_without_whoever_asked(call):
    public, private = answer(ask(call), public_text="Vai drīkst ieskaitīt darbu?"), answer(ask(call), is_public=False)

    for question in (public, private):
        forget_asker(question=question, now=ASKED)

    left = CallQuestion.objects.get()
    assert (left.asked_by, left.email, left.text) == (None, "", "Vai drīkst ieskaitīt darbu?")
    assert left.answer == ANSWER
