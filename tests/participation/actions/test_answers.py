"""One answer for many alike, and many drafts published at once."""

import pytest

from participation.actions.answer import publish_answer
from participation.actions.answers import answer_many, publish_drafts
from participation.actions.opinion import withdraw_opinion
from participation.models import Answer, AnswerBatch, Opinion
from portal.errors import InvalidInput
from portal.notifications.models import Message
from portal.obligations.models import Obligation
from tests.at_once import at_once
from tests.factories.participation import ANSWER, ConsultationFactory, draft_answer, give_opinion, send_in
from tests.factories.portal import MunicipalityFactory, OfficerFactory, UnitFactory


@pytest.fixture(autouse=True)
def _portal(request):
    request.getfixturevalue("committed" if "committed" in request.fixturenames else "db")
    MunicipalityFactory()


def three_alike(**consultation) -> list[Opinion]:
    shared = ConsultationFactory(**consultation)
    return [give_opinion(shared, text=f"Vajag lampas pie {place}.") for place in ("skolas", "veikala", "pieturas")]


@pytest.mark.rule("S4-39")
def test_one_answer_reaches_all_that_are_alike_and_says_for_how_many(client, now):
    opinions = three_alike()

    batch = answer_many(questions=opinions, by=OfficerFactory(), now=now, **ANSWER)

    letters = Message.objects.filter(key="participation.answer_published")
    page = client.get(opinions[0].consultation.get_absolute_url()).text
    assert batch.size == Answer.objects.public().filter(batch=batch).count() == 3
    assert sorted(letters.values_list("email", flat=True)) == sorted(one.author.email for one in opinions)
    assert not Obligation.objects.open().exists()
    assert page.count("Šī atbilde dota uz 3 līdzīgiem viedokļiem.") == 3


def test_all_or_none_and_the_one_that_cannot_be_answered_is_named(now):
    opinions = three_alike()
    withdraw_opinion(opinion=opinions[2], by=opinions[2].author, now=now)
    number = Obligation.objects.about(opinions[2]).get().number

    with pytest.raises(InvalidInput, match=f"{number}: .*Nevienam nekas nav nosūtīts"):
        answer_many(questions=opinions, by=OfficerFactory(), now=now, **ANSWER)

    assert not Answer.objects.exists()
    assert not AnswerBatch.objects.exists()
    assert not Message.objects.filter(key="participation.answer_published").exists()


@pytest.mark.rule("D5")
def test_an_empty_answer_to_many_is_refused_like_one_to_one(now):
    with pytest.raises(InvalidInput) as refused:
        answer_many(questions=three_alike(), by=OfficerFactory(), now=now, **{**ANSWER, "reason": "Pieņemts zināšanai."})

    assert (refused.value.field, refused.value.code) == ("reason", "empty_answer")


def test_one_alone_is_not_many(now):
    with pytest.raises(InvalidInput, match="vismaz divus līdzīgus"):
        answer_many(questions=[give_opinion()], by=OfficerFactory(), now=now, **ANSWER)


@pytest.mark.parametrize(
    "apart", [lambda: [give_opinion(), give_opinion()], lambda: [give_opinion(), send_in()], lambda: [send_in(), send_in()]]
)
def test_only_what_belongs_together_is_answered_together(now, apart):
    with pytest.raises(InvalidInput, match="Kopā var atbildēt"):
        answer_many(questions=apart(), by=OfficerFactory(), now=now, **ANSWER)


def test_where_the_unit_wants_a_second_look_the_many_stay_drafts(now):
    opinions = three_alike(unit=UnitFactory(needs_second_look=True))

    batch = answer_many(questions=opinions, by=OfficerFactory(), now=now, **ANSWER)
    found = publish_drafts(drafts=Answer.objects.drafts(), by=OfficerFactory(), now=now)

    assert (found.count, found.refused) == (3, [])
    assert Answer.objects.public().filter(batch=batch).count() == 3


def test_of_many_drafts_each_is_checked_and_the_refused_are_named(now):
    writer = OfficerFactory()
    shared = ConsultationFactory(unit=UnitFactory(needs_second_look=True))
    own = draft_answer(give_opinion(shared, text="Vajag soliņus."), by=writer)
    others = [draft_answer(give_opinion(shared)), draft_answer(give_opinion())]
    publish_answer(answer=others[1], by=OfficerFactory(), now=now)

    found = publish_drafts(drafts=[own, *others], by=writer, now=now)

    numbers = [Obligation.objects.about(answer.question).get().number for answer in (own, others[1])]
    assert found.count == 1
    assert [number for number, _why in found.refused] == numbers
    assert "cits darbinieks" in found.refused[0][1]


@pytest.mark.usefixtures("committed")
def test_two_officers_who_answer_overlapping_piles_at_once_do_not_wait_for_each_other_for_ever(now):
    opinions = three_alike()
    officers = [OfficerFactory(), OfficerFactory()]

    told = at_once(
        lambda: answer_many(questions=opinions, by=officers[0], now=now, **ANSWER),
        lambda: answer_many(questions=opinions[::-1], by=officers[1], now=now, **ANSWER),
    )

    assert sorted(bool(sentence) for sentence in told) == [False, True]
    assert Answer.objects.published().count() == 3
    assert AnswerBatch.objects.count() == 1
