from datetime import timedelta

import pytest
from django.utils import timezone

from communities.actions.question import answer_question, ask, extend_question
from communities.enums import MemberRole, Promise, QuestionKind
from communities.models import Question
from portal.errors import InvalidInput, StateConflict
from portal.notifications.models import Message
from portal.obligations.models import Receipt
from portal.obligations.queries import obligation_of
from portal.ui.visibility import Visibility
from tests.factories.communities import CommunityFactory, ContactPersonFactory, MembershipFactory, NeighbourhoodFactory
from tests.factories.portal import MunicipalityFactory, OfficerFactory, PersonFactory, UnitFactory
from tests.factories.question import ANSWER, put_question
from tests.portal.instants import riga

MONDAY = riga(2026, 11, 23, 11)


@pytest.fixture(autouse=True)
def _municipality(db):
    MunicipalityFactory()


def letters(key: str) -> set[str]:
    return set(Message.objects.filter(key=f"communities.{key}").values_list("email", flat=True))


@pytest.mark.rule("S4-66")
def test_the_contacts_unit_owes_an_answer_within_three_working_days(time_machine):
    time_machine.move_to(MONDAY)
    contact = ContactPersonFactory()

    question = put_question(contact, now=MONDAY)

    promise = obligation_of(question, Promise.QUESTION)
    assert promise.holder == contact.unit
    assert f"{promise.due_on:%d.%m.%Y}" == "26.11.2026"
    assert promise.visibility == Visibility.STAFF


def test_a_question_has_its_number_and_both_sides_their_letter():
    officer, asker = OfficerFactory(), PersonFactory()
    contact = ContactPersonFactory(unit=UnitFactory(members=[officer]))

    question = put_question(contact, by=asker)

    assert obligation_of(question, Promise.QUESTION).number == Receipt.objects.get().number
    assert letters("question_received") == {asker.email}
    assert letters("question_to_answer") == {contact.email, officer.email}


def test_the_contact_with_an_account_reads_it_at_the_accounts_address():
    contact = ContactPersonFactory(user=OfficerFactory())

    put_question(contact)

    assert contact.user.email in letters("question_to_answer")
    assert contact.email not in letters("question_to_answer")


def test_a_communitys_question_is_answered_to_its_contacts_too():
    leader = MembershipFactory(role=MemberRole.LEADER)
    asker = PersonFactory()

    put_question(by=asker, community=leader.community)

    assert letters("question_received") == {asker.email, leader.user.email}


@pytest.mark.parametrize("text", ["", "   \n ", "Kad?", "a " * 9])
def test_an_empty_question_is_refused(text):
    with pytest.raises(InvalidInput, match="desmit rakstzīmes") as refusal:
        put_question(text=text)

    assert refusal.value.field == "text"
    assert not Question.objects.exists()


@pytest.mark.rule("S4-47")
def test_an_invitation_names_a_day_to_come(now):
    for day in (None, timezone.localdate(now) - timedelta(days=1)):
        with pytest.raises(InvalidInput) as refusal:
            put_question(kind=QuestionKind.INVITATION, wished_on=day)
        assert refusal.value.field == "wished_on"

    invitation = put_question(kind=QuestionKind.INVITATION, wished_on=timezone.localdate(now) + timedelta(days=20))

    assert obligation_of(invitation, Promise.QUESTION).is_open


def test_where_there_is_nobody_to_ask_it_is_said(now):
    with pytest.raises(StateConflict, match="nav kontaktpersonas"):
        ask(neighbourhood=NeighbourhoodFactory(), text="Kam te jautāt?", by=PersonFactory(), now=now)


def test_the_answer_keeps_the_promise_and_comes_by_mail(now):
    question = put_question()

    answer_question(question=question, reason=ANSWER, by=OfficerFactory(), now=now)

    assert obligation_of(question, Promise.QUESTION).fulfilled_at == now
    assert ANSWER in Message.objects.get(key="communities.question_answered").body


@pytest.mark.rule("D5")
@pytest.mark.parametrize("reason", ["", "Paldies par viedokli!", "Jūsu jautājums ir pieņemts zināšanai. Ar cieņu, nodaļa"])
def test_an_empty_answer_is_refused_and_the_clock_runs_on(reason, now):
    question = put_question()

    with pytest.raises(InvalidInput) as refusal:
        answer_question(question=question, reason=reason, by=OfficerFactory(), now=now)

    assert refusal.value.field == "reason"
    assert obligation_of(question, Promise.QUESTION).is_open


def test_the_term_is_moved_once_with_a_reason_the_asker_reads(time_machine):
    time_machine.move_to(MONDAY)
    question, officer = put_question(now=MONDAY), OfficerFactory()
    reason = "Kabeļa shēmu gaidām no tīkla uzņēmēja."
    until = (MONDAY + timedelta(days=10)).date()

    extend_question(question=question, until=until, reason=reason, by=officer, now=MONDAY)

    assert reason in Message.objects.get(key="communities.question_extended").body
    with pytest.raises(StateConflict):
        extend_question(question=question, until=until + timedelta(days=5), reason=reason, by=officer, now=MONDAY)


def test_members_of_the_community_and_officers_see_it_and_nobody_else():
    community = CommunityFactory()
    asker, member = MembershipFactory(community=community).user, MembershipFactory(community=community).user
    question = put_question(by=asker, community=community)
    put_question()

    for reader, seen in ((asker, [question]), (member, [question]), (PersonFactory(), [])):
        assert list(Question.objects.visible_to(reader)) == seen
    assert Question.objects.visible_to(OfficerFactory()).count() == 2
