from participation.models import Answer, Consultation
from participation.queries.consultation import count_voices


def test_an_answer_is_public_exactly_where_its_question_is(demo):
    answers = Answer.objects.published().select_related("opinion", "submission")

    assert {one.pk for one in answers if one.question.is_public} == set(Answer.objects.public().values_list("pk", flat=True))


def test_the_counter_of_answered_opinions_equals_a_recount(demo):
    kept = dict(Consultation.objects.values_list("pk", "answered_count"))

    assert kept == {one.pk: count_voices(one).answered for one in Consultation.objects.all()}
