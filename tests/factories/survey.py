"""Surveys with their questions. Drafts and responses are born by their actions."""

from datetime import timedelta
from uuid import uuid4

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from participation.actions.survey_response import save_draft, submit_response
from participation.enums import SurveyState
from participation.models import Survey, SurveyDraft, SurveyQuestion, SurveyResponse
from tests.factories.portal import UnitFactory

CONCLUSIONS = "Vairākums grib autobusu arī vakarā; no marta pēdējais reiss būs plkst. 21.30."


class SurveyFactory(DjangoModelFactory):
    """Open since yesterday, for everybody; ``draft=True`` is complete but not published, ``closed=True`` ended an hour ago.

    ``questions`` are dictionaries of fields, numbered in their order; by default one question with two answers.
    """

    class Meta:
        model = Survey
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(
            state=SurveyState.DRAFT, published_at=None, opens_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=1))
        )
        closed = factory.Trait(opens_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=14, hours=1)))

    title = factory.Sequence(lambda n: f"Aptauja par {n}. autobusu")
    slug = factory.Sequence(lambda n: f"aptauja-{n}")
    state = SurveyState.PUBLISHED
    summary = "Kad un kurp braukt?"
    how_to_take_part = "Šeit vai bibliotēkā uz papīra."
    use_of_results = "Pēc atbildēm saskaņo autobusu laikus."
    unit = factory.SubFactory(UnitFactory)
    contact_post = "Līdzdalības koordinators"
    contact_phone = "+371 67 000 111"
    contact_email = "lidzdaliba@example.lv"
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
    closes_at = factory.LazyAttribute(lambda survey: survey.opens_at + timedelta(days=14))
    results_by = factory.LazyAttribute(lambda survey: timezone.localdate(survey.closes_at) + timedelta(days=10))
    published_at = factory.LazyAttribute(lambda survey: survey.opens_at)

    @factory.post_generation
    def questions(self, create, questions, **extra):
        questions = questions or [{"text": "Vai brauktu ar autobusu?", "answers": "jā\nnē", "is_required": True}]
        SurveyQuestion.objects.bulk_create(
            SurveyQuestion(survey=self, number=number, **question) for number, question in enumerate(questions, start=1)
        )

    @factory.post_generation
    def communities(self, create, communities, **extra):
        self.communities.set(communities or [])

    @factory.post_generation
    def neighbourhoods(self, create, places, **extra):
        self.neighbourhoods.set(places or [])


def begin(survey: Survey, answers: dict | None = None, *, person=None, now=None) -> SurveyDraft:
    """Answers kept and not sent."""
    answers = {"1": 1} if answers is None else answers
    return save_draft(survey=survey, answers=answers, draft=None, person=person, now=now or survey.opens_at)


def respond(survey: Survey, answers: dict | None = None, *, person=None, now=None, **more) -> SurveyResponse | None:
    """Answers kept and sent, while the survey was open."""
    now = now or survey.opens_at
    draft = begin(survey, answers, person=person, now=now)
    return submit_response(draft=draft, form_token=more.pop("form_token", None) or uuid4(), person=person, now=now, **more)
