"""The results of a survey as charts and tables; never of so few that somebody could be recognised."""

from collections import Counter
from dataclasses import dataclass, field
from math import ceil
from statistics import mean, median

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from tablib import Dataset

from participation.enums import QuestionKind
from participation.models import Survey, SurveyQuestion, SurveyText
from participation.queries.questionnaire import in_words, shown
from participation.queries.survey import fewest_responses
from portal.ui.charts import Chart, Series, bars

MOST_BARS = 10
"""Of a histogram with more different numbers than that, the numbers are gathered into ranges."""
RANGES = 6


@dataclass(frozen=True)
class Share:
    """How many chose one answer, of those who answered the question. ``row`` names the row of a table."""

    label: str
    count: int
    percent: int
    row: str = ""


@dataclass(frozen=True)
class QuestionResult:
    """What came of one question; ``is_withheld`` when too few have answered it."""

    question: SurveyQuestion
    answered: int
    shares: list[Share] = field(default_factory=list)
    chart: Chart | None = None
    facts: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    is_withheld: bool = False

    @property
    def matrix(self) -> list[tuple[str, list[Share]]]:
        rows = dict.fromkeys(share.row for share in self.shares if share.row)
        return [(row, [share for share in self.shares if share.row == row]) for row in rows]


def results_of(survey: Survey) -> list[QuestionResult]:
    """One result per question, in two queries however many have answered."""
    questions = list(survey.questions.all())
    if survey.is_reference:
        return [_published(question) for question in questions]
    fewest = fewest_responses(survey)
    given = list(survey.responses.values_list("answers", flat=True))
    texts = list(SurveyText.objects.filter(question__survey=survey).values_list("question_id", "state", "text"))
    return [_result(question, given, texts, fewest) for question in questions]


def _published(question: SurveyQuestion) -> QuestionResult:
    """A source's own shares: there are no counts behind them."""
    shares = [
        Share(label, 0, percent) for label, percent in zip(question.labels, question.published_shares, strict=False)
    ]  # fmt: skip
    chart = (
        bars(_("Percent of those who answered"), [one.label for one in shares], [Series("%", [one.percent for one in shares])])
        if shares
        else None
    )
    return QuestionResult(question, 0, shares, chart, texts=[question.published_note] if question.published_note else [])


def _result(question: SurveyQuestion, given: list[dict], texts: list[tuple], fewest: int) -> QuestionResult:
    if question.kind == QuestionKind.TEXT:
        own = [(state, text) for key, state, text in texts if key == question.pk]
        shown_texts = [text for state, text in own if state == "shown"]
        return QuestionResult(question, len(own), texts=shown_texts)
    values = [answers[question.key] for answers in given if question.key in answers]
    if len(values) < fewest:
        return QuestionResult(question, len(values), is_withheld=bool(values))
    shares = _shares(question, values)
    chart = None
    if question.kind != QuestionKind.MATRIX:
        labels = [f"{share.label} ({share.count})" for share in shares]
        chart = bars(_("Percent of those who answered"), labels, [Series("%", [share.percent for share in shares])])
    facts = []
    if question.kind in (QuestionKind.SCALE, QuestionKind.NUMBER):
        facts = [(_("average"), number_format(mean(values), 1)), (_("median"), number_format(median(values), 1))]
    return QuestionResult(question, len(values), shares, chart, facts)


def _shares(question: SurveyQuestion, values: list) -> list[Share]:
    if question.kind == QuestionKind.NUMBER:
        return _histogram(values)
    if question.kind == QuestionKind.MATRIX:
        return [
            share
            for place, row in enumerate(question.row_labels)
            for share in _counted(question, [[value[place]] for value in values if value[place] is not None], row)
        ]
    return _counted(question, [value if isinstance(value, list) else [value] for value in values])


def _counted(question: SurveyQuestion, chosen: list[list[int]], row: str = "") -> list[Share]:
    counts = Counter(one for several in chosen for one in several)
    return [_share(label, counts[value], len(chosen), row) for value, label in question.choices]


def _share(label: str, count: int, total: int, row: str = "") -> Share:
    return Share(label, count, round(100 * count / total) if total else 0, row)


def _histogram(values: list[float]) -> list[Share]:
    counts = Counter(values)
    if len(counts) <= MOST_BARS:
        return [_share(number_format(value), counts[value], len(values)) for value in sorted(counts)]
    low, high = min(values), max(values)
    if all(value == int(value) for value in values):
        width, gap, places = ceil((high - low + 1) / RANGES), 1, 0
    else:
        width, gap, places = (high - low) / RANGES, 0, 1
    gathered = Counter(min(int((value - low) / width), RANGES - 1) for value in values)
    starts = [low + place * width for place in range(RANGES)]
    return [
        _share(f"{number_format(start, places)}–{number_format(start + width - gap, places)}", gathered[place], len(values))
        for place, start in enumerate(starts)
    ]


def results_table(survey: Survey) -> Dataset:
    """The same results for a spreadsheet: counts and shares, and the texts that are shown."""
    table = Dataset(headers=[str(one) for one in (_("Survey question"), _("Row"), _("Answer"), _("Count"), _("Percent"))])
    for result in results_of(survey):
        for share in result.shares:
            count = "" if survey.is_reference else share.count
            table.append([str(result.question), share.row, share.label, count, share.percent])
        for text in result.texts:
            table.append([str(result.question), "", text, "", ""])
    return table


def responses_table(survey: Survey) -> Dataset:
    """Every response in a row, in no telling order, for the officers who work with them."""
    questions = list(survey.questions.all())
    table = Dataset(headers=[str(question) for question in questions])
    for response in survey.responses.order_by("pk").prefetch_related("texts"):
        texts = {text.question_id: text.text for text in response.texts.all()}
        asked = {question.pk for question in shown(questions, response.answers)}
        table.append(
            [
                texts.get(question.pk) or "; ".join(in_words(question, response.answers.get(question.key)))
                if question.pk in asked
                else ""
                for question in questions
            ]
        )
    return table
