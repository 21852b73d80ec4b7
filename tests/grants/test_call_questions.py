"""What periodic work and the shared pages do with questions about calls."""

from datetime import timedelta

from grants.enums import Promise
from grants.models import CallQuestion
from grants.tasks.call_question import forget_call_questions
from portal.accounts.actions import erase_person
from portal.audit.actions import Guest
from portal.obligations.queries import obligation_of
from portal.obligations.rules_of_law import legal_rule
from portal.ui.panels import Slot, gather
from tests.factories.calls import ANSWER, ASKED, QUESTION, answer, ask
from tests.factories.portal import PersonFactory


def test_questions_nobody_confirmed_go_after_a_week_and_askers_after_a_year(call, time_machine):
    ask(call, by=Guest())
    waiting = ask(call)
    answered = answer(ask(call))

    time_machine.move_to(ASKED + timedelta(days=7), tick=False)
    forget_call_questions()
    assert set(CallQuestion.objects.all()) == {waiting, answered}

    days = legal_rule("CALL_QUESTION_DAYS", answered.answered_at.date()).whole
    time_machine.move_to(answered.answered_at + timedelta(days=days, seconds=-1), tick=False)
    forget_call_questions()
    assert CallQuestion.objects.get(pk=answered.pk).email == answered.email

    time_machine.move_to(answered.answered_at + timedelta(days=days), tick=False)
    forget_call_questions()
    assert CallQuestion.objects.get(pk=answered.pk).email == ""
    assert set(CallQuestion.objects.all()) == {waiting, answered}


def test_own_data_hold_what_a_person_asked(call):
    person = PersonFactory()
    ask(call, by=person)

    own = dict(gather(Slot.OWN_DATA, person))["call_questions"]

    assert [(row["call"], row["question"]) for row in own] == [(call.title, QUESTION)]


def test_with_the_account_goes_what_nobody_has_published(call):
    person = PersonFactory()
    public, waiting = answer(ask(call, by=person)), ask(call, by=person)
    promise = obligation_of(waiting, Promise.CALL_ANSWER)

    erase_person(person=person, by=person, now=ASKED)

    left = CallQuestion.objects.get()
    promise.refresh_from_db()
    assert (left, left.asked_by, left.email, left.answer) == (public, None, "", ANSWER)
    assert promise.cancelled_at == ASKED
