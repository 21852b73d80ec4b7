import pytest

from participation.actions.survey_response import read_text
from participation.models import Survey, SurveyText
from participation.queries.survey_results import responses_table, results_of, results_table
from tests.factories.portal import OfficerFactory
from tests.factories.survey import SurveyFactory, respond

pytestmark = pytest.mark.django_db

QUESTIONS = [
    {"text": "Kā pārvietojaties?", "answers": "ar kājām\nar autobusu"},
    {"text": "Ko vajag?", "kind": "several", "answers": "soliņus\nkokus"},
    {"text": "Cik droši?", "kind": "scale", "lowest": 1, "highest": 3},
    {"text": "Kā vērtējat?", "kind": "matrix", "rows": "ceļi\nparki", "answers": "slikti\nlabi"},
    {"text": "Vēl kas?", "kind": "text"},
    {"text": "Cik kilometru?", "kind": "number"},
]


@pytest.fixture
def survey() -> Survey:
    """Six have answered; the number only two of them."""
    survey = SurveyFactory(closed=True, questions=QUESTIONS)
    for number in range(6):
        answers = {"1": 1 if number else 2, "2": [1, 2], "3": 3, "4": [2, 1], "5": f"=KOPA({number})" if number < 2 else ""}
        respond(survey, answers | ({"6": 4.0} if number < 2 else {}))
    return survey


def test_shares_are_of_those_who_answered(survey):
    transport, needs, safety, table, _texts, _distance = results_of(survey)

    assert [(one.count, one.percent) for one in transport.shares] == [(5, 83), (1, 17)]
    assert [one.percent for one in needs.shares] == [100, 100]
    assert [value for _label, value in safety.facts] == ["3,0", "3,0"]
    assert [(row, [one.percent for one in shares]) for row, shares in table.matrix] == [("ceļi", [0, 100]), ("parki", [100, 0])]


def test_answers_of_few_are_withheld(survey):
    distance = results_of(survey)[5]

    assert (distance.answered, distance.is_withheld, distance.shares) == (2, True, [])


def test_texts_stand_in_the_results_once_an_officer_has_read_them(survey, now):
    first, second = SurveyText.objects.order_by("pk")
    read_text(text=first, is_shown=True, by=OfficerFactory(), now=now)
    read_text(text=second, is_shown=False, by=OfficerFactory(), now=now)

    assert results_of(survey)[4].texts == [first.text]


def test_many_different_numbers_are_gathered_into_ranges():
    survey = SurveyFactory(closed=True, questions=[{"text": "Cik minūtes?", "kind": "number"}])
    for minutes in range(0, 120, 10):
        respond(survey, {"1": float(minutes)})

    shares = results_of(survey)[0].shares

    assert [one.label for one in shares] == ["0–18", "19–37", "38–56", "57–75", "76–94", "95–113"]
    assert sum(one.count for one in shares) == 12


def test_the_file_of_results_holds_the_texts_that_are_shown_and_the_officers_file_all(survey, now):
    read_text(text=SurveyText.objects.first(), is_shown=True, by=OfficerFactory(), now=now)

    shown = [row[2] for row in results_table(survey)]
    given = [row[4] for row in responses_table(survey)]

    assert [text for text in shown if text.startswith("=")] == ["=KOPA(0)"]
    assert sorted(given)[-2:] == ["=KOPA(0)", "=KOPA(1)"]


def test_the_officers_file_has_a_row_for_every_response(survey):
    table = responses_table(survey)

    assert len(table) == 6
    assert {row[0] for row in table} == {"ar kājām", "ar autobusu"}


@pytest.mark.rule("S4-10")
@pytest.mark.rule("S4-16")
def test_the_survey_of_2022_shows_its_published_shares():
    founding, influence, support = results_of(Survey.objects.get(slug="kopienu-aptauja-2022"))

    assert [one.percent for one in support.shares] == [65, 53, 53, 35, 24]
    assert (founding.chart, influence.chart) == (None, None), "their shares were never published"
    assert "vidēja vai pavisam neliela" in influence.texts[0]
