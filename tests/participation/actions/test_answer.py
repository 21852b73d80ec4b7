from datetime import timedelta

import pytest

from participation.actions.answer import answer_now, extend_answer, publish_answer, write_answer
from participation.actions.opinion import confirm_opinion
from participation.enums import OpinionState, SubmissionState
from participation.models import Answer, Opinion, Submission
from participation.workflow import OPINION, SUBMISSION
from portal.audit.models import Event
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Category, Message
from portal.obligations.models import LegalRule, Obligation
from portal.obligations.rules_of_law import forget_rules
from portal.obligations.substance import EMPTY_PHRASES
from tests.factories.communities import CommunityFactory
from tests.factories.participation import (
    ANSWER,
    REASON,
    ConsultationFactory,
    draft_answer,
    give_guest_opinion,
    give_joint_opinion,
    give_opinion,
    send_in,
)
from tests.factories.portal import OfficerFactory, PersonFactory, UnitFactory

pytestmark = pytest.mark.usefixtures("municipality")


def answer(question, now, **text):
    return answer_now(question=question, by=OfficerFactory(), now=now, **{**ANSWER, **text})


@pytest.mark.rule("D5")
@pytest.mark.rule("S4-42")
def test_an_answer_keeps_the_promise_and_reaches_its_author(now):
    opinion = confirm_opinion(opinion=give_guest_opinion(), now=now)

    answer(opinion, now)

    letter = Message.objects.get(key="participation.answer_published")
    opinion.refresh_from_db()
    assert opinion.state == OpinionState.ANSWERED
    assert Obligation.objects.about(opinion).get().fulfilled_at == now
    assert letter.email == "viesis@example.lv"
    assert REASON in letter.body
    assert ANSWER["next_step"] in letter.body
    assert Answer.objects.public().get().opinion == opinion


@pytest.mark.rule("S4-94")
def test_a_joint_opinion_is_answered_to_its_author_and_the_communitys_contacts(now):
    leader, author = PersonFactory(), PersonFactory()
    opinion = give_joint_opinion(community=CommunityFactory(leader=leader), by=author)

    answer(opinion, now)

    readers = Message.objects.filter(key="participation.answer_published").values_list("email", flat=True)
    assert sorted(readers) == sorted([leader.email, author.email])


@pytest.mark.rule("S4-41")
@pytest.mark.rule("D5")
@pytest.mark.parametrize("phrase", ["", "...", *EMPTY_PHRASES])
def test_an_empty_answer_is_refused_and_nothing_is_sent(now, phrase):
    opinion = give_opinion()

    with pytest.raises(InvalidInput) as refused:
        answer(opinion, now, reason=f"{phrase.capitalize()}.")

    assert (refused.value.field, refused.value.code) == ("reason", "empty_answer")
    assert not Answer.objects.exists()
    assert not Message.objects.filter(key="participation.answer_published").exists()


@pytest.mark.rule("D5")
def test_the_opinion_sent_back_is_no_answer(now):
    opinion = give_opinion(text=REASON)

    with pytest.raises(InvalidInput) as refused:
        answer(opinion, now, reason=REASON.upper())

    assert refused.value.code == "empty_answer"


@pytest.mark.rule("S4-42")
def test_an_answer_says_what_follows_or_why_nothing_does(now):
    with pytest.raises(InvalidInput) as refused:
        answer(give_opinion(), now, next_step=" ")

    assert refused.value.field == "next_step"
    assert answer(give_opinion(), now, next_step="", no_next_step="Celiņš jau ir uzbūvēts.").published_at == now


@pytest.mark.rule("S4-42")
def test_what_is_not_taken_up_says_why(now):
    unexplained = REASON.replace(", jo ", "; ")

    with pytest.raises(InvalidInput, match="iemesl"):
        answer(give_opinion(), now, outcome="not_taken", reason=unexplained)


def test_how_much_an_answer_must_say_is_a_rule_of_the_administrator(now):
    LegalRule.objects.filter(code="ANSWER_MIN_CHARACTERS").update(value=1000)
    forget_rules()

    with pytest.raises(InvalidInput, match="1000"):
        answer(give_opinion(), now)


def test_a_draft_is_seen_by_nobody_outside():
    opinion = give_opinion()

    draft_answer(opinion)

    assert not Answer.objects.public().exists()
    assert Obligation.objects.about(opinion).open().exists()


def test_a_draft_is_rewritten_not_doubled():
    opinion = give_opinion()
    draft_answer(opinion)

    draft_answer(opinion, outcome="planned")

    assert Answer.objects.get().outcome == "planned"


def test_where_the_unit_wants_a_second_look_a_colleague_publishes(now):
    writer = OfficerFactory()
    opinion = give_opinion(ConsultationFactory(unit=UnitFactory(needs_second_look=True)))

    draft = answer_now(question=opinion, by=writer, now=now, **ANSWER)
    with pytest.raises(StateConflict, match="cits darbinieks"):
        publish_answer(answer=draft, by=writer, now=now)
    publish_answer(answer=draft, by=OfficerFactory(), now=now)

    assert Answer.objects.public().get() == draft


@pytest.mark.parametrize("state", [state for state in OPINION.statuses if not OPINION.allows(state, OpinionState.ANSWERED)])
def test_an_opinion_in_another_state_is_not_answered(now, state):
    opinion = give_opinion()
    draft = draft_answer(opinion)
    Opinion.objects.update(state=state)

    for act in (
        lambda: write_answer(question=opinion, by=OfficerFactory(), now=now, **ANSWER),
        lambda: publish_answer(answer=draft, by=OfficerFactory(), now=now),
    ):
        with pytest.raises(StateConflict):
            act()


@pytest.mark.parametrize(
    "state", [state for state in SUBMISSION.statuses if not SUBMISSION.allows(state, SubmissionState.ANSWERED)]
)
def test_a_submission_in_another_state_is_not_answered(now, state):
    submission = send_in()
    Submission.objects.update(state=state)

    with pytest.raises(StateConflict):
        answer(submission, now)

    assert Obligation.objects.open().exists()


def test_an_answer_is_published_once(now):
    draft = draft_answer(give_opinion())
    publish_answer(answer=draft, by=OfficerFactory(), now=now)

    with pytest.raises(StateConflict, match="kāds kolēģis"):
        publish_answer(answer=draft, by=OfficerFactory(), now=now)

    assert Message.objects.filter(key="participation.answer_published").count() == 1


def test_the_answer_to_a_hidden_opinion_is_for_its_author_alone(now):
    opinion = give_opinion()
    Opinion.objects.update(state=OpinionState.HIDDEN, hidden_reason="Svešas personas dati.")

    answer(opinion, now)

    assert not Answer.objects.public().exists()
    assert Message.objects.get(key="participation.answer_published").email == opinion.author.email


def test_the_answer_to_a_private_submission_is_not_public(now):
    submission = send_in(author=PersonFactory())

    answer(submission, now)

    submission.refresh_from_db()
    assert submission.state == SubmissionState.ANSWERED
    assert not Answer.objects.public().exists()


WHY_LATER = "Gaidām ceļu uzturētāja atzinumu."


def extend(question, now):
    until = Obligation.objects.about(question).get().due_on + timedelta(days=3)
    return extend_answer(question=question, until=until, reason=WHY_LATER, by=OfficerFactory(), now=now)


def test_the_author_is_told_the_new_day_and_why(now):
    opinion = confirm_opinion(opinion=give_guest_opinion(), now=now)

    obligation = extend(opinion, now)

    letter = Message.objects.get(key="participation.answer_extended")
    assert (letter.email, letter.category) == ("viesis@example.lv", Category.SERVICE)
    assert f"{obligation.due_on:%d.%m.%Y}." in letter.subject
    assert WHY_LATER in letter.body
    assert Event.objects.get(name="participation.answer.extended").data["notices"] == 1


def test_everybody_sees_why_an_answer_takes_longer(client, now):
    opinion = give_opinion()
    extend(opinion, now)

    assert WHY_LATER in client.get(opinion.consultation.get_absolute_url()).text


def test_a_submission_is_extended_once_and_told_once(now):
    submission = send_in(author=PersonFactory())
    extend(submission, now)

    with pytest.raises(StateConflict):
        extend(submission, now)

    assert Message.objects.get(key="participation.answer_extended").email == submission.author.email


def test_where_no_answer_is_due_nothing_is_extended(now):
    opinion = give_guest_opinion()

    with pytest.raises(StateConflict):
        extend_answer(question=opinion, until=now.date(), reason=WHY_LATER, by=OfficerFactory(), now=now)
