"""Officers check an application, and ask about it before they say no."""

from datetime import timedelta
from decimal import Decimal

import pytest

from grants.actions.application import withdraw_application
from grants.actions.checking import accept_application, answer_clarification, refuse_application
from grants.enums import ApplicationState, Promise
from grants.models import Application, Clarification
from portal.errors import DeadlinePassed, InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.models import Obligation
from tests.factories.grants import JUDGING, call_administrator, lines_of, published_call, submitted_application
from tests.factories.judging import asked_clarification

pytestmark = [pytest.mark.usefixtures("municipality"), pytest.mark.rule("S4-102")]

AFTER = JUDGING + timedelta(days=20)
TOLD = "Pievienojām kopēju vārdus."


@pytest.fixture
def application(municipality) -> Application:
    return submitted_application(published_call())


def answer(clarification: Clarification, now=JUDGING, told: str = TOLD, lines=None, **changes) -> Clarification:
    by = clarification.application.submitted_by
    return answer_clarification(clarification=clarification, answer=told, changes=changes, lines=lines, by=by, now=now)


def promise(clarification: Clarification) -> Obligation:
    return Obligation.objects.about(clarification).get(kind=Promise.CLARIFICATION)


def test_asking_opens_the_named_fields_and_the_community_owes_an_answer(application):
    clarification = asked_clarification(application, "results", "budget", days=5)

    application.refresh_from_db()
    assert (application.state, clarification.fields) == (ApplicationState.CLARIFYING, ["results", "budget"])
    assert (promise(clarification).holder, promise(clarification).due_on) == (application.community, clarification.due_on)
    assert promise(clarification).next_reminder_at
    message = Message.objects.get(key="grants.clarification_asked")
    assert (message.email, clarification.question in message.body) == (application.submitted_by.email, True)


def test_one_question_at_a_time(application):
    asked_clarification(application)

    with pytest.raises(StateConflict):
        asked_clarification(application)


def test_the_answer_changes_what_was_asked_about_and_nothing_else(application):
    clarification = answer(asked_clarification(application, "results"), results="Kopj biedrība.", title="Cits nosaukums")

    title = application.title
    application.refresh_from_db()
    assert (application.state, application.results, application.title) == (ApplicationState.SUBMITTED, "Kopj biedrība.", title)
    assert clarification.before == {"results": "Soliņus katru pavasari krāso kopiena."}
    assert clarification.after == {"results": "Kopj biedrība."}
    assert promise(clarification).fulfilled_at == JUDGING
    assert Message.objects.get(key="grants.clarification_answered").email == clarification.asked_by.email


def test_the_budget_is_written_anew_and_its_difference_stays_readable(application):
    clarification = answer(asked_clarification(application, "budget"), lines=lines_of(application.call, Decimal(800)))

    application.refresh_from_db()
    assert application.requested == 800
    assert ("900,00" in clarification.before["budget"], "800,00" in clarification.after["budget"]) == (True, True)


def test_clarifying_cannot_raise_the_sum(application):
    clarification = asked_clarification(application, "budget")

    with pytest.raises(InvalidInput, match="900"):
        answer(clarification, lines=lines_of(application.call, Decimal(990)))

    assert Application.objects.get().requested == 900


def test_an_answer_without_a_word_is_refused(application):
    clarification = asked_clarification(application)

    with pytest.raises(InvalidInput) as refusal:
        answer(clarification, told="  ", results="Kopj biedrība.")

    assert refusal.value.field == "answer"


def test_a_late_answer_changes_nothing(application):
    clarification = asked_clarification(application)

    with pytest.raises(DeadlinePassed):
        answer(clarification, now=AFTER, results="Kopj biedrība.")

    assert Application.objects.get().state == ApplicationState.CLARIFYING


def test_an_answer_counts_once(application):
    clarification = answer(asked_clarification(application), results="Kopj biedrība.")

    with pytest.raises(StateConflict):
        answer(clarification, results="Kopj kāds cits.")

    assert Application.objects.get().results == "Kopj biedrība."


def test_nobody_is_refused_while_an_answer_may_still_come(application):
    asked_clarification(application)
    reason = "Nav pievienots kopienas lēmums (nolikuma 4. punkts)."

    with pytest.raises(StateConflict):
        refuse_application(application=application, reason=reason, by=call_administrator(), now=JUDGING)
    refuse_application(application=application, reason=reason, by=call_administrator(), now=AFTER)

    assert Clarification.objects.get().closed_at == AFTER
    assert Obligation.objects.get(kind=Promise.CLARIFICATION).cancelled_at == AFTER


@pytest.mark.parametrize(
    "act",
    [
        lambda one: accept_application(application=one, by=call_administrator(), now=JUDGING),
        lambda one: withdraw_application(application=one, by=one.submitted_by, now=JUDGING),
    ],
    ids=["accepted", "withdrawn"],
)
def test_what_is_settled_otherwise_needs_no_answer(application, act):
    clarification = asked_clarification(application)

    act(application)

    clarification.refresh_from_db()
    assert clarification.closed_at == JUDGING
    with pytest.raises(StateConflict):
        answer(clarification)


@pytest.mark.parametrize("state", sorted(set(ApplicationState) - {"submitted"}))
def test_questions_are_asked_while_officers_check(application, state):
    Application.objects.update(state=state, ineligible_reason="Neatbilst nolikumam.")

    with pytest.raises(StateConflict):
        asked_clarification(application)
