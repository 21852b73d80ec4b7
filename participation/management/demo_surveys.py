"""Demo surveys: one open with conditions, one for members, one with results of forty responses."""

from random import Random
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from participation.actions.survey import publish_results, publish_survey
from participation.actions.survey_response import read_text, save_draft, submit_response
from participation.enums import QuestionKind
from participation.models import Survey, SurveyQuestion, SurveyText
from portal.management.demo import Demo
from portal.obligations.clock import end_of_day


def load(demo: Demo) -> None:
    for row in demo.content("surveys")["surveys"]:
        survey = _survey(demo, row)
        _respond(demo, survey, row)
        if row.get("conclusions"):
            coordinator, now = demo.person("koordinators"), demo.at(row["published"])
            for text in SurveyText.objects.filter(question__survey=survey):
                read_text(text=text, is_shown=True, by=coordinator, now=now)
            publish_results(survey=survey, conclusions=row["conclusions"], by=coordinator, now=now)


def _survey(demo: Demo, row: dict) -> Survey:
    survey = Survey.objects.create(
        title=row["title"], slug=slugify(row["title"]), audience=row["audience"], unit=demo.made["units"][row["unit"]],
        summary=row["summary"], how_to_take_part=row["how"], use_of_results=row["use"],
        contact_post="Līdzdalības koordinators", contact_phone="+371 67 000 111",
        contact_email="lidzdaliba@pasvaldiba.example", opens_at=demo.at(row["opens"], "09:00"),
        closes_at=end_of_day(demo.day(row["closes"])), results_by=demo.day(row["results"]),
    )  # fmt: skip
    survey.neighbourhoods.set([demo.made["neighbourhoods"][key] for key in row["neighbourhoods"]])
    survey.communities.set([demo.made["communities"][key] for key in row["communities"]])
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(survey=survey, number=number, **question) for number, question in enumerate(row["questions"], start=1)
    )
    return publish_survey(survey=survey, by=demo.person("koordinators"), now=demo.at(row["opens"], "09:00"))


def _respond(demo: Demo, survey: Survey, row: dict) -> None:
    """Made-up responses, the same at every loading."""
    chance = Random(row["title"])  # noqa: S311 - made-up answers guard nothing
    questions = list(survey.questions.all())
    for number in range(row.get("respond", 0)):
        now = demo.at(row["opens"] + 1 + number % 20, "18:00")
        answers = {question.key: _answer(question, chance, number, row["texts"]) for question in questions}
        draft = save_draft(survey=survey, answers=answers, draft=None, person=None, now=now)
        submit_response(draft=draft, form_token=UUID(int=chance.getrandbits(128)), person=None, now=now)


def _answer(question: SurveyQuestion, chance: Random, number: int, texts: list[str]) -> Any:
    """Later answers of a list are rarer, so that the charts show a difference."""
    values = [value for value, _label in question.choices] if question.kind in SEVERAL_VALUES else []
    weights = range(len(values) + 1, 1, -1)
    match question.kind:
        case QuestionKind.SEVERAL:
            return sorted(set(chance.choices(values, weights, k=2)))
        case QuestionKind.MATRIX:
            return [chance.choice(values) for _row in question.row_labels]
        case QuestionKind.NUMBER:
            return chance.randint(1, 12)
        case QuestionKind.TEXT:
            return texts[number // 8] if number % 8 == 0 else ""
        case QuestionKind.SCALE:
            return chance.choices(values, range(2, len(values) + 2))[0]
    return chance.choices(values, weights)[0]


SEVERAL_VALUES = (QuestionKind.ONE, QuestionKind.SEVERAL, QuestionKind.SCALE, QuestionKind.MATRIX)
