from django.template.loader import render_to_string

from participation.models import Answer, Consultation, Opinion, Submission
from participation.queries.answer import answer_cards, question_cards
from participation.queries.consultation import count_voices


def test_an_answer_is_public_exactly_where_its_question_is(demo):
    answers = Answer.objects.published().select_related("opinion", "submission")

    assert {one.pk for one in answers if one.question.is_public} == set(Answer.objects.public().values_list("pk", flat=True))


def test_the_counter_of_answered_opinions_equals_a_recount(demo):
    kept = dict(Consultation.objects.values_list("pk", "answered_count"))

    assert kept == {one.pk: count_voices(one).answered for one in Consultation.objects.all()}


def test_cards_show_the_same_from_the_few_columns_that_they_ask_for(demo, django_assert_num_queries):
    opinions = Opinion.objects.public().order_by("pk")
    submissions, answers = Submission.objects.public().order_by("pk"), Answer.objects.public().order_by("pk")

    whole = question_cards(submissions.for_list(), opinions.for_list().select_related("consultation"))
    whole += answer_cards(answers.for_list())
    few = question_cards(submissions.for_cards(), opinions.for_cards()) + answer_cards(answers.for_cards())

    expected = shown(whole)
    with django_assert_num_queries(0):
        assert shown(few) == expected
    assert len(expected) > 20


def shown(cards) -> list[str]:
    return [render_to_string("participation/partials/answer_card.html", {"card": card, "show_source": True}) for card in cards]
