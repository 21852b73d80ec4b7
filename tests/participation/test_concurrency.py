"""What happens when people press at the same moment: threads on a database that really commits."""

from uuid import uuid4

import pytest

from participation.actions.answer import answer_now, publish_answer
from participation.actions.opinion import withdraw_opinion
from participation.models import Answer
from portal.obligations.models import Obligation
from tests.at_once import at_once
from tests.factories.participation import ANSWER, ConsultationFactory, draft_answer, give_opinion
from tests.factories.portal import MunicipalityFactory, OfficerFactory, PersonFactory


@pytest.fixture(autouse=True)
def _portal(committed):
    MunicipalityFactory()


def test_the_same_form_twice_at_once_is_one_opinion(now):
    consultation, person, form_token = ConsultationFactory(), PersonFactory(), uuid4()

    told = sorted(at_once(*[lambda: give_opinion(consultation, by=person, form_token=form_token, now=now)] * 4))

    consultation.refresh_from_db()
    assert told == [""] * 4
    assert consultation.opinions.count() == consultation.individual_count == Obligation.objects.count() == 1


def test_of_two_officers_at_once_one_answers_and_the_other_is_told(now):
    opinion, officers = give_opinion(), [OfficerFactory(), OfficerFactory()]

    told = sorted(
        at_once(*(lambda officer=officer: answer_now(question=opinion, by=officer, now=now, **ANSWER) for officer in officers))
    )

    opinion.consultation.refresh_from_db()
    assert told == ["", "Atbilde jau ir sniegta – kāds kolēģis to izdarīja pirms Jums."]
    assert Answer.objects.published().count() == opinion.consultation.answered_count == 1


def test_publishing_a_draft_while_a_colleague_rewrites_it_gives_one_answer(now):
    opinion, officer = give_opinion(), OfficerFactory()
    draft = draft_answer(opinion)

    told = sorted(
        at_once(
            lambda: publish_answer(answer=draft, by=officer, now=now),
            lambda: answer_now(question=opinion, by=officer, now=now, **ANSWER),
        )
    )

    assert [bool(sentence) for sentence in told] == [False, True]
    assert Answer.objects.published().count() == 1


def test_an_opinion_withdrawn_while_it_is_answered_ends_one_way(now):
    opinion, officer = give_opinion(), OfficerFactory()

    told = sorted(
        at_once(
            lambda: withdraw_opinion(opinion=opinion, by=opinion.author, now=now),
            lambda: answer_now(question=opinion, by=officer, now=now, **ANSWER),
        )
    )

    opinion.refresh_from_db()
    opinion.consultation.refresh_from_db()
    assert [bool(sentence) for sentence in told] == [False, True]
    assert not Obligation.objects.open().exists()
    assert opinion.consultation.individual_count == (1 if opinion.state == "answered" else 0)
